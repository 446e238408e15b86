// Digits: a network of 64-25-10 that learns while one looks on, and reads what one draws.
import { useEffect, useRef, useState } from 'preact/hooks';

import { askInBackground } from '../background.js';
import { inSteps, largestOf, plainWords, short } from '../numbers.js';
import { Button } from '../parts/button.jsx';
import { Chart, niceTop } from '../parts/chart.jsx';
import { findingsOf } from '../parts/findings.jsx';
import { useKept } from '../parts/kept.js';
import { asSquare, Pixels } from '../parts/pixels.jsx';
import { signs } from '../parts/signs.js';
import { Confusion } from '../parts/tables.jsx';
import { MistakeLists } from '../parts/verdict.jsx';
import { ask, mistakenName } from '../problem.js';
import { data, examples, heldOut, mostSteps, useTraining } from '../training.js';

const side = 8;
const places = Array.from({ length: side * side }, (_, k) => k);

// ---- Drawing ----

/** A touch of a soft pen: the cell, and half as much beside it. An ink of 0 wipes the cell. */
function touch(pixels, place, ink) {
  const row = Math.floor(place / side);
  const column = place % side;
  return pixels.map((value, k) => {
    const distance = Math.abs(Math.floor(k / side) - row) + Math.abs((k % side) - column);
    if (ink === 0) return distance === 0 ? 0 : value;
    return distance === 0 ? 1 : distance === 1 ? Math.max(value, 0.45) : value;
  });
}

/** The cells after `from`, straight to `to`: a fast pen leaves no gaps. */
function cellsBetween(from, to) {
  const down = Math.floor(to / side) - Math.floor(from / side);
  const across = (to % side) - (from % side);
  const count = Math.max(Math.abs(down), Math.abs(across));
  return Array.from({ length: count }, (_, k) => {
    const share = (k + 1) / count;
    return from + side * Math.round(share * down) + Math.round(share * across);
  });
}

function Pad({ pixels, onChange }) {
  const [cursor, setCursor] = useState(0);
  const pen = useRef(null);  // while it is down: {ink, place}
  const pad = useRef(null);
  const inkFor = (place) => (pixels[place] >= 0.9 ? 0 : 1);
  const draw = (cells, ink) => onChange(cells.reduce((drawn, place) => touch(drawn, place, ink), pixels));
  const placeAt = ({ clientX, clientY }) => {
    const { left, top, width, height } = pad.current.getBoundingClientRect();
    const [column, row] = [((clientX - left) / width) * side, ((clientY - top) / height) * side].map(Math.floor);
    return Math.min(row, column) >= 0 && Math.max(row, column) < side ? side * row + column : null;
  };
  const onKeyDown = (event) => {
    const by = { ArrowUp: -side, ArrowDown: side, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = cursor + by;
    const isInside = next >= 0 && next < side * side && (Math.abs(by) === side || Math.floor(next / side) === Math.floor(cursor / side));
    if (!isInside) return;
    setCursor(next);
    pad.current.children[next].focus();
  };
  return (
    <div ref={pad} class="pad" role="group" aria-label="8 by 8 pixels: arrows move, Enter draws" data-keys
      onPointerDown={(event) => {
        const place = placeAt(event);
        if (event.button !== 0 || place === null) return;
        pen.current = { ink: inkFor(place), place };
        draw([place], pen.current.ink);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        const at = pen.current === null ? null : placeAt(event);
        if (at === null) return;
        draw(cellsBetween(pen.current.place, at), pen.current.ink);
        pen.current.place = at;
      }}
      onPointerUp={() => { pen.current = null; }} onPointerLeave={() => { pen.current = null; }} onKeyDown={onKeyDown}>
      {places.map((k) => (
        <button key={k} type="button" data-place={k} tabIndex={k === cursor ? 0 : -1} onFocus={() => setCursor(k)}
          aria-label={`row ${Math.floor(k / side)}, column ${k % side}: ${pixels[k].toFixed(2)}`} aria-pressed={pixels[k] > 0.5}
          style={{ '--ink-share': pixels[k] }}
          onClick={(event) => {
            if (event.detail === 0) draw([k], inkFor(k));  // else the pointer has drawn already
          }} />
      ))}
    </div>
  );
}

// ---- What the network says ----

/** The digit of a label. */
const digitOf = (label) => label - 1;

const withArticle = (digit) => (digit === 8 ? `an ${digit}` : `a ${digit}`);

function Outputs({ outputs, answered, target }) {
  return (
    <div class="bars" role="img" aria-label={`The network reads ${withArticle(answered)}, with ${(100 * outputs[answered]).toFixed(0)} percent`}>
      {outputs.map((value, digit) => (
        <div key={digit} class={digit === answered ? 'best' : null}>
          <span>{digit}{digit === target ? ' ←' : ''}</span>
          <i style={{ width: `${Math.max(1, 100 * value).toFixed(0)}%` }} />
          <b>{value.toFixed(2)}</b>
        </div>
      ))}
    </div>
  );
}

function HiddenUnits({ Theta1, a1, gradient, picked, onPick }) {
  const scale = largestOf(Theta1.map((row) => row.slice(1)));
  const unit = picked ?? 0;
  const onKeyDown = (event) => {
    const next = { ArrowLeft: unit - 1, ArrowRight: unit + 1, Home: 0, End: Theta1.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0 || next >= Theta1.length) return;
    onPick(next);
    event.currentTarget.children[next].focus();
  };
  return (
    <>
      <div class="units" role="group" aria-label="weights into the 25 hidden units: arrows move" onKeyDown={onKeyDown}>
        {Theta1.map((row, k) => (
          <button key={k} type="button" tabIndex={k === unit ? 0 : -1} aria-pressed={k === unit} aria-label={`hidden unit ${k}, activation ${short(a1[k])}`} onClick={() => onPick(k)}>
            <Pixels values={asSquare(row.slice(1))} scale={scale} label={`weights into hidden unit ${k}`} size={5} />
            <span>{short(a1[k])}</span>
          </button>
        ))}
      </div>
      {gradient && (
        <p class="soft pair">
          <Pixels values={asSquare(gradient.rows[unit].slice(1))} scale={largestOf(gradient.rows.map((row) => row.slice(1)))} label={`gradient of hidden unit ${unit}`} size={12} />
          <span>dJ/dTheta1({unit},1:), over {examples - heldOut} digits, after {inSteps(gradient.steps)}: where it is blue, J falls if the weight grows.</span>
        </p>
      )}
    </>
  );
}

// ---- Training ----

function Curve({ costs, marks }) {
  const top = niceTop(Math.max(...costs.filter(Number.isFinite)));
  const last = Math.max(20, costs.length - 1);
  return (
    <Chart title={`The cost after ${costs.length - 1} steps: ${short(costs.at(-1))}`} marks={marks}
      curves={[{ name: 'J', points: costs.map((cost, k) => [k, cost]) }]}
      x={{ low: 0, high: last, ticks: [0, Math.round(last / 2), last], name: 'steps of gradient descent' }}
      y={{ low: 0, high: top, ticks: [0, top / 2, top] }} />
  );
}

/** With which mistakes the network was trained, whatever is chosen now. */
function MistakesOfTraining({ legs }) {
  const steps = new Map();
  for (const leg of legs) steps.set(mistakenName(leg), (steps.get(mistakenName(leg)) ?? 0) + leg.steps);
  steps.delete('');
  if (steps.size === 0) return null;
  return <p class="tell">Trained with a wrong gradient: {[...steps].map(([name, count]) => `${count} steps with ${name}`).join(', ')}.</p>;
}

function useGradient(run, isRunning) {
  const [gradient, setGradient] = useState(null);
  useEffect(() => {
    if (!run || isRunning) return undefined;
    const request = { do: 'compare', ...data, examples: examples - heldOut, Theta1: run.Theta1, Theta2: run.Theta2 };
    return askInBackground(request, (reply) => setGradient({ rows: reply.outputs.find((output) => output.name === 'grad1_reg').other, steps: run.costs.length - 1 }));
  }, [run, isRunning]);
  return gradient;
}

const sampled = 100;  // digits of the check

function Sample({ run, isRunning, name }) {
  const [last, setLast] = useState(null);  // {run, name, checked}
  const [isBusy, setBusy] = useState(false);
  const check = () => {
    setBusy(true);
    const implementations = ['loop', 'vectorized', ...(name ? [name] : [])];
    askInBackground({ do: 'check', ...data, examples: sampled, Theta1: run.Theta1, Theta2: run.Theta2, parameters: 200, implementations, blind_spots: false }, (reply) => {
      setBusy(false);
      setLast({ run, name, checked: reply });
    }, () => setBusy(false));
  };
  const checked = last?.run === run && last.name === name ? last.checked : null;
  const judged = checked?.implementations.at(-1);
  const own = [...new Set(checked?.findings.filter((finding) => finding.implementation === judged.name).map(({ explanation }) => explanation))];
  const cost = judged?.cost_verdict === 'agree' ? '' : ', the cost does not';
  const others = checked ? findingsOf(checked).filter((finding) => finding.implementation !== judged.name) : [];
  return (
    <div class="sample">
      <Button off={isBusy || isRunning} onClick={check}>{isBusy ? 'Checking …' : 'Check 200 entries of this gradient'}</Button>
      <span role="status">{judged && <><b class={`small-badge ${judged.verdict}`}>{signs[judged.verdict]} {judged.verdict.toUpperCase()}</b> {judged.agreeing} of {judged.checked} entries of the gradient over {sampled} digits agree{cost}{own.length > 0 ? `: ${own.join(' ')}` : '.'}</>}
        {others.map((finding) => <span key={finding.explanation} class="soft"> Noticed besides, in the {finding.implementation} version: {finding.explanation} There {plainWords(finding.evidence.split(';')[0])}.</span>)}</span>
    </div>
  );
}

let digits = null;
const loadDigits = () => (digits ??= ask({ do: 'network', ...data }));

export function Digits({ state, go, now }) {
  const { X, y } = loadDigits();
  const [{ shown, pixels, isDrawn }, setLooked] = useKept('digit', { shown: 0, pixels: X[0], isDrawn: false });
  const [picked, setPicked] = useKept('hidden unit', 0);
  const training = useTraining(state, go, now);
  const { run, isRunning } = training;
  const gradient = useGradient(run, isRunning);
  const name = mistakenName(state);
  if (!run) return <section class="card"><p class="soft" role="status">{training.trouble || (training.steps > 0 ? `Training ${inSteps(training.steps)}, as the address says …` : 'Unpacking 500 digits …')}</p></section>;
  const { a1, a2, label } = ask({ do: 'answer', Theta1: run.Theta1, Theta2: run.Theta2, X: [pixels] });
  const show = (index) => {
    const k = (index + examples) % examples;
    setLooked({ shown: k, pixels: X[k], isDrawn: false });
  };
  const draw = (next) => setLooked({ shown, pixels: next, isDrawn: true });
  const isEmpty = isDrawn && pixels.every((pixel) => pixel === 0);
  const answered = digitOf(label);
  return (
    <>
      <section class="card" aria-label="a digit">
        <h2>Draw a digit, or look at one of {examples}</h2>
        <div class="drawing">
          <Pad pixels={pixels} onChange={draw} />
          <Outputs outputs={a2[0]} answered={answered} target={isDrawn ? null : digitOf(y[shown])} />
        </div>
        <p class="told" role="status">{isEmpty ? 'Nothing is drawn yet.' : <>{isDrawn ? 'Your drawing' : `Digit ${shown}, ${withArticle(digitOf(y[shown]))}`}: the network reads {withArticle(answered)} ({(100 * a2[0][answered]).toFixed(0)} %){run.costs.length === 1 ? '. It has not learned yet: train it.' : '.'}</>}</p>
        <div class="tools">
          <button type="button" aria-label="the digit before" onClick={() => show(shown - 1)}>←</button>
          <button type="button" aria-label="the next digit" onClick={() => show(shown + 1)}>→</button>
          <button type="button" onClick={() => draw(places.map(() => 0))}>Clear</button>
        </div>
        <h3>What the hidden units look for, and how much each finds of it</h3>
        <HiddenUnits Theta1={run.Theta1} a1={a1[0]} gradient={gradient} picked={picked} onPick={setPicked} />
      </section>
      <section class="card" aria-label="training">
        <h2>A network learns {examples - heldOut} digits</h2>
        <p class="soft">64 inputs, a pixel each; 25 hidden units; 10 outputs, a digit each.</p>
        <div class="tools">
          <Button off={run.ended || training.steps >= mostSteps} onClick={training.toggle}>{isRunning ? '❚❚ Pause' : '▶ Train'}</Button>
          <button type="button" onClick={training.again}>New weights</button>
          <label>step length α <input type="range" min="-2" max="1.5" step="0.1" value={Math.log10(training.alpha)} aria-valuetext={short(training.alpha)}
            onInput={(event) => training.setAlpha(Number((10 ** Number(event.target.value)).toPrecision(2)))} /> <output>{short(training.alpha)}</output></label>
        </div>
        <div class="tools">
          <b>What if the gradient had a mistake?</b>
          <MistakeLists state={state} make={(mistakes) => go({ mistakes })} />
        </div>
        <p class="soft">A wrong gradient may train too, only worse.</p>
        <p class="error" role="alert">{training.trouble}</p>
        <Curve costs={run.costs} />
        <MistakesOfTraining legs={state.trained} />
        <p class="told" role="status">{inSteps(run.costs.length - 1)}: J = {short(run.costs.at(-1))}; right are {run.training.right} of {run.training.examples} digits trained on, and {run.held_out.right} of {run.held_out.examples} held out.{training.steps >= mostSteps && ` ${mostSteps} steps are the most here.`}</p>
        <Sample run={run} isRunning={isRunning} name={name} />
        <Confusion table={run.held_out.confusion} caption="Held out: rows are the digit, columns the answer" />
      </section>
    </>
  );
}
