// The page's whole state is its address: #step?at=9&lambda=3&Theta2=0,0=0.184. Whoever opens it sees the same.
import { readNumber } from './numbers.js';
import { allMistakes, original, statementsIn } from './problem.js';
import { mostSteps } from './training.js';

export const views = ['step', 'check', 'compare', 'digits', 'learn'];
const editable = ['Theta1', 'Theta2', 'X'];

export const start = {
  view: 'step',
  statement: 7,  // weights can be changed there
  turn: 0,  // of a statement in a loop: how many of its turns came before
  example: 0,
  ...original,
  mistakes: [],
  names: 'source',
  code: 'both',
  lesson: 0,
  seed: 1,  // of the weights that learn the digits
  trained: [],  // what they were trained since: {alpha, steps, mistakes}
  embed: false,
};

const between = (text, low, high, otherwise) => {
  const value = readNumber(text ?? '');
  return value !== null && value >= low && value <= high ? value : otherwise;
};

function readEdits(text) {
  const edits = {};
  for (const part of (text ?? '').split(';')) {
    const [place, number] = part.split('=');
    const value = readNumber(number ?? '');
    if (/^\d+,\d+$/.test(place) && value !== null) edits[place] = value;
  }
  return edits;
}

/** At most two mistakes, each once. */
const readMistakes = (words, isMistake) => [...new Set(words.filter(isMistake))].slice(0, 2);

/** "2,80;0.5,40,flipped-sign": steps of alpha, and with which mistakes. */
function readLegs(text, isMistake) {
  return (text ?? '').split(';').flatMap((part) => {
    const [alpha, steps, ...made] = part.split(',');
    const leg = { alpha: between(alpha, 1e-6, 100, null), steps: Math.floor(between(steps, 1, mostSteps, 0)), mistakes: readMistakes(made, isMistake) };
    return leg.alpha === null || leg.steps === 0 ? [] : [leg];
  }).slice(0, 10);
}

const writeLegs = (legs) => legs.map(({ alpha, steps, mistakes }) => [alpha, steps, ...mistakes].join()).join(';');

/** What is wrong in an address is left out: an old or mistyped link still opens. */
export function readAddress(hash) {
  const [name, query] = hash.replace(/^#/, '').split('?');
  const words = new URLSearchParams(query ?? '');
  const mistakes = new Set(allMistakes({}).mistakes.map((mistake) => mistake.name));
  const isMistake = (name) => mistakes.has(name);
  const { dialects } = statementsIn(start);
  return {
    view: views.includes(name) ? name : start.view,
    statement: Math.floor(between(words.get('at'), 1, 30, start.statement)),
    turn: Math.floor(between(words.get('turn'), 0, 99, 0)),
    example: Math.floor(between(words.get('example'), 0, 4, 0)),
    lambda: between(words.get('lambda'), 0, 1e6, start.lambda),
    mistakes: readMistakes((words.get('mistakes') ?? '').split(','), isMistake),
    edits: Object.fromEntries(editable.map((matrix) => [matrix, readEdits(words.get(matrix))])),
    names: dialects.includes(words.get('names')) ? words.get('names') : start.names,
    code: ['both', 'numpy', 'cpp'].includes(words.get('code')) ? words.get('code') : start.code,
    lesson: Math.floor(between(words.get('lesson'), 0, 99, 0)),
    seed: Math.floor(between(words.get('seed'), 1, 1e6, start.seed)),
    trained: readLegs(words.get('trained'), isMistake),
    embed: words.has('embed'),
  };
}

export function writeAddress(state) {
  const words = [];
  if (state.view === 'step' || state.statement !== start.statement) words.push(`at=${state.statement}`);
  for (const key of ['turn', 'example', 'lambda', 'names', 'code', 'lesson', 'seed']) {
    if (state[key] !== start[key]) words.push(`${key}=${state[key]}`);
  }
  if (state.mistakes.length > 0) words.push(`mistakes=${state.mistakes.join(',')}`);
  for (const matrix of editable) {
    const edits = Object.entries(state.edits[matrix]).map(([place, value]) => `${place}=${value}`);
    if (edits.length > 0) words.push(`${matrix}=${edits.join(';')}`);
  }
  if (state.trained.length > 0) words.push(`trained=${writeLegs(state.trained)}`);
  if (state.embed) words.push('embed=1');
  return `#${state.view}${words.length > 0 ? `?${words.join('&')}` : ''}`;
}
