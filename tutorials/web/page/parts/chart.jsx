// Curves over two axes, each plain or logarithmic, as SVG.
import { useEffect, useRef, useState } from 'preact/hooks';

import { placeLabels } from './labels.js';

const usual = { width: 460, height: 230, left: 52, right: 12, top: 10, bottom: 34 };

function makeAxis(low, high, from, to, isLogarithmic) {
  const at = isLogarithmic ? Math.log10 : (value) => value;
  const begin = at(low);
  const span = at(high) - begin || 1;
  return (value) => from + ((to - from) * (Math.min(Math.max(at(value), begin), at(high)) - begin)) / span;
}

const spell = (value) => (value === 0 ? '0' : Math.abs(value) >= 1e4 || Math.abs(value) < 1e-2 ? value.toExponential(0).replace('+', '') : String(Number(value.toPrecision(3))));

/** The end of an axis from 0: the next number that has one digit, and so has its half. */
export function niceTop(value) {
  const above = Math.max(0.01, value);
  const unit = 10 ** Math.floor(Math.log10(above));
  return unit * [1, 2, 4, 6, 8, 10].find((digit) => digit * unit >= above);
}

/** The width that the element has on the screen, so that letters are as large in a narrow chart as in a wide one. */
function useWidth(box, before) {
  const [width, setWidth] = useState(before);
  useEffect(() => {
    const observer = new ResizeObserver(([{ contentRect }]) => contentRect.width > 0 && setWidth(Math.round(contentRect.width)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** curves: {name, points: [[x, y], ...], kind}. x, y: {low, high, ticks, name, isLogarithmic}. marks: {x, y, text}. */
export function Chart({ title, x, y, curves, marks = [] }) {
  const box = useRef(null);
  const size = { ...usual, width: useWidth(box, usual.width) };
  const atX = makeAxis(x.low, x.high, size.left, size.width - size.right, x.isLogarithmic);
  const atY = makeAxis(y.low, y.high, size.height - size.bottom, size.top, y.isLogarithmic);
  const lines = curves.map(({ points }) => points.filter(([, value]) => Number.isFinite(value)).map(([h, value]) => [atX(h), atY(value)]));
  const path = (line) => line.map((point) => point.map((place) => place.toFixed(1)).join()).join(' ');
  const spots = marks.map((mark) => ({ ...mark, x: atX(mark.x), y: atY(mark.y) }));
  const frame = { left: size.left, right: size.width, top: 0, bottom: size.height - size.bottom };
  const labels = placeLabels(spots, lines, frame);
  return (
    <svg ref={box} class="chart" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={title}>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={size.left} x2={size.width - size.right} y1={atY(tick)} y2={atY(tick)} class="grid" />
          <text x={size.left - 6} y={atY(tick) + 4} text-anchor="end">{spell(tick)}</text>
        </g>
      ))}
      {x.ticks.map((tick) => <text key={tick} x={atX(tick)} y={size.height - 18} text-anchor="middle">{spell(tick)}</text>)}
      <text x={(size.left + size.width) / 2} y={size.height - 3} text-anchor="middle">{x.name}</text>
      {curves.map((curve, k) => <polyline key={curve.name} points={path(lines[k])} class={`curve ${curve.kind ?? ''}`} />)}
      {spots.map((spot, k) => (
        <g key={spot.text} class={spot.kind}>
          <circle cx={spot.x} cy={spot.y} r="4.5" class={`spot ${spot.kind ?? ''}`} />
          <text x={labels[k].x} y={labels[k].y} class="note">{spot.text}</text>
        </g>
      ))}
    </svg>
  );
}

export const powers = (low, high, step) => Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, k) => 10 ** (low + k * step));

/** The V-curve: the error of forward and central differences against the length of their step. */
export function StepChart({ curves, mark }) {
  const floor = 1e-14;
  const lines = curves.map(({ method, steps, errors }) => ({
    name: method,
    kind: method === 'forward' ? 'faint' : '',
    points: steps[0].map((step, k) => [step, Math.max(errors[0][k], floor)]),
  }));
  const marks = curves.map(({ method, steps, errors, best }) => ({
    x: steps[0][best], y: Math.max(errors[0][best], floor), kind: method === 'forward' ? 'faint' : '', text: `${method} ${errors[0][best].toExponential(0)}`,
  }));
  if (mark) marks.push({ ...mark, kind: 'here' });
  const told = curves.map(({ method, steps, errors, best }) => `${method} is best at ${steps[0][best].toExponential(0)}, off by ${errors[0][best].toExponential(0)}`);
  return (
    <Chart title={`Error against step: ${told.join('; ')}`} curves={lines} marks={marks}
      x={{ low: 1e-16, high: 1, ticks: powers(-16, 0, 4), name: 'length of the step', isLogarithmic: true }}
      y={{ low: floor, high: 1, ticks: powers(-12, 0, 4), isLogarithmic: true }} />
  );
}
