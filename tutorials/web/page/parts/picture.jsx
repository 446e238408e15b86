// A lesson's picture, drawn from the same data as the terminal's. lib/teach/lessons/picture.hpp has the kinds.
import { largestOf, paint, short } from '../numbers.js';
import { Chart } from './chart.jsx';
import { Diagram } from './diagram.jsx';
import { Landscape } from './landscape.jsx';

const kinds = ['', 'other', 'third'];

function describeCurve({ name, points }, x) {
  const finite = points.filter(([, value]) => Number.isFinite(value));
  const lowest = finite.reduce((best, point) => (point[1] < best[1] ? point : best));
  const highest = finite.reduce((best, point) => (point[1] > best[1] ? point : best));
  const at = ([place, value]) => `${short(value)} at ${x.name} ${short(place)}`;
  return `${name}: from ${at(finite[0])} to ${at(finite.at(-1))}, lowest ${at(lowest)}, highest ${at(highest)}`;
}

/** The names of curves, each beside its line. */
const Legend = ({ names }) => (
  <p class="legend">
    {names.map((name, k) => (
      <span key={name}><svg class="chart" viewBox="0 0 28 8" aria-hidden="true"><line x2="28" y1="4" y2="4" class={`curve ${kinds[k]}`} /></svg> {name}</span>
    ))}
  </p>
);

function Curves({ picture }) {
  const { title, x, y, curves } = picture;
  const caption = title || (y.name && `${y.name} against ${x.name}`);
  const names = curves.map((curve) => curve.name).filter(Boolean);
  return (
    <>
      {caption && <p class="caption">{caption}</p>}
      <Chart title={[caption, ...curves.map((curve) => describeCurve(curve, x))].filter(Boolean).join('. ')} x={x} y={y}
        curves={curves.map((curve, k) => ({ ...curve, kind: kinds[k] }))} />
      {names.length > 0 && <Legend names={names} />}
    </>
  );
}

const Bars = ({ picture: { bars, full } }) => (
  <div class="rows">
    {bars.map(({ label, value, text }) => (
      <div key={label}><span>{label}</span><i style={{ width: `${100 * Math.max(0, Math.min(1, value / full))}%` }} /><b>{text}</b></div>
    ))}
  </div>
);

/** A matrix in words: all of its numbers where they are few. */
function describeMatrix(values) {
  const numbers = values.flat().length <= 48 ? `: ${values.map((row) => row.map(short).join(' ')).join('; ')}` : '';
  return `${values.length} rows of ${values[0].length}${numbers}`;
}

function Panel({ title, values, scale }) {
  const side = values[0].length > 6 ? 18 : 26;
  const width = values[0].length * side;
  const height = values.length * side;
  return (
    <div class="panel">
      <p class="caption">{title}</p>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img"
        aria-label={`${title.trim()}, ${describeMatrix(values)}`}>
        {values.flatMap((row, r) => row.map((value, c) => (
          <rect key={`${r},${c}`} x={c * side + 1} y={r * side + 1} width={side - 2} height={side - 2} rx="3" fill={paint(value, scale).background}>
            <title>{`row ${r}, column ${c}: ${short(value)}`}</title>
          </rect>
        )))}
      </svg>
    </div>
  );
}

function Heatmaps({ picture: { panels } }) {
  const scale = Math.max(...panels.map((panel) => largestOf(panel.values)));
  const signed = panels.some((panel) => panel.values.flat().some((value) => value < 0));
  return (
    <>
      <div class="row">{panels.map((panel, k) => <Panel key={k} {...panel} scale={scale} />)}</div>
      <p class="soft">{signed ? 'Ochre is above zero, blue below it' : 'The stronger, the larger'}, up to {short(scale)}.<span class="by-pointer"> Point at a cell to read its number.</span></p>
    </>
  );
}

const Table = ({ picture: { title, rows: [heading, ...rows] } }) => (
  <div class="scroll" tabIndex={0} role="group" aria-label="table">
    <table class="cells">
      <thead>
        {title && <tr><td /><th colSpan={heading.length - 1} scope="colgroup">{title}</th></tr>}
        <tr>{heading.map((cell, c) => <th key={c} scope="col">{cell.text.trim()}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row, r) => (
          <tr key={r}>
            {row.map(({ text, look }, c) => (c === 0 ? <th key={c} scope="row">{text.trim()}</th> : <td key={c} class={look}>{text.trim()}</td>))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const drawers = { chart: Curves, bars: Bars, heatmaps: Heatmaps, table: Table, landscape: Landscape, diagram: Diagram };

export function Picture({ picture, name, lesson }) {
  const Draw = drawers[picture.kind];
  return <Draw picture={picture} name={name} lesson={lesson} />;
}
