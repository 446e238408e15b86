// The network on the page: the debug network with what the reader changed, and what the engine says of it.

import { readEntries, toNumber } from './entries.js';
import { largestOf } from './numbers.js';

let engine = null;
let network = null;  // as it is without changes

export function setEngine(started) {
  engine = started;
  network = engine.call({ do: 'network', data: 'debug' });
}

/** What the address says of the network where nothing was changed. */
export const original = { edits: { Theta1: {}, Theta2: {}, X: {} }, lambda: 1 };

export const isChanged = ({ edits, lambda }) => lambda !== original.lambda || Object.values(edits).some((each) => Object.keys(each).length > 0);

export const ask = (request) => engine.call(request);

const withEdits = (rows, edits) =>
  rows.map((row, r) => row.map((value, c) => (`${r},${c}` in edits ? edits[`${r},${c}`] : value)));

/** The matrices as changed, and lambda: what each request of this network holds. */
export function problemOf(state) {
  const { Theta1, Theta2, X, y } = network;
  return {
    Theta1: withEdits(Theta1, state.edits.Theta1),
    Theta2: withEdits(Theta2, state.edits.Theta2),
    X: withEdits(X, state.edits.X),
    y,
    lambda: state.lambda,
  };
}

export const originalEntry = (matrix, row, column) => network[matrix][row]?.[column];

// The last answers: a picture that asks for the same again waits for nothing.
function remember(makeRequest) {
  const answers = new Map();
  return (state) => {
    const request = makeRequest(state);
    const key = JSON.stringify(request);
    if (!answers.has(key)) {
      if (answers.size >= 20) answers.delete(answers.keys().next().value);
      answers.set(key, ask(request));
    }
    return answers.get(key);
  };
}

/** The mistakes that were made, as the engine calls them together: "flipped-sign+missing-mean"; '' for none. */
export const mistakenName = (state) => state.mistakes.join('+');

const traced = remember((state) => ({
  do: 'trace', example: state.example, mistakes: state.mistakes, ...problemOf(state),
}));

export function traceOf(state) {
  const trace = traced(state);
  trace.results.cost = toNumber(trace.results.cost);
  trace.results.reg_J = toNumber(trace.results.reg_J);
  return trace;
}

const checkRequest = (state) => ({
  do: 'check',
  implementations: ['loop', 'vectorized', ...(state.mistakes.length > 0 ? [mistakenName(state)] : [])],
  ...problemOf(state),
});

const checked = remember((state) => ({ ...checkRequest(state), blind_spots: false }));

export const checkOf = (state) => readEntries(checked(state));

/** Asks for the check with what it could not have noticed: it takes twice the time, and has its own in the background. */
export const blindSpotsRequest = checkRequest;

export const compareOf = remember((state) => ({ do: 'compare', other: mistakenName(state) || 'vectorized', ...problemOf(state) }));

export const statementsIn = remember((state) => ({ do: 'statements', names: state.names }));

/** All weights times one factor, the largest of them `size`, as edits. */
export function scaleWeights(state, size) {
  const problem = problemOf(state);
  const factor = size / Math.max(largestOf(problem.Theta1), largestOf(problem.Theta2));
  const edited = (rows) => Object.fromEntries(rows.flatMap((row, r) => row.map((value, c) => [`${r},${c}`, Number((value * factor).toPrecision(12))])));
  return { ...state.edits, Theta1: edited(problem.Theta1), Theta2: edited(problem.Theta2) };
}

export const allMistakes = remember(() => ({ do: 'mistakes' }));

export const lessonNumbers = () => ask({ do: 'lessons' }).numbers;

/** Where among all steps of the trace those of one statement stand: in a loop it has several. */
export const stepsOf = (trace, statement) => trace.steps.flatMap((step, k) => (step.statement === statement ? [k] : []));

/** Index of the step that the address names, among all steps of the trace. */
export function findStep(trace, state) {
  const all = stepsOf(trace, state.statement);
  return all[Math.min(state.turn, all.length - 1)] ?? 0;
}

/** "S13 of 30, turn 2 of 3" */
export const tellPlace = ({ statement, count, of }) => `S${statement} of 30${count > 0 ? `, turn ${count} of ${of}` : ''}`;

/** The address of a step: its statement, and which of that statement's steps it is. */
export function placeOf(trace, index) {
  const { statement } = trace.steps[index];
  const turn = trace.steps.slice(0, index).filter((step) => step.statement === statement).length;
  return { statement, turn };
}
