// What a check found and what it could not have noticed, in words.
import { plainWords } from '../numbers.js';
import { rename } from '../names.js';

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

/** names: what the reader calls the quantities. */
export function Findings({ checked, names = {} }) {
  const findings = findingsOf(checked);
  if (findings.length === 0) return null;
  return (
    <div class="findings">
      {findings.map((finding) => (
        <div key={finding.explanation}>
          <p><b>{rename(finding.explanation, names)}</b></p>
          <p class="because">Where: {rename(finding.places.join(', '), names)}{finding.statement ? `, statement ${finding.statement}` : ''}. Evidence: {plainWords(finding.evidence)}.</p>
          {finding.remedy && <p>Remedy: {rename(finding.remedy, names)}</p>}
        </div>
      ))}
    </div>
  );
}

/** Mistakes with one reason and one change together: [{because, change, mistakes: [name, ...]}]. */
function groupSpots(spots) {
  const groups = new Map();
  for (const { because, change, mistake } of spots) {
    const key = `${because}; ${change}`;
    if (!groups.has(key)) groups.set(key, { because, change, mistakes: [] });
    groups.get(key).mistakes.push(mistake);
  }
  return [...groups.values()];
}

/** show(group): how the page lets these mistakes be seen, in place of words that say how. */
export function BlindSpots({ spots, show }) {
  if (spots.length === 0) return <p class="soft">Of the known mistakes there is none that this check could not have noticed.</p>;
  return (
    <ul class="blind">
      {groupSpots(spots).map((group) => (
        <li key={`${group.because}; ${group.change}`}>
          {show ? show(group) : <><b>{group.mistakes.join(', ')}</b>, because {group.because}{group.change ? `; to see it: ${group.change}` : ''}</>}
        </li>
      ))}
    </ul>
  );
}
