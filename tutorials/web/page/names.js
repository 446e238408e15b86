/** The text in the names that the reader chose: whole words, as the table of the library has them. */
export function rename(text, names) {
  return text.replace(/[A-Za-z_][A-Za-z_0-9]*/g, (word) => names[word] ?? word);
}
