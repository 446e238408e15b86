// For each statement of the loop: its equation as matrices, and where each cell of its result comes from, in numbers.
// A test compares the number that each text ends with with the traced one.
import { factor, full, placeName, short } from './numbers.js';

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** A matrix of the equation. `before`: as it was before the statement. `bias0`: its column 0 does not count. */
const part = (name, more = {}) => ({ name, ...more });

const sumOfProducts = (pairs) => pairs.reduce((sum, [a, b]) => sum + a * b, 0);
const spell = (pairs) => pairs.map(([a, b]) => `${factor(a)}·${factor(b)}`).join(' + ');
const weightRow = (theta, values, unit) => theta[unit].map((weight, k) => [values[k], weight]);

const layer = (input, theta) => ({
  equation: ['σ(', part(input), '×', part(theta, { turned: true }), ')'],
  from({ now }, row, column) {
    const pairs = weightRow(now(theta), now(input)[row], column);
    const z = sumOfProducts(pairs);
    return {
      marks: [[input, row, null], [theta, column, null]],
      text: `row ${row} of ${input} times row ${column} of ${theta}: σ(${spell(pairs)}) = σ(${short(z)}) = ${full(sigmoid(z))}`,
    };
  },
});

const withOnes = (name) => ({
  equation: ['[1', part(name, { before: true }), ']'],
  from: ({ before }, row, column) =>
    column === 0
      ? { marks: [], text: `column 0 is all ones, which the biases are multiplied by: ${name}(${row},0) = 1` }
      : {
          marks: [[name, row, column - 1]],
          text: `all columns move one to the right; before, this was ${name}(${row},${column - 1}) = ${full(before(name)[row][column - 1])}`,
        },
});

const outerProduct = (sum, error, input, dropped) => ({
  equation: [part(sum, { before: true }), '+', part(error, { turned: true, dropped }), '×', part(input)],
  from({ now, before }, row, column) {
    const a = now(error)[0][row + dropped];
    const b = now(input)[0][column];
    const old = before(sum)[row][column];
    return {
      marks: [[sum, row, column], [error, 0, row + dropped], [input, 0, column]],
      text: `${sum}(${row},${column}) + ${error}(${row + dropped})·${input}(${column}) = ${short(old)} + ${factor(a)}·${factor(b)} = ${full(old + a * b)}`,
    };
  },
});

const mean = (sum) => ({
  equation: [part(sum, { before: true }), '/', part('m')],
  from: ({ now, before }, row, column) => ({
    marks: [[sum, row, column], ['m', 0, 0]],
    text: `${short(before(sum)[row][column])} / ${now('m')[0][0]} examples = ${full(before(sum)[row][column] / now('m')[0][0])}`,
  }),
});

const penalty = (gradient, theta) => ({
  equation: [part(gradient), '+ λ/m ×', part(theta, { bias0: true })],
  from({ now, lambda }, row, column) {
    const plain = now(gradient)[row][column];
    if (column === 0) {
      return { marks: [[gradient, row, 0]], text: `the bias is not regularized: ${gradient}(${row},0) = ${full(plain)}` };
    }
    const weight = now(theta)[row][column];
    const m = now('m')[0][0];
    return {
      marks: [[gradient, row, column], [theta, row, column]],
      text: `${short(plain)} + ${short(lambda)}/${m}·${factor(weight)} = ${full(plain + (lambda / m) * weight)}`,
    };
  },
});

const unrolled = (theta, offset) => ({
  equation: [part('nn_params'), 'row by row'],
  from({ now }, row, column) {
    const place = offset(now) + row * now(theta)[0].length + column;
    return {
      marks: [['nn_params', 0, place]],
      text: `${theta}(${row},${column}) is nn_params(${place}) = ${full(now(theta)[row][column])}`,
    };
  },
});

const rowOf = (matrix) => ({
  equation: ['row', part('i'), 'of', part(matrix)],
  from: ({ now, example }, row, column) => ({
    marks: [[matrix, example, column]],
    text: `${matrix}(${example},${column}) = ${full(now(matrix)[example][column])}`,
  }),
});

const counter = (what) => ({
  equation: [],
  from: ({ now, step }) => ({ marks: [], text: `${what} ${step.name} = ${full(now(step.name)[0][0])}` }),
});

const zeros = (what) => ({
  equation: [],
  from: ({ now, step }, row, column) => ({ marks: [], text: `${what} ${placeName(step.name, now(step.name), row, column)} = 0` }),
});

const crossEntropy = {
  equation: [part('J', { before: true }), '+ Σ cost of', part('y10', { column: 'j' }), 'and', part('a2', { column: 'j' })],
  from({ now, before }) {
    const label = now('j')[0][0];
    const terms = now('y10').map((row, i) => {
      const y = row[label];
      const a = now('a2')[i][label];
      return -y * Math.log(a) - (1 - y) * Math.log(1 - a);
    });
    const old = before('J')?.[0]?.[0] ?? 0;
    const sum = terms.reduce((all, term) => all + term, 0);
    return {
      marks: now('y10').flatMap((_, i) => [['y10', i, label], ['a2', i, label]]),
      text: `−y log(a) − (1−y) log(1−a) of each example: ${short(old)} + ${terms.map(short).join(' + ')} = ${full(old + sum)}`,
    };
  },
};

const regularizedCost = {
  equation: [part('cost'), '+ λ/2m × Σ²', part('Theta1', { bias0: true }), part('Theta2', { bias0: true })],
  from({ now, lambda }) {
    const squares = (theta) => theta.flatMap((row) => row.slice(1)).reduce((sum, weight) => sum + weight * weight, 0);
    const one = squares(now('Theta1'));
    const two = squares(now('Theta2'));
    const cost = now('cost')[0][0];
    const m = now('m')[0][0];
    return {
      marks: [['cost', 0, 0]],
      text: `the bias columns do not count: ${short(cost)} + ${short(lambda)}/${2 * m}·(${short(one)} + ${short(two)}) = ${full(cost + (lambda / (2 * m)) * (one + two))}`,
    };
  },
};

const hiddenError = {
  equation: [part('d2'), '×', part('Theta2'), '∘', part('slope', { label: "σ'(z1)" })],
  from({ now }, row, column) {
    const pairs = now('d2')[0].map((error, k) => [error, now('Theta2')[k][column]]);
    const sum = sumOfProducts(pairs);
    const slope = now('slope')[0][column];
    const dropped = column === 0 ? 'it belongs to the bias, and S24 drops it: ' : '';
    return {
      marks: [['d2', 0, null], ['Theta2', null, column], ['slope', 0, column]],
      text: `${dropped}(${spell(pairs)})·${factor(slope)} = ${factor(sum)}·${factor(slope)} = ${full(sum * slope)}`,
    };
  },
};

export const origins = {
  1: unrolled('Theta1', () => 0),
  2: unrolled('Theta2', (now) => now('Theta1').length * now('Theta1')[0].length),
  3: counter('the number of examples, which are the rows of X:'),
  4: zeros('the sum begins as'),
  5: withOnes('X'),
  6: zeros('a place for each label of each example, which begins as'),
  7: layer('X', 'Theta1'),
  8: withOnes('a1'),
  9: layer('a1', 'Theta2'),
  10: counter('the loop is at label'),
  11: {
    equation: ['1 where', part('y'), 'names the column'],
    from({ now, step }, row, column) {
      const label = now('y')[0][row];
      const value = now(step.name)[row][column];
      const isHere = label === column + 1;
      const why = !isHere ? `its 1 stands in column ${label - 1}` : value === 1 ? 'its 1 stands here' : 'this column comes later';
      return { marks: [['y', 0, row]], text: `example ${row} has label ${label}; ${why}, so ${step.name}(${row},${column}) = ${full(value)}` };
    },
  },
  12: counter('the loop is at output'),
  13: crossEntropy,
  14: {
    equation: [part('J'), '/', part('m')],
    from: ({ now }) => ({
      marks: [['J', 0, 0], ['m', 0, 0]],
      text: `${short(now('J')[0][0])} / ${now('m')[0][0]} examples = ${full(now('J')[0][0] / now('m')[0][0])}`,
    }),
  },
  15: regularizedCost,
  16: zeros('each sum begins as'),
  17: zeros('each sum begins as'),
  18: counter('the loop is at example'),
  19: rowOf('X'),
  20: rowOf('a1'),
  21: rowOf('a2'),
  22: {
    equation: [part('a2i'), '−', part('y10', { row: 'i' })],
    from: ({ now, example }, row, column) => ({
      marks: [['a2i', 0, column], ['y10', example, column]],
      text: `output less target: ${short(now('a2i')[0][column])} − ${now('y10')[example][column]} = ${full(now('a2i')[0][column] - now('y10')[example][column])}`,
    }),
  },
  23: hiddenError,
  24: outerProduct('grad1', 'd1', 'xi', 1),
  25: outerProduct('grad2', 'd2', 'a1i', 0),
  26: mean('grad1'),
  27: mean('grad2'),
  28: penalty('grad1', 'Theta1'),
  29: penalty('grad2', 'Theta2'),
};

/** Whether the reader may change a matrix of an equation: weights, and the inputs as they came. */
export const mayChange = ({ name, before }) => name === 'Theta1' || name === 'Theta2' || (name === 'X' && before === true);

/** Whether a statement shows cells that can be changed; the first two give the weights themselves. */
export const hasDotted = (statement) => statement <= 2 || (origins[statement]?.equation ?? []).some(mayChange);

/** Values by name at a step: `now` after it (of operands: what it used), `before` what its own name held. */
export function valuesAt(trace, index, state) {
  const step = trace.steps[index];
  const held = Object.fromEntries(Object.entries(step.held).map(([name, value]) => [name, trace.values[value]]));
  const before = (name) => (name === step.name && step.before !== null ? trace.values[step.before] : held[name]);
  if (step.statement === 23) {
    const z = held.Theta1.map((row) => sumOfProducts(row.map((weight, k) => [weight, held.xi[0][k]])));
    held.slope = [[1, ...z].map((value) => sigmoid(value) * (1 - sigmoid(value)))];
  }
  return { step, now: (name) => held[name], before, example: state.example, lambda: state.lambda };
}

/** {marks, text} of one cell of the step's result. */
export function originOf(values, row, column) {
  return origins[values.step.statement]?.from(values, row, column) ?? { marks: [], text: '' };
}
