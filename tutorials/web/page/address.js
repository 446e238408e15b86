// The page's whole state is its address: #step?at=9&lambda=3&Theta2=0,0=0.184. Whoever opens it sees the same.
import { readNumber } from './numbers.js';
import { allMistakes, lessonNumbers, original, originalEntry, statementsIn, stepsOf, traceOf } from './problem.js';
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
  lesson: 1,
  seed: 1,  // of the weights that learn the digits
  trained: [],  // what they were trained since: {alpha, steps, mistakes}
  embed: false,
};

const between = (text, low, high) => {
  const value = readNumber(text);
  return value !== null && value >= low && value <= high ? value : null;
};

const wholeBetween = (text, low, high) => {
  const value = between(text, low, high);
  return Number.isInteger(value) ? value : null;
};

/** "2,80,flipped-sign": steps of alpha, `most` of them, and with which mistakes; null where it is none. */
function readLeg(text, most, readMistakes) {
  const [alpha, steps, ...made] = text.split(',');
  const leg = { alpha: between(alpha, 1e-6, 100), steps: wholeBetween(steps ?? '', 1, most) };
  return leg.alpha === null || leg.steps === null ? null : { ...leg, mistakes: readMistakes(made) };
}

const writeLegs = (legs) => legs.map(({ alpha, steps, mistakes }) => [alpha, steps, ...mistakes].join()).join(';');

/** The words of an address, each taken once. What cannot be read is left out, and told in `unread`. */
class Words {
  constructor(query) {
    this.words = new URLSearchParams(query);
    this.unread = [];
  }

  take(key) {
    const text = this.words.get(key);
    this.words.delete(key);
    return text;
  }

  /** What `read` makes of the word; `otherwise` where there is none, or `read` gives null. */
  read(key, read, otherwise) {
    const text = this.take(key);
    const value = text === null ? otherwise : read(text);
    if (value === null) this.unread.push(`${key}=${text}`);
    return value ?? otherwise;
  }

  /** Of the parts of a list those that `read` can read, `most` of them. */
  readParts(key, parts, read, most) {
    const found = [];
    for (const part of parts) {
      const value = found.length < most ? read(part) : null;
      if (value === null) this.unread.push(`${key}=${part}`);
      else found.push(value);
    }
    return found;
  }

  takeParts(key, separator) {
    return (this.take(key) ?? '').split(separator).filter((part) => part !== '');
  }
}

function readEdit(matrix, text) {
  const [place, number] = text.split('=');
  const value = readNumber(number ?? '');
  const isThere = /^\d+,\d+$/.test(place) && originalEntry(matrix, ...place.split(',')) !== undefined;
  return isThere && value !== null ? [place, value] : null;
}

/** [state, unread]. What is wrong in an address is left out, and listed: an old or mistyped link still opens. */
export function readAddress(hash) {
  const [name, query] = hash.replace(/^#/, '').split('?');
  const words = new Words(query ?? '');
  const known = new Set(allMistakes({}).mistakes.map((mistake) => mistake.name));
  const { dialects } = statementsIn(start);
  const oneOf = (list) => (text) => list.find((each) => String(each) === text) ?? null;
  const whole = (low, high) => (text) => wholeBetween(text, low, high);
  const readMistakes = (key, names) => words.readParts(key, new Set(names), (each) => (known.has(each) ? each : null), 2);
  const readEdits = (matrix) => words.readParts(matrix, words.takeParts(matrix, ';'), (text) => readEdit(matrix, text), Infinity);
  let left = mostSteps;
  const readNextLeg = (text) => {
    const leg = readLeg(text, left, (made) => readMistakes('trained', made));
    left -= leg?.steps ?? 0;
    return leg;
  };
  if (name !== '' && !views.includes(name)) words.unread.push(name);
  const statement = words.read('at', whole(1, 30), start.statement);
  const state = {
    view: views.includes(name) ? name : start.view,
    statement,
    turn: words.read('turn', whole(0, stepsOf(traceOf(start), statement).length - 1), start.turn),
    example: words.read('example', whole(0, 4), 0),
    lambda: words.read('lambda', (text) => between(text, 0, 1e6), start.lambda),
    mistakes: readMistakes('mistakes', words.takeParts('mistakes', ',')),
    edits: Object.fromEntries(editable.map((matrix) => [matrix, Object.fromEntries(readEdits(matrix))])),
    names: words.read('names', oneOf(dialects), start.names),
    code: words.read('code', oneOf(['both', 'numpy', 'cpp']), start.code),
    lesson: words.read('lesson', oneOf(lessonNumbers()), start.lesson),
    seed: words.read('seed', whole(1, 1e6), start.seed),
    trained: words.readParts('trained', words.takeParts('trained', ';'), readNextLeg, Infinity),
    embed: words.take('embed') !== null,
  };
  words.unread.push(...words.words.keys());
  return [state, words.unread];
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
