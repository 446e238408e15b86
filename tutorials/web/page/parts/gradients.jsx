// The gradient as each witness sees it, and what the check says of it.
import { useState } from 'preact/hooks';

import { checkOf } from '../problem.js';
import { describeEntry, Heatmap } from './heatmap.jsx';
import { findingsOf } from './verdict.jsx';

/** For each block of the gradient its share of the flat lists of entries. */
export function blocksOf(entries) {
  let begin = 0;
  return entries.blocks.map((block) => {
    const first = begin;
    begin += block.rows * block.columns;
    return { ...block, block, first, end: begin };
  });
}

export function Gradients({ state, onPlace }) {
  const { entries } = checkOf(state);
  const [picked, setPicked] = useState(null);
  const pick = (block, r, c) => {
    setPicked({ block, r, c });
    onPlace?.(block, r, c);
  };
  const names = ['numerical', ...Object.keys(entries.witnesses)];
  return (
    <>
      {blocksOf(entries).map(({ block, name, rows, columns, first, end }) => {
        const numerical = entries.numerical[0].slice(first, end);
        const scale = Math.max(...numerical.map(Math.abs));
        return (
          <div key={name} class="block">
            <h3>dJ/d{name}, {rows} × {columns}</h3>
            <div class="row">
              {names.map((witness) => {
                const of = entries.witnesses[witness];
                return (
                  <Heatmap key={witness} title={['numerical', 'loop', 'vectorized'].includes(witness) ? witness : 'mistaken'} name={name}
                    rows={rows} columns={columns} scale={scale} values={of ? of.analytic[0].slice(first, end) : numerical}
                    verdicts={of ? of.verdicts.slice(first, end) : null}
                    isPicked={(r, c) => picked?.block.name === name && picked.r === r && picked.c === c}
                    onPick={(r, c) => pick(block, r, c)} />
                );
              })}
            </div>
          </div>
        );
      })}
      <p class="told">{picked ? describeEntry(entries, picked.block, picked.r, picked.c) : 'Point at an entry: it lights up in all witnesses.'}</p>
    </>
  );
}

export function Findings({ checked }) {
  const findings = findingsOf(checked);
  if (findings.length === 0) return null;
  return (
    <div class="findings">
      {findings.map((finding) => (
        <div key={finding.explanation}>
          <p><b>{finding.explanation}</b></p>
          <p class="because">where: {finding.places.join(', ')}{finding.statement ? `, ${finding.statement}` : ''} · because: {finding.evidence}</p>
          {finding.remedy && <p>Remedy: {finding.remedy}</p>}
        </div>
      ))}
    </div>
  );
}

export function BlindSpots({ checked, action }) {
  if (checked.blind_spots.length === 0) return <p class="soft">Of the known mistakes there is none that this check could not have noticed.</p>;
  return (
    <ul class="blind">
      {checked.blind_spots.map((spot) => (
        <li key={spot.mistake}><b>{spot.mistake}</b>, because {spot.because}{spot.change ? `; to see it: ${spot.change}` : ''} {action?.(spot)}</li>
      ))}
    </ul>
  );
}
