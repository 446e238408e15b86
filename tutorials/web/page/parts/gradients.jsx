// The gradient as each witness sees it.
import { useState } from 'preact/hooks';

import { blocksOf } from '../entries.js';
import { rename } from '../names.js';
import { checkOf, statementsIn } from '../problem.js';
import { describeEntry, entryKeys, Heatmap } from './heatmap.jsx';

export function Gradients({ state, onPlace }) {
  const { entries } = checkOf(state);
  const { names } = statementsIn(state);
  const [picked, setPicked] = useState(null);
  const pick = (block, r, c) => {
    setPicked({ block, r, c });
    onPlace?.(block, r, c);
  };
  const witnesses = ['numerical', ...Object.keys(entries.witnesses)];
  return (
    <>
      {blocksOf(entries).map(({ block, name, rows, columns, first, end }) => {
        const numerical = entries.numerical.slice(first, end);
        const at = picked?.block.name === name ? [picked.r, picked.c] : null;
        const scale = Math.max(...numerical.map(Math.abs));
        return (
          <div key={name} class="block">
            <h3>dJ/d{rename(name, names)}, {rows} × {columns}</h3>
            <div class="row" role="group" aria-label={`entries of dJ/d${rename(name, names)}: arrows move`}
              {...entryKeys({ rows, columns, at, onPick: (r, c) => pick(block, r, c) })}>
              {witnesses.map((witness) => {
                const of = entries.witnesses[witness];
                return (
                  <Heatmap key={witness} title={['numerical', 'loop', 'vectorized'].includes(witness) ? witness : 'mistaken'} name={name}
                    rows={rows} columns={columns} scale={scale} values={of ? of.analytic.slice(first, end) : numerical}
                    verdicts={of ? of.verdicts.slice(first, end) : null}
                    isPicked={(r, c) => picked?.block.name === name && picked.r === r && picked.c === c}
                    onPick={(r, c) => pick(block, r, c)} />
                );
              })}
            </div>
          </div>
        );
      })}
      <p class="told" role="status">{picked ? rename(describeEntry(entries, picked.block, picked.r, picked.c), names) : <span class="hint">Choose an entry<span class="by-keys">, also by arrows</span>: it lights up in all witnesses.</span>}</p>
    </>
  );
}
