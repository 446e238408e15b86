// Check: how far each entry is from the numerical derivative, what that derivative is worth, and what stays unseen.
import { useEffect, useState } from 'preact/hooks';

import { StepChart } from '../parts/chart.jsx';
import { Findings } from '../parts/findings.jsx';
import { entryKeys } from '../parts/heatmap.jsx';
import { Gradients } from '../parts/gradients.jsx';
import { Unseen } from '../parts/unseen.jsx';
import { blocksOf } from '../entries.js';
import { rename } from '../names.js';
import { exponent, full } from '../numbers.js';
import { checkOf, problemOf, statementsIn } from '../problem.js';
import { askInBackground } from '../background.js';

/** The V-curve of the reader's network, computed in the background. */
function Steps({ state }) {
  const [curves, setCurves] = useState(null);
  const [power, setPower] = useState(-4);
  const key = JSON.stringify(problemOf(state));
  useEffect(() => askInBackground({ do: 'sweep', per_decade: 4, ...problemOf(state) }, (reply) => setCurves(reply.curves)), [key]);
  if (!curves) return <p class="soft">Computing …</p>;
  const central = curves.find((curve) => curve.method === 'central');
  const step = 10 ** power;
  const nearest = central.steps[0].reduce((best, each, k) => (Math.abs(Math.log10(each / step)) < Math.abs(Math.log10(central.steps[0][best] / step)) ? k : best), 0);
  const error = central.errors[0][nearest];
  const why = nearest < central.best ? 'the step is too long: the curve bends within it' : nearest > central.best ? 'the step is too short: rounding is larger than the difference' : 'here both errors meet';
  return (
    <>
      <StepChart curves={curves} mark={{ x: central.steps[0][nearest], y: Math.max(error, 1e-14), text: `h = ${central.steps[0][nearest].toExponential(0)}` }} />
      <label class="slide">step h <input type="range" min="-16" max="0" step="0.25" value={power}
        aria-valuetext={`ten to the power ${power}`} onInput={(event) => setPower(Number(event.target.value))} /></label>
      <p class="told">Central differences with h = {exponent(central.steps[0][nearest])} are off by {exponent(error)}: {why}.</p>
    </>
  );
}

const log = (value) => (value > 0 ? Math.log10(value) : -18);

/** One block of one witness: the distance of each entry beside what is allowed, on a scale of powers of ten. */
function Residuals({ name, title, rows, columns, values, numerical, allowed, verdicts, picked, onPick }) {
  const at = picked === null ? null : [Math.floor(picked / columns), picked % columns];
  return (
    <figure class="heatmap">
      <figcaption>{title}</figcaption>
      <table role="img" aria-label={`Differences of ${title} in ${name}: arrows move`} {...entryKeys({ rows, columns, at, onPick: (r, c) => onPick(r * columns + c) })}>
        <tbody>
          {Array.from({ length: rows }, (_, r) => (
            <tr key={r}>
              {Array.from({ length: columns }, (_, c) => {
                const k = r * columns + c;
                const difference = Math.abs(values[k] - numerical[k]);
                const share = Math.min(1, Math.max(0, (log(difference) + 16) / 16));
                return (
                  <td key={c} class={`residual ${verdicts[k] === 'd' ? 'wrong' : ''} ${k === picked ? 'picked' : ''}`} style={{ '--share': share }}
                    title={`${name}(${r},${c}): ${exponent(difference)} apart, ${exponent(allowed[k])} allowed`} onPointerEnter={() => onPick(k)} onClick={() => onPick(k)} />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** From 1e-16 to 1: where the difference stands, and where the tolerance ends. */
function Ruler({ difference, allowed, noise, text }) {
  const at = (value) => `${(100 * Math.min(1, Math.max(0, (log(value) + 17) / 17))).toFixed(1)}%`;
  return (
    <div class="ruler" role="img" aria-label={text}>
      <div class="allowed" style={{ width: at(allowed) }} />
      <div class="noise" style={{ width: at(noise) }} />
      <div class={`mark ${difference > allowed ? 'wrong' : ''}`} style={{ left: at(difference) }} />
      <span class="low">1e-17</span><span class="high">1</span>
    </div>
  );
}

function Differences({ checked, names }) {
  const { entries } = checked;
  const witnesses = Object.keys(entries.witnesses);
  const last = witnesses.at(-1);
  const worst = entries.numerical.reduce((best, value, k) => {
    const distance = (i) => Math.abs(entries.witnesses[last].analytic[i] - entries.numerical[i]) / entries.witnesses[last].allowed[i];
    return distance(k) > distance(best) ? k : best;
  }, 0);
  const [picked, setPicked] = useState(null);
  const { witness, k } = picked && entries.witnesses[picked.witness] ? picked : { witness: last, k: worst };
  const value = entries.witnesses[witness].analytic[k];
  const difference = Math.abs(value - entries.numerical[k]);
  const allowed = entries.witnesses[witness].allowed[k];
  const block = blocksOf(entries).find((each) => k >= each.first && k < each.end);
  const place = `${rename(block.name, names)}(${Math.floor((k - block.first) / block.columns)},${(k - block.first) % block.columns})`;
  const noise = entries.error[k];
  const text = `${witness}, ${place}: ${full(value)}; numerical ${full(entries.numerical[k])}. They are ${exponent(difference)} apart; ${exponent(allowed)} is allowed, and the numerical one is good to ${exponent(noise)}.`;
  return (
    <section class="card" aria-label="differences">
      <h2>How far each entry is from its numerical derivative</h2>
      <p class="soft">The stronger the color, the farther, from 1e-16 to 1. Cells with a cross are farther than the tolerance allows.</p>
      {blocksOf(entries).map((each) => (
        <div key={each.name} class="block">
          <h3>{rename(each.name, names)}</h3>
          <div class="row">
            {witnesses.map((name) => (
              <Residuals key={name} name={each.name} title={name} rows={each.rows} columns={each.columns}
                values={entries.witnesses[name].analytic.slice(each.first, each.end)} numerical={entries.numerical.slice(each.first, each.end)}
                allowed={entries.witnesses[name].allowed.slice(each.first, each.end)} verdicts={entries.witnesses[name].verdicts.slice(each.first, each.end)}
                picked={name === witness && each.name === block.name ? k - each.first : null} onPick={(index) => setPicked({ witness: name, k: each.first + index })} />
            ))}
          </div>
        </div>
      ))}
      <p class="told" role="status">{text}</p>
      <Ruler difference={difference} allowed={allowed} noise={noise} text={text} />
      <p class="soft">The mark is the difference; the green bar ends at the tolerance, the gray one at the numerical derivative’s own error.</p>
    </section>
  );
}

export function Check({ state, go }) {
  const checked = checkOf(state);
  const { names } = statementsIn(state);
  return (
    <>
      <div class="stack">
        <section class="card" aria-label="findings">
          <h2>The gradient, as each witness sees it</h2>
          <Findings checked={checked} names={names} />
          <Gradients state={state} />
        </section>
        <Differences checked={checked} names={names} />
      </div>
      <div class="stack">
        <section class="card" aria-label="numerical side">
          <h2>What the numerical side is worth</h2>
          <dl class="facts">
            <dt>differences</dt><dd>{checked.numeric.method.replaceAll('_', ' ')}</dd>
            <dt>evaluations of the cost</dt><dd>{checked.numeric.evaluations.toLocaleString('en')}</dd>
            <dt>largest error</dt><dd>{exponent(checked.numeric.largest_error_estimate)}</dd>
            <dt>rounding noise of the cost</dt><dd>{exponent(checked.numeric.noise)}</dd>
          </dl>
          <h3>The error of a difference against its step</h3>
          <Steps state={state} />
        </section>
        <section class="card" aria-label="blind spots">
          <h2>What this check could not have noticed</h2>
          <Unseen state={state} go={go} />
        </section>
      </div>
    </>
  );
}
