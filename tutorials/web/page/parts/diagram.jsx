// A picture made of characters, drawn: lines where its signs are lines, words where they stand.

const width = 8;
const height = 18;

// Of a sign that is a line, from its middle: to the left, right, up and down, and the heads of arrows.
const strokes = { l: 'h-4', r: 'h4', u: 'v-9', d: 'v9', '<': 'h-4l7-5m-7 5l7 5', '>': 'h4l-7-5m7 5l-7 5' };
const boxSigns = { '─': 'lr', '┐': 'ld', '┘': 'lu', '┤': 'lud' };

/** The strokes of one sign. Beside no other line a minus, a plus and a bar are words: '' for none. */
function strokesOf(rows, r, c) {
  const find = (name, signs, row, column) => (signs.includes(rows[row]?.[column] ?? ' ') ? name : '');
  const across = find('l', '-+<', r, c - 1) + find('r', '-+>', r, c + 1);
  const along = find('u', '|+', r - 1, c) + find('d', '|+', r + 1, c);
  const sign = rows[r][c];
  if (sign === '-') return across && 'lr';
  if (sign === '|') return along && 'ud';
  if (sign === '+') return across && along && across + along;
  if (sign === '<' || sign === '>') return across && across + sign;
  return boxSigns[sign] ?? '';
}

export function Diagram({ picture, name }) {
  const rows = picture.text.trimEnd().split('\n').map((line) => [...line.trimEnd()]);
  const lines = rows.map((row, r) => row.map((_, c) => strokesOf(rows, r, c)));
  const middle = (r) => (r + 0.5) * height;
  const path = lines.flatMap((row, r) => row.flatMap((all, c) => [...all].map((each) => `M${(c + 0.5) * width} ${middle(r)}${strokes[each]}`)));
  const words = rows.flatMap((row, r) => {
    const text = row.map((sign, c) => (lines[r][c] ? ' ' : sign)).join('');
    return [...text.matchAll(/\S+(?: \S+)*/g)].map((found) => ({ text: found[0], r, c: found.index }));
  });
  const size = { width: Math.max(...rows.map((row) => row.length)) * width, height: rows.length * height };
  return (
    <div class="scroll diagram" tabIndex={0} role="group" aria-label={`picture ${name}`}>
      <svg {...size} role="img" aria-label={words.map(({ text }) => text).join(', ')}>
        <path d={path.join('')} />
        {words.map(({ text, r, c }) => (
          <text key={`${r},${c}`} x={c * width} y={middle(r)} textLength={text.length * width} lengthAdjust="spacingAndGlyphs">{text}</text>
        ))}
      </svg>
    </div>
  );
}
