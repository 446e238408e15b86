// Numbers as people read them, and the colors of cells.

const minus = '\u2212';

/** Three digits, as a cell has room for. */
export function short(value) {
  if (typeof value !== 'number') return String(value);
  if (value === 0) return '0';
  if (Number.isNaN(value)) return 'NaN';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e5) return String(value).replace('-', minus);
  const text = size >= 1e5 || size < 1e-3 ? value.toExponential(1) : value.toPrecision(size >= 1000 ? 5 : 3);
  return text.replaceAll('-', minus);
}

/** What stands in a sentence: "0.184", "infinite", "not a number". */
export function inWords(value) {
  if (Number.isNaN(value)) return 'not a number';
  return Number.isFinite(value) ? short(value) : 'infinite';
}

/** Two numbers with as many digits as tell them apart. */
export function apart(one, other) {
  let texts = [inWords(one), inWords(other)];
  const areNumbers = Number.isFinite(one) && Number.isFinite(other);
  for (let digits = 4; areNumbers && one !== other && digits <= 17 && texts[0] === texts[1]; ++digits) {
    texts = [one, other].map((value) => value.toPrecision(digits).replaceAll('-', minus));
  }
  return texts;
}

/** The library writes "-nan" and "inf" in its sentences. */
export const plainWords = (text) => text.replace(/-?\bnan\b/gi, 'not a number').replace(/(-?)\binf\b/gi, (_, sign) => `${sign && 'minus '}infinite`);

/** "2.7e-2"; a number that is not finite may come as a word. */
export const exponent = (value) => (Number(value) === 0 ? '0' : Number(value).toExponential(1));

/** All digits. */
export const full = (value) => String(value).replaceAll('-', minus);

/** A negative number in brackets, as a factor needs them. */
export const factor = (value) => (value < 0 ? `(${short(value)})` : short(value));

/** "Theta1(1,2)"; a single number has its name alone. */
export const placeName = (name, rows, row, column) => (rows.length === 1 && rows[0].length === 1 ? name : `${name}(${row},${column})`);

/** No number of a reader is larger. */
export const largestNumber = 1e6;

/** A number that was typed: a comma may stand for the point. null where it is none, or larger. */
export function readNumber(text) {
  const plain = text.trim().replace(',', '.').replaceAll(minus, '-');
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  return Math.abs(value) <= largestNumber ? value : null;
}

export const largestOf = (matrix) =>
  matrix.flat().reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);

export const inSteps = (count) => `${count} step${count === 1 ? '' : 's'}`;

// ---- Colors ----

const palettes = {
  light: { zero: [245, 244, 240], negative: [33, 102, 172], positive: [178, 96, 8] },
  dark: { zero: [38, 41, 47], negative: [92, 160, 224], positive: [230, 155, 70] },
};

const dark = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)');
let isPrinting = false;  // paper is white in every theme
export const isDark = () => !isPrinting && (dark?.matches ?? false);

/** Calls `draw` whenever isDark may have changed. Returns a function that ends it. */
export function watchTheme(draw) {
  const print = ({ type }) => {
    isPrinting = type === 'beforeprint';
    draw();
  };
  const listeners = [[dark, 'change', draw], [window, 'beforeprint', print], [window, 'afterprint', print]];
  for (const [source, event, listener] of listeners) source.addEventListener(event, listener);
  return () => listeners.forEach(([source, event, listener]) => source.removeEventListener(event, listener));
}

function luminance(color) {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Blue below 0, ochre above, gray for null. The text's color has a contrast of at least 4.5. */
export function paint(value, scale, strength = 1) {
  if (value === null) return isDark() ? { background: 'rgb(70,76,86)', color: '#fff' } : { background: 'rgb(205,203,197)', color: '#000' };
  if (!Number.isFinite(value)) return { background: 'rgb(255,214,10)', color: '#000' };
  const { zero, negative, positive } = palettes[isDark() ? 'dark' : 'light'];
  const share = scale > 0 ? Math.min(1, Math.sqrt(Math.abs(value) / scale)) * strength : 0;
  const end = value < 0 ? negative : positive;
  const color = zero.map((part, k) => Math.round(part + (end[k] - part) * share));
  return { background: `rgb(${color.join(',')})`, color: luminance(color) > 0.179 ? '#000' : '#fff' };
}
