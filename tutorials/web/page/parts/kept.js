// What a view remembers while another one is shown.
import { useState } from 'preact/hooks';

const kept = new Map();

/** As useState; the value outlives the view. */
export function useKept(name, initial) {
  const [value, setValue] = useState(() => (kept.has(name) ? kept.get(name) : initial));
  return [value, (next) => {
    kept.set(name, next);
    setValue(next);
  }];
}
