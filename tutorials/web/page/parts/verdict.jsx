// The verdict in large letters, in words, and the question what a mistake would do.
import { apart, full, inWords, plainWords } from '../numbers.js';
import { toNumber } from '../entries.js';
import { rename } from '../names.js';
import { findingsOf } from './findings.jsx';
import { signs } from './signs.js';
import { allMistakes, checkOf, statementsIn, traceOf } from '../problem.js';

/** Mistakes that a first visitor understands at once. */
const first = [
  ['missing-derivative', "forget σ'"],
  ['flipped-sign', 'flip a sign'],
  ['regularized-bias', 'regularize the bias'],
  ['last-example-only', '= instead of +='],
];

const mistakeNames = (state) => [...new Set(allMistakes(state).mistakes.map((mistake) => mistake.name))];

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

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** Why the check cannot decide: the cost alone, or what the engine tells. */
function reasonOf(checked, judged) {
  const cost = [judged, ...checked.implementations].map((each) => toNumber(each.reg_J)).find((value) => !Number.isFinite(value));
  if (judged.undecided === 0 && cost !== undefined) return `the cost is ${inWords(cost)} here.`;
  const [trouble] = checked.troubles;
  if (trouble) return `the check cannot decide here: ${plainWords(trouble.evidence)}.`;
  return `the check cannot decide here: ${judged.undecided} of ${judged.checked} entries are undecided.`;
}

/** " Its cost is 0.74, but should be 0.81." */
function tellCost(checked, judged) {
  if (judged.cost_verdict === 'agree') return '';
  const right = toNumber(checked.implementations[0].reg_J);
  const [mistaken, due] = apart(toNumber(judged.reg_J), right);
  return ` Its cost is ${mistaken}${Number.isFinite(right) ? `, but should be ${due}` : ''}.`;
}

const figuresOf = (state) => {
  const { entries, implementations } = checkOf(state);
  const { name, reg_J } = implementations.at(-1);
  return JSON.stringify([reg_J, [...entries.witnesses[name].analytic]]);
};

/** What is told where the first of two mistakes, which shows by itself, changes nothing beside the second. */
function tellHidden(state) {
  const [one, other] = state.mistakes;
  const isSeen = (mistake) => checkOf({ ...state, mistakes: [mistake] }).implementations.at(-1).verdict !== 'agree';
  if (!other || !isSeen(one) || figuresOf(state) !== figuresOf({ ...state, mistakes: [other] })) return '';
  return ` The figures are those of ${other} alone: beside it ${one} changes nothing.`;
}

function Words({ state, summary, names }) {
  const { verdict, checked, judged, wrong, total } = summary;
  if (state.mistakes.length === 0 && verdict === 'agree') {
    return <>Three independent computations of this network’s gradient, a <b>loop</b>, <b>matrix products</b> and <b>numerical differences</b>, agree in all {total} entries.</>;
  }
  if (state.mistakes.length === 0 && verdict === 'undecided') return <>{capital(reasonOf(checked, checked.implementations.at(-1)))}</>;
  if (state.mistakes.length === 0) {
    return <>The three computations do not agree in all {total} entries{checked.troubles.length > 0 ? `: ${plainWords(checked.troubles[0].evidence)}` : ''}.</>;
  }
  if (verdict === 'agree') {
    return <>The check does not see <b>{state.mistakes.join(' and ')}</b> here: all {total} entries agree, and so does the cost.{tellHidden(state) || ' The blind spots say why.'}</>;
  }
  if (verdict === 'undecided') return <>With <b>{state.mistakes.join(' and ')}</b>: {reasonOf(checked, judged)}</>;
  const where = judged.blocks.filter((block) => block.disagreeing > 0).map((block) => names[block.name] ?? block.name).join(' and ');
  return <>With <b>{state.mistakes.join(' and ')}</b> {wrong === 0 ? 'no entry of the gradient is wrong.' : `${wrong} of ${total} entries of the gradient are wrong, in ${where}.`}{tellCost(checked, judged)}{tellHidden(state)}</>;
}

export const numbersIn = (text) => [...(text ?? '').matchAll(/S(\d+)(?:-S(\d+))?/g)].flatMap(([, first_, last]) => {
  const from = Number(first_);
  return Array.from({ length: Number(last ?? first_) - from + 1 }, (_, k) => from + k);
});

function MistakeList({ state, which, onChange }) {
  const chosen = state.mistakes[which] ?? '';
  const names = mistakeNames(state);
  const offered = names.filter((name) => name !== state.mistakes[1 - which]);
  const label = which === 0 ? 'any of the known mistakes' : 'and a second mistake';
  return (
    <select aria-label={label} value={chosen} disabled={which > state.mistakes.length} onChange={(event) => onChange(event.target.value)}>
      <option value="">{which === 0 ? `all ${names.length} mistakes …` : 'and another …'}</option>
      {offered.map((name) => <option key={name} value={name}>{name}</option>)}
    </select>
  );
}

/** Both lists; `make` is told all mistakes that are made then. */
export function MistakeLists({ state, make }) {
  return (
    <>
      <MistakeList state={state} which={0} onChange={(name) => make([name, state.mistakes[1]].filter(Boolean))} />
      <MistakeList state={state} which={1} onChange={(name) => make([state.mistakes[0], name].filter(Boolean))} />
    </>
  );
}

function Told({ finding, names, show }) {
  const [statement] = numbersIn(finding.statement);
  return (
    <p class="tell"><span>{rename(finding.explanation, names)}</span>
      {statement && <button type="button" onClick={() => show(statement)}>Show it in statement {statement}</button>}
    </p>
  );
}

export function Verdict({ state, go, show, change, goals }) {
  const summary = summarize(state);
  const trace = traceOf(state);
  const { verdict, checked } = summary;
  const make = (mistakes) => go({ mistakes }, 'mistake');
  const findings = findingsOf(checked).slice(0, state.mistakes.length);
  const { names } = statementsIn(state);
  return (
    <section class="card hero" aria-label="verdict">
      <span class={`badge ${verdict}`} role="status">{signs[verdict]} {verdict.toUpperCase()}</span>
      <div class="say">
        <Words state={state} summary={summary} names={names} />
        {findings.map((finding) => <Told key={finding.explanation} finding={finding} names={names} show={show} />)}
      </div>
      <p class="cost"><span title={full(trace.results.reg_J)}>J = {trace.results.reg_J.toPrecision(8)}</span> <small>{change}</small></p>
      {goals}
      <b class="ask" id="ask">What if the code had a mistake?</b>
      <div class="chips" role="group" aria-labelledby="ask">
        <button type="button" class="none" aria-pressed={state.mistakes.length === 0} onClick={() => make([])}>none</button>
        {first.map(([name, label]) => (
          <button key={name} type="button" aria-pressed={state.mistakes.includes(name)} onClick={() => make([name])}>{label}</button>
        ))}
        <MistakeLists state={state} make={make} />
      </div>
    </section>
  );
}
