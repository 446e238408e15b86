// The network as a picture: units with what they hold for one example, weights as lines, and the errors flowing back.
import { short } from '../numbers.js';

const width = 470;
const columns = [{ x: 42 }, { x: 212 }, { x: 382 }];
const unitSize = { width: 78, height: 40 };  // numbers have at most nine characters

/** Units of one layer, the bias first, spread over the height. */
const spread = (count, height) => Array.from({ length: count }, (_, k) => ((k + 0.5) * height) / count);

/**
 * What is lit by the statement: 'inputs', 'hidden', 'outputs', 'output error', 'hidden error', 'grad1', 'grad2'.
 * layers: three lists of numbers, null where nothing is known yet. errors: the same of the last two layers.
 */
export function NetworkPicture({ layers, errors, weights, lit, target }) {
  const height = 320;
  const ys = layers.map((layer) => spread(layer.length, height));
  const isHot = (name) => lit.includes(name);
  const lines = (theta, from, hot) =>
    theta.flatMap((row, unit) =>
      row.map((weight, k) => {
        const to = from === 0 ? unit + 1 : unit;
        const thick = 0.6 + Math.min(4, 2.2 * Math.sqrt(Math.abs(weight) * 4));
        return (
          <line key={`${from},${unit},${k}`} x1={columns[from].x + unitSize.width / 2} y1={ys[from][k]} x2={columns[from + 1].x - unitSize.width / 2} y2={ys[from + 1][to]}
            class={`weight ${weight < 0 ? 'negative' : 'positive'} ${hot ? 'hot' : ''}`} stroke-width={thick} />
        );
      }));
  const units = (k, names) =>
    layers[k].map((value, unit) => {
      const isBias = k < 2 && unit === 0;
      const error = errors[k]?.[unit];
      return (
        <g key={`${k},${unit}`} class={`unit ${isBias ? 'bias' : ''} ${isHot(names[0]) && !isBias ? 'hot' : ''}`}>
          <rect x={columns[k].x - unitSize.width / 2} y={ys[k][unit] - unitSize.height / 2} {...unitSize} rx={unitSize.height / 2} />
          <text x={columns[k].x} y={ys[k][unit] + (error === undefined ? 4 : -3)}>{value === null ? '·' : short(value)}</text>
          {error !== undefined && (
            <text x={columns[k].x} y={ys[k][unit] + 13} class={`delta ${isHot(names[1]) ? 'hot' : ''}`}>δ {short(error)}</text>
          )}
        </g>
      );
    });
  const isBackward = isHot('output error') || isHot('hidden error') || isHot('grad1') || isHot('grad2');
  const told = `Network with ${layers[0].length - 1} inputs, ${layers[1].length - 1} hidden units and ${layers[2].length} outputs; ${lit.length > 0 ? `now: ${lit.join(', ')}` : 'nothing of it is computed now'}`;
  return (
    <svg class={`network ${isBackward ? 'backward' : ''}`} viewBox={`0 0 ${width} ${height + 26}`} role="img" aria-label={told}>
      {lines(weights[0], 0, isHot('hidden') || isHot('grad1'))}
      {lines(weights[1], 1, isHot('outputs') || isHot('grad2') || isHot('hidden error'))}
      {units(0, ['inputs'])}
      {units(1, ['hidden', 'hidden error'])}
      {units(2, ['outputs', 'output error'])}
      {target.map((value, k) => (
        <text key={k} x={columns[2].x + unitSize.width / 2 + 6} y={ys[2][k] + 4} class="target">{value === null ? '' : `y ${short(value)}`}</text>
      ))}
      {['bias, inputs', 'hidden', 'outputs'].map((text, k) => (
        <text key={text} x={columns[k].x} y={height + 20} class="caption">{text}</text>
      ))}
    </svg>
  );
}
