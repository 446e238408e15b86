// A matrix as a table of cells: one tab stop, arrows, Home and End move inside, + and - change by 0.1, Enter types.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { full, largestNumber, largestOf, paint, placeName, readNumber, short } from '../numbers.js';

const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** What a cell offers to be changed: seven digits, which a phone has room for. */
const offered = (value) => String(Number(value.toPrecision(7)));

/** "Theta1(1,2) = 0.184, exactly 0.18423", as a screen reader says it; the visible text stands in it. */
function describe(place, value) {
  const exactly = short(value) === full(value) ? '' : `, exactly ${full(value)}`;
  return `${place} = ${short(value)}${exactly}`;
}

function TypedNumber({ label, value, onDone }) {
  const field = useRef(null);
  const isOver = useRef(false);
  const finish = (text, byKey) => {
    if (isOver.current) return;
    isOver.current = true;
    onDone(text === offered(value) ? null : text, byKey);
  };
  useLayoutEffect(() => {  // at once: the next key belongs here
    field.current.focus();
    field.current.select();
  }, []);
  const onKeyDown = (event) => {
    event.stopPropagation();
    if (event.key === 'Enter') finish(event.target.value, true);
    if (event.key === 'Escape') finish(null, true);
  };
  return (
    <input ref={field} type="text" inputMode="text" aria-label={`${label}, a number`} defaultValue={offered(value)}
      onKeyDown={onKeyDown} onBlur={(event) => finish(event.target.value, false)} />
  );
}

/** Keys that scroll a wide matrix do nothing else. */
function scrollByKeys(event) {
  const { scrollLeft, scrollWidth, clientWidth } = event.currentTarget;
  const place = { ArrowLeft: scrollLeft - 40, ArrowRight: scrollLeft + 40, Home: 0, End: scrollWidth }[event.key];
  if (scrollWidth <= clientWidth || place === undefined) return;
  event.stopPropagation();
  event.preventDefault();  // the browser would glide there, and go on when the next key has come
  event.currentTarget.scrollLeft = place;
}

/**
 * rows: the numbers. turned: shown transposed, though places stay its own. marks: places "r,c" that go into the cell
 * looked at. wrong: places "r,c" whose value is mistaken. onPick(r, c): a cell is looked at. onEdit(r, c, value, run): it
 * is changed, by one key of a run of them. onRefuse(words): what was typed is not a number. isDim(r, c): the cell does not count here.
 */
export function Matrix(props) {
  const { name, rows, turned, dropped = 0, shape, label, note, isResult, marks, self, changed, wrong, isDim, onPick, onEdit, onRefuse } = props;
  const [cursor, setCursor] = useState('0,0');
  const [typed, setTyped] = useState(null);
  const table = useRef(null);
  const cells = turned ? rows[0].map((_, c) => rows.map((_, r) => [r, c])) : rows.map((row, r) => row.map((_, c) => [r, c]));
  const shown = cells.map((line) => line.filter(([, c]) => c >= dropped)).filter((line) => line.length > 0);
  const scale = largestOf(rows);
  const isLive = Boolean(onPick || onEdit);
  const hasCursor = shown.some((line) => line.some((place) => place.join() === cursor));
  const stop = hasCursor ? cursor : shown[0][0].join();

  const goTo = (place, options) => {
    setCursor(place.join());
    table.current?.querySelector(`[data-place="${place.join()}"] button`)?.focus(options);
  };
  const onKeyDown = (event, line, column, [r, c]) => {
    const move = moves[event.key];
    if (onEdit && (event.key === '+' || event.key === '-')) {
      event.preventDefault();
      const next = Number((rows[r][c] + (event.key === '+' ? 0.1 : -0.1)).toPrecision(12));
      onEdit(r, c, Math.max(-largestNumber, Math.min(largestNumber, next)), `${name}(${r},${c})`);
    } else if (move || event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      event.stopPropagation();
      const next = move ? shown[line + move[0]]?.[column + move[1]] : shown[line].at(event.key === 'Home' ? 0 : -1);
      if (next) goTo(next);
    }
  };
  // A key leaves the reader at the cell; a click has gone elsewhere, and stays there.
  const finishTyping = (text, byKey, [r, c]) => {
    setTyped(null);
    if (byKey) requestAnimationFrame(() => goTo([r, c], { preventScroll: true }));
    if (text === null) return;
    const value = readNumber(text);
    if (value !== null) onEdit(r, c, value);
    else onRefuse(`“${text.length > 20 ? `${text.slice(0, 20)}…` : text}” is not a number between −1e6 and 1e6; ${name}(${r},${c}) stays ${short(rows[r][c])}.`);
  };

  const cellOf = ([r, c], line, column) => {
    const place = `${r},${c}`;
    const value = rows[r][c];
    const faint = isDim?.(r, c);
    const color = faint ? {} : paint(value, scale, 0.5);
    const classes = [onEdit && 'editable', marks?.has(place) && 'mark', self === place && 'self', faint && 'dim',
      changed?.has(place) && 'changed', wrong?.has(place) && 'wrong'].filter(Boolean).join(' ');
    const text = short(value);
    const told = describe(placeName(name, rows, r, c), value) + (wrong?.has(place) ? ', mistaken' : '') + (onEdit ? ', change' : '');
    const inside = typed === place ? (
      <>
        <span class="under">{text}</span>
        <TypedNumber label={`${name}(${place})`} value={value} onDone={(text_, byKey) => finishTyping(text_, byKey, [r, c])} />
      </>
    ) : isLive ? (
      <button type="button" aria-label={told} tabIndex={place === stop ? 0 : -1}
        onFocus={() => { setCursor(place); onPick?.(r, c); }} onPointerEnter={() => onPick?.(r, c)}
        onClick={() => (onEdit ? setTyped(place) : onPick?.(r, c))} onKeyDown={(event) => onKeyDown(event, line, column, [r, c])}>
        {text}
      </button>
    ) : (
      <span title={told}>{text}</span>
    );
    return <td key={place} data-place={place} class={classes || null} style={color}>{inside}</td>;
  };

  const size = shape ?? (shown.length === 1 && shown[0].length === 1 ? '' : `${shown.length} × ${shown[0].length}`);
  return (
    <figure class={`matrix ${isResult ? 'result' : ''}`}>
      <figcaption>{label ?? name + (turned ? '′' : '')} <span>{note ?? size}</span></figcaption>
      <div class="scroll" {...(isLive ? {} : { tabIndex: 0, onKeyDown: scrollByKeys, role: 'group', 'aria-label': `${label ?? name}, all cells` })}>
        <table ref={table} data-name={name}>
          <tbody>{shown.map((line, k) => <tr key={k}>{line.map((place, c) => cellOf(place, k, c))}</tr>)}</tbody>
        </table>
      </div>
    </figure>
  );
}
