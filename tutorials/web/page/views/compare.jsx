// Compare: the loop adds one example after the other, the vectorized version multiplies matrices once.
import { Button } from '../parts/button.jsx';
import { useKept } from '../parts/kept.js';
import { Matrix } from '../parts/matrix.jsx';
import { OutputsTable } from '../parts/tables.jsx';
import { ask, compareOf, problemOf, statementsIn } from '../problem.js';

// The sums after each example: what the loop holds when its turn ends.
function sumsOf(state) {
  const problem = problemOf(state);
  return problem.y.map((_, example) => {
    const trace = ask({ do: 'trace', example, ...problem });
    const valueAt = (statement) => trace.values[trace.steps.find((step) => step.statement === statement).value];
    return { grad1: valueAt(24), grad2: valueAt(25), share1: valueAt(23), share2: valueAt(22) };
  });
}

const ulps = 'Ulps are units in the last place: how many numbers of the computer lie from one to the other.';

/** What the six verdicts mean. */
function tellOutputs({ verdict }, mistakes) {
  if (mistakes.length === 0) return 'Both are right. They differ in the last digits, because they add in another order; by how much depends on the processor.';
  if (verdict === 'agree') return `No output shows ${mistakes.join(' and ')} here.`;
  return `The loop is right. What is beside it is computed with ${mistakes.join(' and ')}: it reaches the outputs that do not agree.`;
}

/** The product of all rows, in the names that the reader chose. */
function tellProduct(block, names) {
  const [error, input] = block === 'grad1' ? ['d1', 'X'] : ['d2', 'a1'];
  return `${names[error]}' [1 ${names[input] ?? input}]`;
}

export function Compare({ state }) {
  const compared = compareOf(state);
  const sums = sumsOf(state);
  const [count, setCount] = useKept('examples added', 1);
  const [block, setBlock] = useKept('block', 'grad2');
  const at = sums[count - 1];
  const mean = compareOf({ ...state, mistakes: [] }).outputs.find((output) => output.name === block).other;
  const product = mean.map((row) => row.map((value) => value * sums.length));
  const { names } = statementsIn(state);
  return (
    <>
      <section class="card wide" aria-label="the sum and the product">
        <h2>The sum over examples grows into the one product</h2>
        <p>The loop adds an outer product for each example (S24, S25). The vectorized version makes one product of all rows: each entry of a matrix product <b>is</b> that sum.{state.mistakes.length > 0 && ' Here both are right: your mistake enters the six outputs below.'}</p>
        <div class="tools">
          <div class="slide">
            <Button aria-label="one example less" off={count === 1} onClick={() => setCount(count - 1)}>←</Button>
            <label>examples <input type="range" min="1" max={sums.length} value={count} onInput={(event) => setCount(Number(event.target.value))} /></label>
            <Button aria-label="one example more" off={count === sums.length} onClick={() => setCount(count + 1)}>→</Button>
            <output>{count} of {sums.length}</output>
          </div>
          <label>block <select value={block} onChange={(event) => setBlock(event.target.value)}>
            <option value="grad1">grad1</option><option value="grad2">grad2</option>
          </select></label>
        </div>
        <div class="equation">
          <Matrix name={block} rows={at[block]} label={`loop, after ${count}`} isResult />
          <span class="sign">{count === sums.length ? '=' : '→'}</span>
          <Matrix name={block} rows={product} label={`vectorized, m ${block}: ${tellProduct(block, names)}`} />
        </div>
        <p class="told" role="status">{count === sums.length ? 'All examples are added: both are the same, but for the last digits.' : `${sums.length - count} of ${sums.length} examples are still to be added.`}</p>
      </section>
      <section class="card wide" aria-label="outputs">
        <h2>Six outputs, computed in this page by the loop and {state.mistakes.length > 0 ? `with ${state.mistakes.join(' and ')}` : 'by matrix products'}: {compared.verdict}</h2>
        <OutputsTable outputs={compared.outputs} />
        <p class="soft">{tellOutputs(compared, state.mistakes)} {ulps}</p>
        <h3>Why vectorize?</h3>
        <p>For speed, where a library of matrix products (BLAS) is at hand. The command measures it on your own machine: <code>gradlab compare --sizes 50,500,1500</code>. On two cores of a server, 1,797 digits of 64-25-10 took the loop 2.5 ms and the vectorized version 1.0 ms. This page has no such library, so that its own times would mislead.</p>
      </section>
    </>
  );
}
