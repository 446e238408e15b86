// Step: the loop statement by statement, each as an equation of matrices, each cell with where it comes from.
import { useEffect, useRef, useState } from 'preact/hooks';

import { NetworkPicture } from '../parts/network.jsx';
import { Matrix } from '../parts/matrix.jsx';
import { findMistake, numbersIn } from '../parts/verdict.jsx';
import { dialects as told, isPython, rename } from '../names.js';
import { placeName, readNumber } from '../numbers.js';
import { hasDotted, mayChange, origins, originOf, valuesAt } from '../origins.js';
import { findStep, original, statementsIn, tellPlace, traceOf } from '../problem.js';

const groups = [['set up', 1, 6], ['forward', 7, 9], ['cost', 10, 15], ['backward', 16, 25], ['gradient', 26, 30]];

const lit = {
  1: [], 5: ['inputs'], 7: ['hidden'], 8: ['hidden'], 9: ['outputs'], 11: ['target'], 13: ['outputs', 'target'],
  19: ['inputs'], 20: ['hidden'], 21: ['outputs'], 22: ['output error'], 23: ['hidden error'], 24: ['grad1'], 25: ['grad2'],
  26: ['grad1'], 27: ['grad2'], 28: ['grad1'], 29: ['grad2'],
};

/** The statements by number: one tab stop, arrows, Home and End move inside. */
function Track({ statements, current, hot, go }) {
  const choose = (number) => go({ statement: number, turn: 0 }, 'step', 'step');
  const onKeyDown = (event) => {
    const last = statements.length;
    const next = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 1, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (next < 1 || next > last) return;
    choose(next);
    event.currentTarget.querySelectorAll('button')[next - 1].focus();
  };
  return (
    <ul class="track" aria-label="the 30 statements" onKeyDown={onKeyDown}>
      {groups.map(([label, from, to]) => (
        <li key={label}>
          <span>{label}</span>
          <div>
            {statements.slice(from - 1, to).map(({ number, what }) => (
              <button key={number} type="button" tabIndex={number === current ? 0 : -1} aria-current={number === current ? 'step' : null} class={hot.has(number) ? 'hot' : null}
                title={`S${number}: ${what}`} aria-label={`${number}: ${what}`} onClick={() => choose(number)}>
                {number}
              </button>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Lines({ statement, mistakes, names, code }) {
  const rows = [['maths', statement.maths, 'maths']];
  if (code !== 'cpp') rows.push([isPython(statement.numpy) ? 'NumPy' : 'as in NumPy', statement.numpy]);
  if (code !== 'numpy') {
    rows.push(['C++ loop', statement.loop]);
    rows.push(['C++ vectorized', statement.vectorized || `(${statement.instead || 'no line of its own'})`]);
  }
  for (const mistake of mistakes) rows.push([mistake.name, rename(mistake.wrong, names), 'wrong']);
  return (
    <dl class="lines">
      {rows.map(([term, line, kind]) => [<dt key={term} class={kind}>{term}</dt>, <dd key={`${term} line`} class={kind}>{line}</dd>])}
    </dl>
  );
}

const placesOf = (matrix, test) => {
  const places = new Set();
  matrix.forEach((row, r) => row.forEach((value, c) => test(value, r, c) && places.add(`${r},${c}`)));
  return places;
};

// Numbers may differ in their last digits: the mistaken run adds in another order.
const differs = (a, b) => !(Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b)));

// The mistaken run computes no error of the bias, which S24 drops.
const hasNoBias = (statement) => statement === 23;

/** What the statement gives with the mistakes in it; null where that is the same, or not known. */
function mistakenValue(trace, values, right) {
  const { statement } = values.step;
  const found = trace.mistaken?.find((each) => each.statement === statement);
  if (!found || !right) return null;
  const value = hasNoBias(statement) ? found.value.map((row) => [right[0][0], ...row]) : found.value;
  const fits = value.length === right.length && value[0].length === right[0].length;
  return fits && value.some((row, r) => row.some((entry, c) => differs(entry, right[r][c]))) ? value : null;
}

function Equation({ state, trace, values, names, marks, self, onPick, edit, refuse }) {
  const { step, now, before } = values;
  const right = step.value === null ? null : trace.values[step.value];
  const mistaken = mistakenValue(trace, values, right);
  const marked = (name) => {
    const mine = marks.filter(([which]) => which === name);
    return mine.length === 0 ? null : { has: (place) => mine.some(([, r, c]) => (r === null || r === Number(place.split(',')[0])) && (c === null || c === Number(place.split(',')[1]))) };
  };
  const operand = (part, k) => {
    if (typeof part === 'string') return <span key={k} class="sign">{part}</span>;
    const rows = part.before ? before(part.name) : now(part.name);
    if (!rows) return null;
    const column = part.column === 'j' ? now('j')[0][0] : null;
    const row = part.row === 'i' ? state.example : null;
    const isDim = (r, c) => (part.bias0 && c === 0) || (column !== null && c !== column) || (row !== null && r !== row);
    const name = part.name;
    return (
      <Matrix key={`${k},${name}`} name={name} rows={rows} turned={part.turned} dropped={part.dropped ?? 0} label={rename(part.label ?? name, names) + (part.turned ? '′' : '')}
        note={part.before ? 'before' : undefined} marks={marked(name)} isDim={isDim}
        onEdit={mayChange(part) ? (r, c, value, run) => edit(name, r, c, value, run) : null} onRefuse={refuse} />
    );
  };
  const changed = step.changed.some((entry) => entry === 0) && right
    ? placesOf(right, (_, r, c) => step.changed[r * right[0].length + c] === 1) : null;
  const equation = (origins[step.statement]?.equation ?? []).map(operand);
  if (!right) {
    return (
      <div class="equation">
        {Object.entries(trace.results).map(([name, value]) => (
          <Matrix key={name} name={name} label={names[name] ?? name} rows={Array.isArray(value) ? value : [[value]]} isResult />
        ))}
      </div>
    );
  }
  const editResult = step.statement <= 2 ? (r, c, value, run) => edit(step.name, r, c, value, run) : null;
  return (
    <div class="equation">
      {equation}
      <div class="final">
        {equation.length > 0 && <span class="sign">=</span>}
        <Matrix name={step.name} rows={right} label={names[step.name] ?? step.name} isResult self={self} changed={changed} onPick={onPick} onEdit={editResult} onRefuse={refuse} />
        {mistaken && (
          <Matrix name={step.name} rows={mistaken} label={`${names[step.name] ?? step.name} mistaken`} dropped={hasNoBias(step.statement) ? 1 : 0}
            note={hasNoBias(step.statement) ? 'without the bias' : 'beside the right one'}
            wrong={placesOf(mistaken, (value, r, c) => differs(value, right[r][c]))} onPick={onPick} />
        )}
      </div>
    </div>
  );
}

/** What the network's picture shows at this step. */
function pictureAt(trace, values, index, state) {
  const { now } = values;
  const example = state.example;
  const X = now('X');
  const inputs = X[example].length === 4 ? X[example] : [1, ...X[example]];
  const row = (name) => now(name)?.[example] ?? null;
  const hidden = row('a1');
  const outputs = row('a2');
  const past = trace.steps[index].statement >= 22;
  const isTurn = past && trace.steps[index].statement <= 25;
  return {
    layers: [inputs, hidden ? (hidden.length === 6 ? hidden : [1, ...hidden]) : [1, null, null, null, null, null], outputs ?? [null, null, null]],
    errors: [[], isTurn && now('d1') && trace.steps[index].statement >= 23 ? [undefined, ...now('d1')[0].slice(1)] : [], isTurn && now('d2') ? now('d2')[0] : []],
    weights: [now('Theta1') ?? [], now('Theta2') ?? []],
    target: trace.steps[index].statement >= 12 && now('y10') ? now('y10')[example] : [null, null, null],
    lit: lit[trace.steps[index].statement] ?? [],
  };
}

/** The network at this step, for the example that is looked at. */
export function NetworkNow({ state }) {
  const trace = traceOf(state);
  const index = findStep(trace, state);
  return (
    <section class="card" aria-label="network">
      <h2>The {state.mistakes.length > 0 && 'right '}network, at example {state.example}</h2>
      <NetworkPicture {...pictureAt(trace, valuesAt(trace, index, state), index, state)} />
    </section>
  );
}

/** What was refused, where it can be seen. Each refusal is an object of its own, and told anew in the same words. */
function Refusal({ error }) {
  const line = useRef(null);
  const told = useRef({ error, count: 0 });
  if (told.current.error !== error) told.current = { error, count: told.current.count + 1 };
  useEffect(() => {
    if (error) line.current.scrollIntoView({ block: 'nearest' });
  }, [error]);
  return <p ref={line} class="error" role="alert"><span key={told.current.count}>{error?.words}</span></p>;
}

/** Brings the card, or its first dotted cell, in sight whenever `sought` is another object. */
function useInSight(card, sought) {
  useEffect(() => {
    if (!sought) return;
    if (sought.cell) {
      const cell = card.current.querySelector('.editable button');
      cell?.scrollIntoView({ block: 'center' });  // the reader may be elsewhere by now
      cell?.focus({ preventScroll: true, focusVisible: true });
      return;
    }
    const { top } = card.current.getBoundingClientRect();
    if (top >= 0 && top < innerHeight / 2) return;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    card.current.scrollIntoView({ behavior: isCalm ? 'auto' : 'smooth' });
  }, [sought]);
}

export function Step({ state, go, edit, refuse, error, sought }) {
  const card = useRef(null);
  useInSight(card, sought);
  const trace = traceOf(state);
  const index = findStep(trace, state);
  const values = valuesAt(trace, index, state);
  const { statements, names } = statementsIn(state);
  const [cell, setCell] = useState(null);
  const { step } = values;
  const statement = statements[step.statement - 1];
  const hot = new Set(state.mistakes.flatMap((name) => numbersIn(findMistake(state, name)?.statement)));
  const made = state.mistakes.map((name) => findMistake(state, name)).filter((mistake) => mistake && numbersIn(mistake.statement).includes(step.statement));
  const right = step.value === null ? null : trace.values[step.value];
  const isThere = cell && cell.index === index && right?.[cell.r]?.[cell.c] !== undefined;
  const shown = isThere ? cell : right ? { r: 0, c: 0 } : null;
  const origin = shown ? originOf(values, shown.r, shown.c) : { marks: [], text: '' };
  return (
    <section ref={card} class="card" aria-label="step">
      <Track statements={statements} current={step.statement} hot={hot} go={go} />
      <h2>{tellPlace(step)}: {rename(statement.what, names)}</h2>
      <Lines statement={statement} mistakes={made} names={names} code={state.code} />
      <Equation state={state} trace={trace} values={values} names={names} marks={isThere ? origin.marks : []} self={isThere ? `${shown.r},${shown.c}` : null}
        onPick={(r, c) => setCell({ index, r, c })} edit={edit} refuse={refuse} />
      <Refusal error={error} />
      <p class="told" role="status" id="origin">
        {shown ? rename(`${placeName(step.name, right, shown.r, shown.c)}: ${origin.text}`, names) : 'All six results go back to the caller.'}
      </p>
      <Tools state={state} go={go} refuse={refuse} />
    </section>
  );
}

function Tools({ state, go, refuse }) {
  const { dialects } = statementsIn(state);
  const { values, steps } = traceOf(state);
  const labels = values[steps[0].held.y][0];
  return (
    <div class="tools">
      <label>example <select value={state.example} onChange={(event) => go({ example: Number(event.target.value) })}>
        {[0, 1, 2, 3, 4].map((k) => <option key={k} value={k}>{`${k} (label ${labels[k]})`}</option>)}
      </select></label>
      <label>λ <input type="text" class="number" inputMode="decimal" value={state.lambda} onChange={(event) => {
        const value = readNumber(event.target.value);
        if (value !== null && value >= 0) go({ lambda: value });
        else {
          event.target.value = state.lambda;
          refuse('λ should be a number from 0 to a million; it stays as it was.');
        }
      }} /></label>
      <label>code <select value={state.code} onChange={(event) => go({ code: event.target.value })}>
        {[['both', 'NumPy and C++'], ['numpy', 'NumPy'], ['cpp', 'C++']].map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select></label>
      <label>names <select value={state.names} onChange={(event) => go({ names: event.target.value })}>
        {dialects.map((name) => <option key={name} value={name}>{told[name] ?? name}</option>)}
      </select></label>
      <button type="button" onClick={() => go({ ...original, mistakes: [] })}>Reset</button>
      {hasDotted(state.statement) && <span class="soft"><span class="key">Dotted cells</span> can be changed: choose one<span class="by-keys">, or press <kbd>+</kbd> and <kbd>−</kbd> on it</span>.</span>}
    </div>
  );
}
