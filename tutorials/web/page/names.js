/** Whose names they are. */
export const dialects = {
  source: 'source: the code that is followed here',
  coursera: 'coursera: Ng’s course',
  nielsen: 'nielsen: Neural Networks and Deep Learning',
  d2l: 'd2l: Dive into Deep Learning',
};

/** Some books write superscripts, which no Python has. */
export const isPython = (line) => !line.includes('^');

/** The text in the names that the reader chose: whole words, as the table of the library has them. */
export function rename(text, names) {
  return text.replace(/[A-Za-z_][A-Za-z_0-9]*/g, (word) => names[word] ?? word);
}
