// What a first visit is for, ticked as it is done. Each goal leads to its thing when it is chosen.
import { focusMain } from './button.jsx';

const goals = [
  ['step', <>Step: choose <b>Next</b><span class="by-keys"> or press <kbd>→</kbd></span></>],
  ['change', 'Change a dotted weight'],
  ['mistake', 'Make a mistake, see it caught'],
];

/** Once all is reached, a closing word stays until it is closed: nothing moves under the reader's hand. */
export function Goals({ reached, reach, lead }) {
  if (reached.has('closed')) return null;
  const isDone = goals.every(([name]) => reached.has(name));
  return (
    <div class="goals">
      <b role="status">{isDone ? 'Done! Go on as you like.' : 'In one minute:'}</b>
      <ol>
        {goals.map(([name, text]) => (
          <li key={name} class={reached.has(name) ? 'done' : null}><button type="button" onClick={lead[name]}>{text}</button></li>
        ))}
      </ol>
      {isDone && <button type="button" class="close" onClick={() => { reach('closed'); focusMain(); }}>Close</button>}
    </div>
  );
}
