// What `--html` writes: the verdict in words first, then pictures, then the numbers.
import { blocksOf, readEntries, toNumber } from '../entries.js';
import { exponent, largestOf, short } from '../numbers.js';
import { Chart, niceTop, StepChart } from '../parts/chart.jsx';
import { BlindSpots, Findings } from '../parts/findings.jsx';
import { Matrix } from '../parts/matrix.jsx';
import { Pixels } from '../parts/pixels.jsx';
import { Confusion, OutputsTable } from '../parts/tables.jsx';
import { signs } from '../parts/signs.js';
import { useTheme } from '../parts/theme.js';
import { withCode } from '../parts/words.jsx';

function Badge({ verdict }) {
  return <span class={`badge ${verdict}`}>{signs[verdict]} {verdict.toUpperCase()}</span>;
}

function Replay({ line }) {
  return <section class="card wide"><h2>Run it again</h2><pre class="replay">{line}</pre></section>;
}

function Facts({ facts }) {
  return (
    <dl class="facts">
      {facts.filter(([, value]) => value !== null && value !== undefined).map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
    </dl>
  );
}

// ---- check ----

/** The learner's file, the lines that were found marked. */
function Source({ source, lines }) {
  if (!source) return null;
  const found = (number) => lines.find((line) => number >= line.first && number <= line.last);
  const all = source.replace(/\n$/, '').split('\n');
  const begin = Math.max(0, Math.min(...lines.map((line) => line.first)) - 8);
  const end = Math.min(all.length, Math.max(...lines.map((line) => line.last)) + 6);
  const shown = lines.length > 0 ? all.slice(begin, end) : all.slice(0, 60);
  const first = lines.length > 0 ? begin : 0;
  return (
    <section class="card wide" aria-label="the code">
      <h2>The line to look at first</h2>
      {lines.map((line) => (
        <p key={line.where}><b>{line.where}</b>: {line.now ? <><code>{line.now}</code> is used where <code>{line.instead}</code> belongs</> : line.missing ? <>there lacks <code>{line.missing}</code></> : <code>{line.text}</code>}{line.tried ? '; with that there the result is right (tried)' : ''}.</p>
      ))}
      <div class="scroll" tabIndex={0} role="group" aria-label="code">
        <pre class="source">{shown.map((text, k) => {
          const number = first + k + 1;
          return <span key={number} class={found(number) ? 'found' : null}>{found(number) ? '▶' : ' '}{String(number).padStart(4)}  {text}{'\n'}</span>;
        })}</pre>
      </div>
    </section>
  );
}

/** A list by checked entries as rows of the block; what was not checked is null. */
function asRows(entries, block, list) {
  const rows = Array.from({ length: block.rows }, () => new Array(block.columns).fill(null));
  for (let k = block.first; k < block.end; ++k) {
    const place = entries.index[k] - block.theta;
    const [row, column] = block.block.by_rows === false ? [place % block.rows, Math.floor(place / block.rows)] : [Math.floor(place / block.columns), place % block.columns];
    rows[row][column] = list[k];
  }
  return rows;
}

const logarithm = (difference, most) => (difference > 0 ? Math.max(0, (Math.log10(difference / most) + 16) / 16) : 0);

function EntryPictures({ entries }) {
  const witnesses = Object.entries(entries.witnesses);
  return blocksOf(entries).map((block) => {
    const numerical = asRows(entries, block, entries.numerical);
    const most = largestOf(numerical) || 1;
    const size = Math.max(3, Math.min(22, Math.floor(330 / block.columns)));
    return (
      <div key={block.name} class="block">
        <h3>{block.name}, {block.rows} × {block.columns}</h3>
        <div class="row">
          <figure><figcaption>numerical</figcaption><Pixels values={numerical} scale={most} size={size} label={`${block.name}, numerical`} /></figure>
          {witnesses.map(([name, witness]) => (
            <figure key={name}><figcaption>{name}</figcaption><Pixels values={asRows(entries, block, witness.analytic)} scale={most} size={size} label={`${block.name} as ${name} has it`} /></figure>
          ))}
        </div>
        <div class="row">
          {witnesses.map(([name, witness]) => {
            const differences = witness.analytic.map((value, k) => Math.abs(value - entries.numerical[k]));
            const wrong = [...witness.verdicts].slice(block.first, block.end).filter((letter) => letter === 'd').length;
            return (
              <figure key={name}><figcaption>|{name} − numerical| <span>{wrong > 0 ? `${wrong} ×` : '✓'}</span></figcaption>
                <Pixels values={asRows(entries, block, differences.map((difference) => logarithm(difference, most) ** 2))} scale={1} size={size} label={`sizes of the differences of ${name} in ${block.name}, logarithmic; ${wrong} entries wrong`} />
              </figure>
            );
          })}
        </div>
      </div>
    );
  });
}

function WorstEntries({ results }) {
  const rows = results.implementations.flatMap((each) => each.blocks.filter((block) => block.worst).map((block) => ({ name: each.name, block })));
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="worst entries">
      <table class="plain">
        <thead><tr>{['implementation', 'block', 'agree', 'wrong', 'undecided', 'worst entry', 'analytic', 'numerical', 'its error'].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {rows.map(({ name, block }) => (
            <tr key={`${name} ${block.name}`}>
              <th scope="row">{name}</th><td>{block.name}</td><td>{block.agreeing}</td><td>{block.disagreeing}</td><td>{block.undecided}</td>
              <td>{block.worst.name}</td><td>{short(toNumber(block.worst.analytic))}</td><td>{short(toNumber(block.worst.numeric))}</td><td>{exponent(block.worst.error)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The command's first lines as {first, rows: [[name, text], ...]}: what it broke for a terminal is joined. */
function readSummary(text) {
  const [first, ...lines] = text.trimEnd().split('\n');
  const told = { first: first.replace(/^[A-Z]+: /, ''), rows: [] };
  for (const line of lines) {
    const [, name, words] = /^ {2}(\S+(?: \S+)*) {2,}(.*)$/.exec(line) ?? [];
    const more = ` ${line.trim()}`;
    if (name) told.rows.push([name, words]);
    else if (told.rows.length > 0) told.rows.at(-1)[1] += more;
    else told.first += more;
  }
  return told;
}

/** Verdict and first lines; how to run it again, and where there is more, stands below. */
function Summary({ results }) {
  const { first, rows } = readSummary(results.report.summary);
  return (
    <section class="card wide" aria-label="verdict">
      <Badge verdict={results.verdict} />
      <p class="first">{first}</p>
      <dl class="lines">
        {rows.filter(([name]) => !['replay', 'more'].includes(name)).map(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name} text`}>{withCode(text)}</dd>])}
      </dl>
    </section>
  );
}

function CheckReport({ results }) {
  const { entries } = readEntries(results);
  return (
    <>
      <Summary results={results} />
      {results.source && <Source source={results.source} lines={results.lines ?? []} />}
      {results.findings.length > 0 && <section class="card wide" aria-label="findings"><h2>Why</h2><Findings checked={results} /></section>}
      <section class="card wide" aria-label="entries">
        <h2>Each entry of the gradient</h2>
        <p class="soft">Blue is below zero, ochre above. Of differences only the size is shown, on a logarithmic scale, from 1e-16 of the largest entry to the largest; gray entries were not checked.</p>
        <EntryPictures entries={entries} />
      </section>
      <section class="card wide" aria-label="worst entries"><h2>The worst entry of each block</h2><WorstEntries results={results} /></section>
      <section class="card" aria-label="numerical side">
        <h2>What the numerical side is worth</h2>
        <Facts facts={[['differences', results.numeric.method.replaceAll('_', ' ')], ['evaluations of the cost', results.numeric.evaluations.toLocaleString('en')],
          ['largest error', exponent(results.numeric.largest_error_estimate)], ['rounding noise of the cost', exponent(results.numeric.noise)],
          ['seconds', short(results.numeric.seconds)]]} />
        {results.troubles.map((trouble) => <p key={trouble.evidence}><b>{trouble.kind}</b>: {trouble.evidence}</p>)}
      </section>
      <section class="card" aria-label="blind spots"><h2>What this check could not have noticed</h2><BlindSpots spots={results.blind_spots} /></section>
      <section class="card wide"><details><summary>The whole report in words</summary><pre class="summary" tabIndex={0}>{results.report.explained}</pre></details></section>
    </>
  );
}

// ---- The others ----

function SweepReport({ results }) {
  const curves = results.methods.map((method) => {
    const errors = method.points.map((point) => toNumber(point.error));
    return { method: method.method, steps: [method.points.map((point) => point.step)], errors: [errors], best: method.points.findIndex((point) => point.step === method.best_step) };
  });
  const flank = (of) => (of ? `${exponent(of.factor)} · h^${of.power.toFixed(2)}` : 'none to be seen');
  return (
    <section class="card wide" aria-label="steps">
      <h2>How long should the step of a numerical derivative be?</h2>
      <div class="beside">
        <StepChart curves={curves} />
        <div class="scroll" tabIndex={0} role="group" aria-label="methods">
          <table class="plain">
            <thead><tr>{['method', 'best step', 'its error', 'longer steps: truncation', 'shorter steps: rounding'].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
            <tbody>{results.methods.map((method) => (
              <tr key={method.method}><th scope="row">{method.method}</th><td>{exponent(method.best_step)}</td><td>{exponent(method.best_error)}</td><td>{flank(method.truncation)}</td><td>{flank(method.rounding)}</td></tr>
            ))}</tbody>
          </table>
        </div>
      </div>
      <p class="soft">Over {results.entries} of {results.parameters} entries of the gradient.</p>
    </section>
  );
}

const percent = (share) => (typeof share === 'number' ? `${(100 * share).toFixed(1)} %` : 'unknown');

/** "100 of 1,885 entries checked, all agree" */
const tellChecked = ({ checked, parameters, agreeing }) =>
  `${checked.toLocaleString('en')} of ${parameters.toLocaleString('en')} entries checked, ${agreeing === checked ? 'all' : agreeing.toLocaleString('en')} agree`;

function TrainReport({ results }) {
  const costs = results.cost_history.map(toNumber);
  const finite = costs.filter(Number.isFinite);
  const top = niceTop(Math.max(...finite));
  const last = costs.length - 1;
  return (
    <>
      <section class="card wide" aria-label="result">
        <h2>{results.optimizer}: J from {short(costs[0])} to {short(costs[last])} in {results.iterations} iterations</h2>
        <p>Answered right: <b>{percent(results.training_accuracy)}</b> of the examples trained on, <b>{percent(results.held_out_accuracy)}</b> of those held out. The gradient at the start: <b>{results.gradient_check.verdict}</b> ({tellChecked(results.gradient_check)}).</p>
        <div class="beside">
          <Chart title={`The cost from ${short(costs[0])} to ${short(costs[last])}`} curves={[{ name: 'J', points: costs.map((cost, k) => [k, cost]) }]}
            x={{ low: 0, high: Math.max(1, last), ticks: [0, Math.round(last / 2), last], name: 'iterations' }} y={{ low: 0, high: top, ticks: [0, top / 2, top] }} />
          <Facts facts={[['ended', results.ending.replaceAll('_', ' ')], ['evaluations', results.evaluations], ['seconds', short(toNumber(results.seconds))],
            ['cost without penalty, trained on', short(toNumber(results.training_cost))], ['held out', short(toNumber(results.held_out_cost))]]} />
        </div>
      </section>
      {[['held_out_confusion', 'Held out'], ['training_confusion', 'Trained on']].map(([key, title]) => results[key] && (
        <section key={key} class="card" aria-label={title}><h2>{title}: which answers are confused</h2>
          <Confusion table={results[key].counts} labels={results[key].labels} caption="rows are the right class, columns the answer" />
        </section>
      ))}
    </>
  );
}

function CompareReport({ results }) {
  if (results.sizes) {
    return (
      <section class="card wide" aria-label="sizes">
        <Badge verdict={results.verdict} />
        <h2>Loop and vectorized over numbers of examples</h2>
        <div class="scroll" tabIndex={0} role="group" aria-label="sizes">
          <table class="plain">
            <thead><tr>{['examples', 'loop', 'vectorized', 'ratio', 'verdict'].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
            <tbody>{results.sizes.map((row) => (
              <tr key={row.examples}><th scope="row">{row.examples}</th><td>{(1e3 * row.loop_seconds).toFixed(3)} ms</td><td>{(1e3 * row.vectorized_seconds).toFixed(3)} ms</td><td>{row.speed_ratio.toFixed(1)}</td><td>{row.verdict}</td></tr>
            ))}</tbody>
          </table>
        </div>
      </section>
    );
  }
  const longest = Math.max(results.loop_seconds, results.vectorized_seconds);
  return (
    <section class="card wide" aria-label="outputs">
      <Badge verdict={results.verdict} />
      <h2>One result, computed by a loop and by matrix products</h2>
      <OutputsTable outputs={results.outputs} />
      <h3>Time, on this machine</h3>
      <div class="bars times">
        {[['loop', results.loop_seconds], ['vectorized', results.vectorized_seconds]].map(([name, seconds]) => (
          <div key={name}><span>{name}</span><i style={{ width: `${(100 * seconds / longest).toFixed(0)}%` }} /><b>{(1e3 * seconds).toFixed(3)} ms</b></div>
        ))}
      </div>
      <p>The ratio is {results.speed_ratio.toFixed(1)}.</p>
    </section>
  );
}

const asMatrix = (value, shape) => (shape.length === 0 ? [[value]] : shape.length === 1 ? [value] : value).map((row) => row.map(toNumber));

function StepReport({ results }) {
  const { inputs, hidden, labels, examples, lambda } = results.network;
  const most = 400;
  return (
    <>
      <section class="card wide"><h2>Cost and gradients of {inputs}-{hidden}-{labels}, statement by statement: {examples} examples, λ = {lambda}</h2></section>
      {results.steps.map((step, k) => {
        const value = step.statement === 'S30' ? step.value.grad1_reg : asMatrix(step.value, step.shape);
        const name = step.statement === 'S30' ? 'grad1_reg' : step.name;
        const isSmall = value.length * value[0].length <= most;
        return (
          <section key={k} class="card step" aria-label={`${step.statement}, step ${k + 1}`}>
            <h3>{step.statement}: {step.what}</h3>
            <dl class="lines"><dt>maths</dt><dd class="maths">{step.maths}</dd><dt>NumPy</dt><dd>{step.numpy}</dd><dt>C++ loop</dt><dd>{step.loop}</dd></dl>
            {isSmall ? <Matrix name={name} rows={value} /> : <figure><figcaption>{name} {value.length} × {value[0].length}</figcaption><Pixels values={value} scale={largestOf(value)} size={Math.max(2, Math.floor(400 / value[0].length))} label={name} /></figure>}
          </section>
        );
      })}
    </>
  );
}

const views = { check: CheckReport, sweep: SweepReport, train: TrainReport, compare: CompareReport, step: StepReport };

export function Report({ verb, results }) {
  const View = views[verb];
  useTheme();
  return (
    <div class="page">
      <header class="top"><h1>gradlab {verb}</h1><p>A report of the command. It asks for no network.</p></header>
      <main class="view-report">
        <View results={results} />
        <Replay line={results.replay} />
      </main>
    </div>
  );
}
