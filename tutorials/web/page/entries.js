// The checked entries of a gradient, as the engine and the reports of the command hand them over.

/** JSON has no NaN and no infinity: they come as words. */
export const toNumber = (value) => (typeof value === 'string' ? Number(value) : value);

const read = new WeakSet();

/** The same object, its entries as numbers. */
export function readEntries(checked) {
  if (read.has(checked)) return checked;
  read.add(checked);
  const { entries } = checked;
  entries.numerical = entries.numerical.map(toNumber);
  entries.error = entries.error.map(toNumber);
  for (const witness of Object.values(entries.witnesses)) {
    witness.analytic = witness.analytic.map(toNumber);
    witness.allowed = witness.allowed.map(toNumber);
  }
  return checked;
}

/** For each block its share of the lists of entries. */
export function blocksOf(entries) {
  let from = 0;
  return entries.blocks.map((block) => {
    const first = from;
    from += block.rows * block.columns;
    const begin = entries.index.findIndex((place) => place >= first);
    const count = entries.index.filter((place) => place >= first && place < from).length;
    return { ...block, block, first: begin < 0 ? entries.index.length : begin, end: (begin < 0 ? entries.index.length : begin) + count, theta: first };
  });
}
