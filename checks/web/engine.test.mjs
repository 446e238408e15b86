// The engine is the library: it says what the command says, of every mistake and every statement.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { readLessons } from '../../tutorials/web/lessons.mjs';
import { differences, openEngine, runCommand } from './command.mjs';

let engine;
before(async () => {
  engine = await openEngine();
});

const names = () => {
  const all = engine.call({ do: 'mistakes' }).mistakes.map((mistake) => mistake.name);
  return [...new Set(all)];
};

// The command measures times, and says how to run it again. A slope is that of small differences; a norm ratio and the
// relative error of an entry that agrees are mostly rounding. Wide registers add in another order than the page does: by
// the last bit an entry may be looked at once more.
const ignored = ['seconds', 'cost_seconds', 'replay', 'report', 'entries', 'slope', 'norm_ratio', 'relative_error',
  'evaluations'];

/** Without the worst entries of blocks that agree: which of them is the worst is rounding. */
function withoutRounding(checked) {
  const rest = structuredClone(checked);
  for (const block of rest.implementations.flatMap((each) => each.blocks)) {
    if (block.disagreeing === 0) delete block.worst;
  }
  return rest;
}

const differ = (ours, theirs, options) => differences(withoutRounding(ours), withoutRounding(theirs), options);

const evaluationsAgree = (ours, theirs) => Math.abs(ours.numeric.evaluations / theirs.numeric.evaluations - 1) < 0.02;

for (const lambda of [0, 3]) {
  test(`all mistakes are judged and named as by the command, lambda ${lambda}`, () => {
    const implementations = names();
    assert.ok(implementations.length >= 30);
    const words = implementations.flatMap((name) => ['--implementation', name]);
    const theirs = runCommand('check', '--data', 'debug', '--lambda', String(lambda), ...words);
    const ours = engine.call({ do: 'check', lambda, implementations });
    assert.deepEqual(differ(ours, theirs, { allowed: 1e-13, ignored }), []);
    assert.equal(ours.verdict, 'disagree');
    assert.ok(evaluationsAgree(ours, theirs));
  });
}

test('right twins agree, with about as many evaluations as the command makes', () => {
  const theirs = runCommand('check', '--data', 'debug', '--lambda', '3');
  const ours = engine.call({ do: 'check', lambda: 3 });
  assert.deepEqual(differ(ours, theirs, { allowed: 1e-13, ignored }), []);
  assert.equal(ours.verdict, 'agree');
  assert.ok(evaluationsAgree(ours, theirs));
  ours.implementations.forEach((each, k) => assert.ok(Math.abs(each.slope - theirs.implementations[k].slope) < 0.02));
});

test('another lambda is another answer', () => {
  const theirs = runCommand('check', '--data', 'debug', '--lambda', '3');
  const ours = engine.call({ do: 'check', lambda: 2 });
  assert.notDeepEqual(differ(ours, theirs, { allowed: 1e-13, ignored }), []);
});

test('two mistakes at once are both named', () => {
  const both = 'flipped-sign+missing-mean';
  const theirs = runCommand('check', '--data', 'debug', '--lambda', '3', '--implementation', both);
  const ours = engine.call({ do: 'check', lambda: 3, implementations: [both] });
  assert.deepEqual(differ(ours, theirs, { allowed: 1e-13, ignored }), []);
});

test('each statement has the value that the command prints', () => {
  const theirs = runCommand('step', '--lambda', '2', '--example', '3');
  const ours = engine.call({ do: 'trace', lambda: 2, example: 3 });
  assert.equal(ours.steps.length, theirs.steps.length);
  ours.steps.forEach((step, k) => {
    const their = theirs.steps[k];
    assert.equal(`S${step.statement}`, their.statement);
    if (step.value === null) return;
    const value = ours.values[step.value];
    const shaped = step.shape.length === 0 ? value[0][0] : step.shape.length === 1 ? value[0] : value;
    assert.deepEqual(differences(shaped, their.value, { allowed: 1e-13 }), [], their.statement);
    assert.equal(step.changed.filter((entry) => entry === 1).length, their.changed_entries);
  });
  assert.deepEqual(differences(ours.results, theirs.steps.at(-1).value, { allowed: 1e-13 }), []);
});

test('a run with a mistake differs where its statement stands, and not before', () => {
  const right = engine.call({ do: 'trace', lambda: 1, example: 1 });
  const { mistaken } = engine.call({ do: 'trace', lambda: 1, example: 1, mistakes: ['missing-derivative'] });
  const rightValue = (statement) => right.values[right.steps.find((step) => step.statement === statement).value];
  const wrongValue = (statement) => mistaken.find((each) => each.statement === statement).value;
  assert.deepEqual(differences(wrongValue(22), rightValue(22), { allowed: 1e-13 }), []);
  const withoutBias = rightValue(23).map((row) => row.slice(1));
  assert.notDeepEqual(differences(wrongValue(23), withoutBias, { allowed: 1e-13 }), []);
  const none = engine.call({ do: 'trace', lambda: 1, example: 1, mistakes: [] });
  assert.equal(none.mistaken, undefined);
});

test('digits have the cost and the sample of the command', () => {
  const theirs = runCommand('check', '--data', 'digits', '--lambda', '1', '--parameters', '50');
  const ours = engine.call({ do: 'check', data: 'digits', parameters: 50 });
  const skipped = [...ignored, 'plan', 'largest_error_estimate'];  // sums of 1,797 terms in another order
  assert.deepEqual(differ(ours, theirs, { allowed: 1e-11, ignored: skipped }), []);
});

test('errors are told in the words of the library, and leave the engine as it was', () => {
  const good = () => engine.call({ do: 'trace', example: 0 }).results.reg_J;
  const cost = good();
  const bad = [
    [{ do: 'check', lambda: -1 }, /Lambda should be a finite number/],
    [{ do: 'check', implementations: ['no-such-thing'] }, /no-such-thing/],
    [{ do: 'network', data: 'digits', examples: 2000 }, /1 to 1797/],
    [{ do: 'no such verb' }, /the engine has no/],
    [{ do: 'check', X: [[1]], y: [1], Theta1: [[1, 'one']], Theta2: [[1, 1]] }, /Theta1\(0,1\) should be a number/],
  ];
  for (const [request, words] of bad) assert.throws(() => engine.call(request), words);
  const bytes = engine.memory.buffer.byteLength;
  for (let k = 0; k < 500; ++k) assert.throws(() => engine.call(bad[k % bad.length][0]));
  assert.equal(engine.memory.buffer.byteLength, bytes);
  assert.equal(good(), cost);
});

test('the live blocks of the lessons are those of their texts', () => {
  let same = 0;
  const texts = [];
  for (const lesson of readLessons(new URL('../../tutorials', import.meta.url).pathname)) {
    const live = engine.call({ do: 'lesson', lesson: lesson.number, texts: true });
    for (const part of lesson.parts.filter(({ kind }) => kind === 'value' || kind === 'picture')) {
      const computed = (part.kind === 'value' ? live.values : live.texts)[part.name];
      assert.equal(computed.trimEnd(), part.text.trimEnd(), `lesson ${lesson.number}, ${part.name}`);
      texts.push(computed);
      ++same;
    }
  }
  assert.ok(same > 50, `${same} blocks`);
  assert.equal(new Set(texts).size, texts.length);  // none of them is another's
  assert.throws(() => engine.call({ do: 'lesson', lesson: 99 }), /there is no lesson 99/);
});

test('paths on a lesson\'s landscape begin where they are told, and use the lesson\'s own optimizers', () => {
  const ask = (more) => engine.call({ do: 'paths', lesson: 3, picture: 'valley', start: [0, 0], alpha: 1, steps: 200, ...more }).paths;
  const [descent, lbfgs] = ask({});
  assert.deepEqual([descent.name, lbfgs.name], ['gradient descent', 'L-BFGS']);
  assert.equal(descent.points.length, 201);
  assert.ok(lbfgs.points.length < 40 && lbfgs.evaluations >= lbfgs.points.length);
  assert.ok(lbfgs.points.at(-1)[2] < descent.points.at(-1)[2]);
  assert.ok(Math.abs(descent.points[0][2] - Math.log(2)) < 1e-12);
  // Both end in the one valley from elsewhere too; steps that are too long leap out of it.
  const elsewhere = ask({ start: [-9, -1] });
  assert.deepEqual(elsewhere[0].points[0].slice(0, 2), [-9, -1]);
  assert.ok(Math.abs(elsewhere[1].points.at(-1)[2] - lbfgs.points.at(-1)[2]) < 1e-6);
  assert.ok(Math.max(...ask({ alpha: 10 })[0].points.map((point) => point[2])) > 1);
  assert.throws(() => ask({ picture: 'boxes' }), /lesson 3 has no landscape boxes/);
  assert.throws(() => ask({ picture: 'hills' }), /lesson 3 has no landscape hills/);
  assert.throws(() => ask({ alpha: 0 }), /alpha/);
});

test('answers are judged as in the terminal', () => {
  const judge = (typed, more) => engine.call({ do: 'judge', typed, ...more });
  const number = { numbers: [0.693147], tolerance: 0.01 };
  assert.equal(judge('-log(1/2)', number).right, true);
  assert.deepEqual([judge('0,69', number).right, judge('0,69', number).note.trim()], [true, 'That is 0.69.']);
  assert.equal(judge('2', number).right, false);
  assert.equal(judge('a dog', number).understood, false);
  const choice = { choices: [['a', 'Yes.'], ['b', 'No.']], letter: 'b' };
  assert.deepEqual([judge('b', choice).right, judge('a', choice).right, judge('a', choice).explanation], [true, false, 'a']);
});
