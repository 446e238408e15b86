// J over the plane of two parameters, the path of gradient descent on it, and a start that can be moved.
import { useEffect, useRef, useState } from 'preact/hooks';

import { isDark, short } from '../numbers.js';
import { ask } from '../problem.js';

const across = [-1.2, 1.2];
const up = [-0.2, 0.9];
const side = 48;
const width = 480;
const height = 330;
const heights = [0.03, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

const xAt = (theta) => ((theta - across[0]) / (across[1] - across[0])) * width;
const yAt = (theta) => ((up[1] - theta) / (up[1] - up[0])) * height;
const clamp = (value, [low, high]) => Math.min(high, Math.max(low, value));

/** The ground in bands between round heights: a band is one color. */
function Ground({ J }) {
  const canvas = useRef(null);
  const dark = isDark();
  useEffect(() => {
    const context = canvas.current.getContext('2d');
    const image = context.createImageData(side, side);
    J.flat().forEach((value, k) => {
      const band = heights.filter((edge) => value > edge).length / heights.length;
      const shade = dark ? [30 + 60 * band, 60 + 50 * band, 62 + 40 * band] : [225 - 120 * band, 240 - 95 * band, 236 - 95 * band];
      image.data.set([...shade, 255], 4 * k);
    });
    context.putImageData(image, 0, 0);
  }, [J, dark]);
  return <canvas ref={canvas} class="ground" width={side} height={side} aria-hidden="true" />;
}

export function Landscape() {
  const [start, setStart] = useState([0, 0]);
  const [alpha, setAlpha] = useState(0.05);
  const [steps, setSteps] = useState(60);
  const box = useRef(null);
  const isHeld = useRef(false);
  const { J, path } = ask({ do: 'landscape', across, up, side, start, alpha, iterations: steps });
  const end = path.at(-1);
  const isLost = !path.every((point) => Number.isFinite(point[2])) || end[2] > path[0][2];
  const move = (event) => {
    const { left, top, width: w, height: h } = box.current.getBoundingClientRect();
    const x = across[0] + ((event.clientX - left) / w) * (across[1] - across[0]);
    const y = up[1] - ((event.clientY - top) / h) * (up[1] - up[0]);
    setStart([clamp(x, across), clamp(y, up)].map((value) => Number(value.toFixed(3))));
  };
  const onKeyDown = (event) => {
    const by = { ArrowLeft: [-0.05, 0], ArrowRight: [0.05, 0], ArrowUp: [0, 0.05], ArrowDown: [0, -0.05] }[event.key];
    if (!by) return;
    event.preventDefault();
    setStart([clamp(start[0] + by[0], across), clamp(start[1] + by[1], up)].map((value) => Number(value.toFixed(3))));
  };
  const inside = path.filter((point) => point.every(Number.isFinite)).map(([x, y]) => `${clamp(xAt(x), [-500, 1000]).toFixed(1)},${clamp(yAt(y), [-500, 1000]).toFixed(1)}`);
  return (
    <figure class="landscape">
      <figcaption>Try it: drag the start, or move it by the arrow keys</figcaption>
      <div class="map" ref={box} data-keys role="slider" tabIndex={0} aria-label="start of gradient descent"
        aria-valuenow={start[0]} aria-valuemin={across[0]} aria-valuemax={across[1]} aria-valuetext={`theta 0 is ${start[0]}, theta 1 is ${start[1]}`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => { isHeld.current = true; event.currentTarget.setPointerCapture(event.pointerId); move(event); }}
        onPointerMove={(event) => isHeld.current && move(event)} onPointerUp={() => { isHeld.current = false; }}>
        <Ground J={J} />
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <polyline points={inside.join(' ')} class="path" />
          {inside.slice(0, 80).map((point, k) => <circle key={k} cx={point.split(',')[0]} cy={point.split(',')[1]} r="2.5" class="stop" />)}
          <circle cx={xAt(start[0])} cy={yAt(start[1])} r="9" class="start" />
        </svg>
      </div>
      <div class="tools">
        <label>α <input type="range" min="0.005" max="0.2" step="0.005" value={alpha} onInput={(event) => setAlpha(Number(event.target.value))} /> <output>{alpha}</output></label>
        <label>steps <input type="range" min="1" max="600" value={steps} onInput={(event) => setSteps(Number(event.target.value))} /> <output>{steps}</output></label>
      </div>
      <p class="told" role="status">{`J = ${short(path[0][2])} at the start, ${short(end[2])} after ${steps} steps${isLost ? ': the steps are too long, and throw it out of the valley.' : `, at (${short(end[0])}, ${short(end[1])}).`}`}</p>
    </figure>
  );
}
