/** A sentence of the library, its `code` shown as code. */
export const withCode = (text) => text.split('`').map((part, k) => (k % 2 === 1 ? <code key={k}>{part}</code> : part));
