// Tables that the page and the reports share.
import { exponent, largestOf } from '../numbers.js';

/** counts: rows are the right class, columns the answer. */
export function Confusion({ table, caption, labels }) {
  const most = largestOf(table) || 1;
  const names = labels ?? table.map((_, k) => String(k));
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="right classes and answers"><table class="confusion">
      <caption>{caption}</caption>
      <thead><tr><td />{names.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {table.map((row, r) => (
          <tr key={r}>
            <th scope="row">{names[r]}</th>
            {row.map((count, c) => <td key={c} class={count === 0 ? 'none' : c === r ? 'right' : 'wrong'} style={{ '--share': count / most }}>{count === 0 ? '·' : count}</td>)}
          </tr>
        ))}
      </tbody>
    </table></div>
  );
}

/** The largest whole number of 64 bits stands where an output is not a number. */
function tellUlps(count) {
  if (count === 2 ** 64) return 'unknown';
  return count < 1e6 ? count.toLocaleString('en') : exponent(count);
}

/** How far six outputs are apart. */
export function OutputsTable({ outputs }) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="differences of six outputs">
      <table class="plain">
        <thead><tr><th scope="col">output</th><th scope="col">largest |a−b|</th><th scope="col">relative</th><th scope="col">ulps</th><th scope="col">verdict</th></tr></thead>
        <tbody>
          {outputs.map((output) => (
            <tr key={output.name}>
              <th scope="row">{output.name}</th>
              <td>{exponent(output.max_absolute_difference)}</td>
              <td>{exponent(output.max_relative_difference)}</td>
              <td>{tellUlps(output.max_ulps)}</td>
              <td>{output.verdict}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
