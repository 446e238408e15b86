// The network on the page: the debug network with what the reader changed, and what the engine says of it.

import { readEntries, toNumber } from './entries.js';

let engine = null;
let original = null;

export function setEngine(started) {
  engine = started;
  original = engine.call({ do: 'network', data: 'debug' });
}

export const ask = (request) => engine.call(request);

const withEdits = (rows, edits) =>
  rows.map((row, r) => row.map((value, c) => (`${r},${c}` in edits ? edits[`${r},${c}`] : value)));

/** The matrices as changed, and lambda: what each request of this network holds. */
export function problemOf(state) {
  const { Theta1, Theta2, X, y } = original;
  return {
    Theta1: withEdits(Theta1, state.edits.Theta1),
    Theta2: withEdits(Theta2, state.edits.Theta2),
    X: withEdits(X, state.edits.X),
    y,
    lambda: state.lambda,
  };
}

export const originalEntry = (matrix, row, column) => original[matrix][row]?.[column];

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

const checked = remember((state) => ({
  do: 'check',
  implementations: ['loop', 'vectorized', ...(state.mistakes.length > 0 ? [mistakenName(state)] : [])],
  ...problemOf(state),
}));

export const checkOf = (state) => readEntries(checked(state));

export const compareOf = remember((state) => ({ do: 'compare', ...problemOf(state) }));

export const statementsIn = remember((state) => ({ do: 'statements', names: state.names }));

/** All weights times a factor, as edits. */
export function scaleWeights(state, factor) {
  const problem = problemOf(state);
  const edited = (rows) => Object.fromEntries(rows.flatMap((row, r) => row.map((value, c) => [`${r},${c}`, Number((value * factor).toPrecision(12))])));
  return { ...state.edits, Theta1: edited(problem.Theta1), Theta2: edited(problem.Theta2) };
}

export const allMistakes = remember(() => ({ do: 'mistakes' }));

/** Index of the step that the address names, among all steps of the trace. */
export function findStep(trace, state) {
  const all = trace.steps.map((step, k) => (step.statement === state.statement ? k : -1)).filter((k) => k >= 0);
  return all[Math.min(state.turn, all.length - 1)] ?? 0;
}

/** The address of a step: its statement, and which of that statement's steps it is. */
export function placeOf(trace, index) {
  const { statement } = trace.steps[index];
  const turn = trace.steps.slice(0, index).filter((step) => step.statement === statement).length;
  return { statement, turn };
}

/** The text in the names that the reader chose: whole words, as the table of the library has them. */
export function rename(text, names) {
  return text.replace(/[A-Za-z_][A-Za-z_0-9]*/g, (word) => names[word] ?? word);
}
