// J over the plane of two parameters, the paths of optimizers on it, and a start that can be moved.
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import { full, inSteps, inWords, isDark, short } from '../numbers.js';
import { ask } from '../problem.js';
import { Button } from './button.jsx';
import { Chart, powers } from './chart.jsx';

const width = 480;
const height = 330;
const kinds = ['', 'other'];

const clamp = (value, [low, high]) => Math.min(high, Math.max(low, value));
const mix = (from, to, share) => from.map((part, k) => Math.round(part + (to[k] - part) * share));

/** The color of the ground between two heights: the higher, the stronger. */
function shade(band, bands) {
  const [low, high] = isDark() ? [[28, 56, 58], [120, 150, 140]] : [[232, 244, 240], [96, 136, 134]];
  return mix(low, high, band / bands);
}

/** J between the points of its grid, as a share of the map's width and height. */
function between(J, x, y) {
  const along = (share, count) => {
    const at = clamp(share * count - 0.5, [0, count - 1.000001]);
    return [Math.floor(at), at % 1];
  };
  const [r, down] = along(y, J.length);
  const [c, right] = along(x, J[0].length);
  const row = (k) => J[k][c] + right * (J[k][c + 1] - J[k][c]);
  return row(r) + down * (row(r + 1) - row(r));
}

/** The ground in bands between round heights: a band is one color. */
function Ground({ J, heights }) {
  const canvas = useRef(null);
  const dark = isDark();
  useLayoutEffect(() => {  // before the picture, or the sheet of paper, is taken
    const context = canvas.current.getContext('2d');
    const image = context.createImageData(width, height);
    const shades = Array.from({ length: heights.length + 1 }, (_, band) => [...shade(band, heights.length), 255]);
    for (let k = 0; k < width * height; ++k) {
      const value = between(J, (k % width) / width, Math.floor(k / width) / height);
      image.data.set(shades[heights.filter((edge) => value > edge).length], 4 * k);
    }
    context.putImageData(image, 0, 0);
  }, [J, dark]);
  return <canvas ref={canvas} class="ground" width={width} height={height} aria-hidden="true" />;
}

/** The line of one height: where it passes each square of four neighbors, as a path of SVG. */
function contour(J, level) {
  const [rows, columns] = [J.length, J[0].length];
  const cross = ([r, c], [s, d]) => {
    const [one, other] = [J[r][c] - level, J[s][d] - level];
    if (one > 0 === other > 0) return [];
    const t = one / (one - other);
    return [`${(((c + t * (d - c) + 0.5) / columns) * width).toFixed(1)} ${(((r + t * (s - r) + 0.5) / rows) * height).toFixed(1)}`];
  };
  let path = '';
  for (let r = 0; r + 1 < rows; ++r) {
    for (let c = 0; c + 1 < columns; ++c) {
      const corners = [[r, c], [r, c + 1], [r + 1, c + 1], [r + 1, c]];
      const points = corners.flatMap((corner, k) => cross(corner, corners[(k + 1) % 4]));
      for (let k = 0; k + 1 < points.length; k += 2) path += `M${points[k]}L${points[k + 1]}`;
    }
  }
  return path;
}

/** The steps of a path, as far as they can be drawn, and its end. */
function Path({ places, kind }) {
  const drawn = places.filter((at) => at.every((each) => Math.abs(each) < 1e6)).map((at) => at.map((each) => each.toFixed(1)));
  const [endX, endY] = places.at(-1).map((each) => clamp(each, [-100, 1000]));
  return (
    <g class={kind}>
      <polyline points={drawn.map((at) => at.join()).join(' ')} class="path" />
      {drawn.slice(1).map(([cx, cy], k) => <circle key={k} cx={cx} cy={cy} r="2.5" class="stop" />)}
      <circle cx={endX} cy={endY} r="9" class="stop" />
      <text x={endX} y={endY} class="end">E</text>
    </g>
  );
}

const Heights = ({ heights }) => (
  <p class="legend">J
    {[...heights, null].map((edge, band) => (
      <span key={edge}><i style={{ background: `rgb(${shade(band, heights.length).join(',')})` }} /> {edge === null ? `above ${heights.at(-1)}` : `to ${edge}`}</span>
    ))}
  </p>
);

/** What became of a path, in a sentence. */
function tell({ name, points, evaluations }, steps) {
  const first = points[0][2];
  const [a, b, last] = points.at(-1);
  const highest = points.reduce((most, point) => Math.max(most, point[2]), 0);
  const taken = points.length - 1;
  const where = `J from ${short(first)} to ${short(last)} in ${inSteps(taken)}, J and its gradient asked for ${evaluations} times`;
  if (last > first) return `${name}: ${where}. The steps are too long: J ends higher than it began.`;
  if (name === 'gradient descent' && taken < steps) return `${name}: ${where}. The steps are too long: J is no number any more.`;
  const leaps = highest > first * 1.0001 ? ` On the way J rose to ${short(highest)}: some steps were too long.` : '';
  return `${name}: ${where}; it ends at (${inWords(a)}, ${inWords(b)}).${leaps}`;
}

/** J after each step. */
function Descent({ paths }) {
  const costs = paths.flatMap(({ points }) => points.map((point) => point[2])).filter((value) => Number.isFinite(value) && value > 0);
  const low = 10 ** Math.floor(Math.log10(Math.min(...costs)));
  const high = 10 ** Math.max(Math.ceil(Math.log10(Math.max(...costs))), Math.log10(low) + 1);
  const most = Math.max(...paths.map(({ points }) => points.length - 1), 1);
  const decades = Math.round(Math.log10(high / low));
  return (
    <Chart title={`J after each step, ${paths.map(({ name, points }) => `${name} from ${short(points[0][2])} to ${short(points.at(-1)[2])}`).join(', ')}`}
      x={{ low: 0, high: most, ticks: [0, Math.round(most / 2), most], name: 'J against steps' }}
      y={{ low, high, ticks: powers(Math.log10(low), Math.log10(high), Math.ceil(decades / 4)), isLogarithmic: true }}
      curves={paths.map(({ name, points }, k) => ({ name, kind: kinds[k], points: points.map((point, step) => [step, point[2]]) }))} />
  );
}

export function Landscape({ picture, name, lesson }) {
  const { x, y, J, heights } = picture;
  const [start, setStart] = useState(picture.start);
  const [factor, setFactor] = useState(0);  // of alpha, as a power of ten
  const [steps, setSteps] = useState(picture.steps);
  const box = useRef(null);
  const isHeld = useRef(false);
  const alpha = Number((picture.alpha * 10 ** factor).toPrecision(2));
  const isMoved = start !== picture.start || factor !== 0 || steps !== picture.steps;
  const paths = useMemo(
    () => (isMoved ? ask({ do: 'paths', lesson, picture: name, start, alpha, steps }).paths : picture.paths),
    [picture, start, alpha, steps]);
  const lines = useMemo(() => heights.map((level) => contour(J, level)), [J]);
  const ranges = [[x.low, x.high], [y.low, y.high]];
  const place = (point) => [((point[0] - x.low) / (x.high - x.low)) * width, ((y.high - point[1]) / (y.high - y.low)) * height];
  const put = (point) => setStart(point.map((value, k) => Number(clamp(value, ranges[k]).toFixed(3))));
  const move = (event) => {
    const { left, top, width: w, height: h } = box.current.getBoundingClientRect();
    put([x.low + ((event.clientX - left) / w) * (x.high - x.low), y.high - ((event.clientY - top) / h) * (y.high - y.low)]);
  };
  // A finger scrolls the page, unless it is on the start.
  const take = (event) => {
    if (event.pointerType === 'touch' && !event.target.closest('.reach')) return;
    isHeld.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
    move(event);
  };
  const letGo = () => {
    isHeld.current = false;
  };
  const onKeyDown = (event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!by) return;
    event.preventDefault();
    put(start.map((value, k) => value + (by[k] * (ranges[k][1] - ranges[k][0])) / 48));
  };
  const reset = () => {
    setStart(picture.start);
    setFactor(0);
    setSteps(picture.steps);
  };
  const [startX, startY] = place(start);
  return (
    <div class="landscape">
      <p class="caption try">Try it: drag the start S, or move it by the arrow keys.</p>
      <p class="soft">Across: {x.name}, {full(x.low)} to {full(x.high)}. Up: {y.name}, {full(y.low)} to {full(y.high)}.</p>
      <div class="map" ref={box} data-keys role="slider" tabIndex={0} aria-label={`start of ${paths.map((path) => path.name).join(' and ')}`}
        aria-valuenow={start[0]} aria-valuemin={x.low} aria-valuemax={x.high} aria-valuetext={`${x.name} is ${start[0]}, ${y.name} is ${start[1]}`}
        onKeyDown={onKeyDown}
        onPointerDown={take} onPointerMove={(event) => isHeld.current && move(event)} onPointerUp={letGo} onPointerCancel={letGo} onClick={move}>
        <Ground J={J} heights={heights} />
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {lines.map((line, k) => <path key={k} d={line} class="height" />)}
          {paths.map((path, k) => <Path key={path.name} places={path.points.map(place)} kind={kinds[k]} />)}
        </svg>
        <svg class="over" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <circle cx={startX} cy={startY} r="10" class="start" />
          <text x={startX} y={startY}>S</text>
        </svg>
        <i class="reach" style={{ left: `${(100 * startX) / width}%`, top: `${(100 * startY) / height}%` }} />
      </div>
      <Heights heights={heights} />
      <div class="tools">
        <label>α <input type="range" min="-1" max="1" step="0.05" value={factor} aria-valuetext={String(alpha)} onInput={(event) => setFactor(Number(event.target.value))} /> <output>{alpha}</output></label>
        <label>steps <input type="range" min="1" max={picture.steps} value={steps} onInput={(event) => setSteps(Number(event.target.value))} /> <output>{steps}</output></label>
        <Button off={!isMoved} onClick={reset}>As it was</Button>
      </div>
      <div class="told" role="status">{paths.map((path, k) => <p key={path.name} class={kinds[k]}>{tell(path, steps)}</p>)}</div>
      <Descent paths={paths} />
    </div>
  );
}
