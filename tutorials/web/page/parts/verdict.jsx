// The verdict in large letters, in words, and the question what a mistake would do.
import { full, short } from '../numbers.js';
import { findingsOf } from './findings.jsx';
import { signs } from './signs.js';
import { allMistakes, checkOf, mistakenName, traceOf } from '../problem.js';

/** Mistakes that a first visitor understands at once. */
const first = [
  ['missing-derivative', "forget σ'"],
  ['flipped-sign', 'flip a sign'],
  ['regularized-bias', 'regularize the bias'],
  ['last-example-only', '= instead of +='],
];

export const mistakeNames = (state) => [...new Set(allMistakes(state).mistakes.map((mistake) => mistake.name))];

/** Of the last of two mistakes with one name: what is told of it. */
export const findMistake = (state, name) => allMistakes(state).mistakes.find((mistake) => mistake.name === name);

export function summarize(state) {
  const checked = checkOf(state);
  const judged = checked.implementations.at(-1);
  if (state.mistakes.length === 0) {
    const { verdict } = checked;
    return { verdict, checked, wrong: judged.disagreeing, total: judged.checked };
  }
  return { verdict: judged.verdict, checked, judged, wrong: judged.disagreeing, total: judged.checked };
}

function Words({ state, summary }) {
  const { verdict, checked, judged, wrong, total } = summary;
  if (state.mistakes.length === 0 && verdict === 'agree') {
    return <>Three independent computations of this network’s gradient, a <b>loop</b>, <b>matrix products</b> and <b>numerical differences</b>, agree in all {total} entries.</>;
  }
  if (state.mistakes.length === 0) {
    return <>The three computations do not agree in all {total} entries{checked.troubles.length > 0 ? `: ${checked.troubles[0].evidence}` : ''}.</>;
  }
  if (verdict === 'agree') {
    return <>The check does not see <b>{state.mistakes.join(' and ')}</b> here: all {total} entries agree, and so does the cost. The blind spots say why.</>;
  }
  const where = judged.blocks.filter((block) => block.disagreeing > 0).map((block) => block.name).join(' and ');
  const cost = judged.cost_verdict === 'agree' ? '' : ` Its cost is ${short(judged.reg_J)}, but should be ${short(checked.implementations[0].reg_J)}.`;
  return <>With <b>{state.mistakes.join(' and ')}</b> {wrong === 0 ? 'no entry of the gradient is wrong.' : `${wrong} of ${total} entries of the gradient are wrong, in ${where}.`}{cost}</>;
}

export const statementsIn = (text) => [...(text ?? '').matchAll(/S(\d+)(?:-S(\d+))?/g)].flatMap(([, first_, last]) => {
  const from = Number(first_);
  return Array.from({ length: Number(last ?? first_) - from + 1 }, (_, k) => from + k);
});

function MistakeList({ state, which, onChange }) {
  const chosen = state.mistakes[which] ?? '';
  const names = mistakeNames(state);
  const label = which === 0 ? 'any of the known mistakes' : 'and a second mistake';
  return (
    <select aria-label={label} value={chosen} onChange={(event) => onChange(event.target.value)}>
      <option value="">{which === 0 ? `all ${names.length} known mistakes …` : 'and another …'}</option>
      {names.map((name) => <option key={name} value={name}>{name}</option>)}
    </select>
  );
}

export function Verdict({ state, go, change, goals }) {
  const summary = summarize(state);
  const trace = traceOf(state);
  const { verdict, checked } = summary;
  const make = (mistakes) => go({ mistakes: mistakes.filter(Boolean) }, 'mistake');
  const [finding] = findingsOf(checked);
  const statement = statementsIn(finding?.statement)[0];
  const isPlain = state.mistakes.length < 2;
  return (
    <section class="card hero" aria-label="verdict">
      <span class={`badge ${verdict}`} role="status">{signs[verdict]} {verdict.toUpperCase()}</span>
      <div class="say">
        <Words state={state} summary={summary} />
        {finding && state.mistakes.length > 0 && (
          <p class="tell"><span>{finding.explanation}</span>
            {statement && <button type="button" onClick={() => go({ view: 'step', statement, turn: 0 })}>Show it in statement {statement}</button>}
          </p>
        )}
      </div>
      <p class="cost"><span title={full(trace.results.reg_J)}>J = {trace.results.reg_J.toFixed(7)}</span> <small>{change}</small></p>
      {goals}
      <b class="ask" id="ask">What if the code had a mistake?</b>
      <div class="chips" role="group" aria-labelledby="ask">
        <button type="button" class="none" aria-pressed={state.mistakes.length === 0} onClick={() => make([])}>none</button>
        {first.map(([name, label]) => (
          <button key={name} type="button" aria-pressed={isPlain && mistakenName(state) === name} onClick={() => make([name])}>{label}</button>
        ))}
        <MistakeList state={state} which={0} onChange={(name) => make([name, state.mistakes[1]])} />
        {state.mistakes.length > 0 && <MistakeList state={state} which={1} onChange={(name) => make([state.mistakes[0], name])} />}
      </div>
    </section>
  );
}
