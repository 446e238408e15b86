// What a check found and what it could not have noticed, in words.
import { plainWords } from '../numbers.js';

/** What the diagnosis found, each cause once. */
export function findingsOf(checked) {
  const told = new Map();
  for (const finding of checked.findings) {
    const known = told.get(finding.explanation) ?? { ...finding, places: [] };
    known.places.push(finding.where.block ?? 'the cost');
    told.set(finding.explanation, known);
  }
  return [...told.values()].map((finding) => ({ ...finding, places: [...new Set(finding.places)] }));
}

export function Findings({ checked }) {
  const findings = findingsOf(checked);
  if (findings.length === 0) return null;
  return (
    <div class="findings">
      {findings.map((finding) => (
        <div key={finding.explanation}>
          <p><b>{finding.explanation}</b></p>
          <p class="because">where: {finding.places.join(', ')}{finding.statement ? `, ${finding.statement}` : ''} · because: {plainWords(finding.evidence)}</p>
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
