// A block of the gradient as one witness sees it: a color a cell, a cross where it is wrong.
import { full, paint, short } from '../numbers.js';

const states = { a: '', d: ', wrong', u: ', undecided' };

/**
 * values: a flat list, row by row. verdicts: a letter each, or null for the numerical side. place(r, c): whether the
 * same entry is looked at. onPick(r, c).
 */
export function Heatmap({ title, name, rows, columns, values, scale, verdicts, isPicked, onPick }) {
  const wrong = verdicts ? [...verdicts].filter((letter) => letter === 'd').length : 0;
  const open = verdicts ? [...verdicts].filter((letter) => letter === 'u').length : 0;
  const note = !verdicts ? '' : wrong > 0 ? ` ${wrong} ×` : open > 0 ? ` ${open} ?` : ' ✓';
  const told = !verdicts ? '' : wrong > 0 ? `, ${wrong} entries wrong` : open > 0 ? `, ${open} undecided` : ', all agree';
  return (
    <figure class="heatmap">
      <figcaption>{title}<span>{note}</span></figcaption>
      <table role="img" aria-label={`${name} as ${title} sees it${told}`}>
        <tbody>
          {Array.from({ length: rows }, (_, r) => (
            <tr key={r}>
              {Array.from({ length: columns }, (_, c) => {
                const k = r * columns + c;
                const state = verdicts?.[k] ?? 'a';
                const classes = [state === 'd' && 'wrong', state === 'u' && 'open', isPicked?.(r, c) && 'picked'];
                return (
                  <td key={c} class={classes.filter(Boolean).join(' ') || null} style={paint(values[k], scale)}
                    title={`${title}: ${name}(${r},${c}) = ${full(values[k])}${states[state]}`}
                    onPointerEnter={() => onPick?.(r, c)} onClick={() => onPick?.(r, c)} />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** What makes a block of entries one tab stop, in which arrows move. at: the entry [row, column], or null. */
export const entryKeys = ({ rows, columns, at, onPick }) => ({
  tabIndex: 0,
  onKeyDown: (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const inside = (place, count) => Math.max(0, Math.min(count - 1, place));
    if (!at) onPick(0, 0);
    else onPick(inside(at[0] + step[0], rows), inside(at[1] + step[1], columns));
  },
});

/** One entry in words: what each witness says of it, and how far they may be apart. */
export function describeEntry(entries, block, row, column) {
  const first = entries.blocks.slice(0, entries.blocks.findIndex(({ name }) => name === block.name)).reduce((sum, each) => sum + each.rows * each.columns, 0);
  const k = entries.index.indexOf(first + row * block.columns + column);
  if (k < 0) return `${block.name}(${row},${column}) was not checked.`;
  const witnesses = Object.entries(entries.witnesses).map(([name, witness]) => `${name} ${short(witness.analytic[k])}`);
  return `${block.name}(${row},${column}): numerical ${short(entries.numerical[k])} ± ${short(entries.error[k])}, ${witnesses.join(', ')}`;
}
