// The mistakes that a check could not have noticed, each with a button that makes it where it shows.
import { useEffect, useState } from 'preact/hooks';

import { askInBackground } from '../background.js';
import { blindSpotsRequest, isChanged, original, scaleWeights } from '../problem.js';
import { BlindSpots } from './findings.jsx';

/** What the engine calls a change: how the page says it, and makes it. */
const changes = {
  '--lambda 1': ['with λ = 1', () => ({ lambda: 1 })],
  'random weights': ['with the weights as they were first', ({ edits }) => ({ edits: { ...edits, Theta1: {}, Theta2: {} } })],
  'weights a thousand times as large': ['with weights of up to 1000', (state) => ({ edits: scaleWeights(state, 1000) })],
  'random weights and data': ['with the network as it was first', () => original],
};

/** {words, next(state)} of one change or of several, "--lambda 1, random weights"; null where the page cannot make it. */
function readChange(text) {
  const found = text.split(', ').map((each) => changes[each]);
  if (!found.every(Boolean)) return null;
  return {
    words: found.map(([words]) => words).join(' and '),
    next: (state) => found.reduce((changed, [, make]) => ({ ...changed, ...make(changed) }), state),
  };
}

const nameOf = (mistake) => mistake.replace(/ \(.*/, '');

/** Says in words what would show the mistakes, where no change of this page does. */
function Told({ group, state, go }) {
  if (group.change) return <><b>{group.mistakes.join(', ')}</b>, because {group.because}. The command shows it by <code>{group.change}</code>.</>;
  return (
    <>
      <b>{group.mistakes.join(', ')}</b>: {group.because}.{' '}
      {isChanged(state) && <>With the network as it was first there is a way. <button type="button" onClick={() => go(original)}>Begin there</button></>}
    </>
  );
}

export function Unseen({ state, go }) {
  const [found, setFound] = useState(null);
  const request = blindSpotsRequest(state);
  const key = JSON.stringify(request);
  useEffect(() => askInBackground(request, (reply) => setFound({ key, spots: reply.blind_spots })), [key]);
  if (!found) return <p class="soft">Computing …</p>;
  const isStale = found.key !== key;  // of the network before: its changes need not show a mistake here
  const show = (group) => {
    const change = readChange(group.change ?? '');
    if (!change) return <Told group={group} state={state} go={go} />;
    const mistakes = [...new Set(group.mistakes.map(nameOf))];
    const make = (mistake) => !isStale && go({ ...change.next(state), mistakes: [mistake] }, 'mistake');
    return (
      <>
        Because {group.because}, {mistakes.length > 1 ? 'these stay' : 'this stays'} unseen. Make {mistakes.length > 1 ? 'one' : 'it'} {change.words}, and it shows:
        <div class="choose">
          {mistakes.map((mistake) => <button key={mistake} type="button" onClick={() => make(mistake)}>{mistake}</button>)}
        </div>
      </>
    );
  };
  return <div class={isStale ? 'stale' : null} aria-busy={isStale}><BlindSpots spots={found.spots} show={show} /></div>;
}
