// Colors of cells and pictures are computed: in another theme, and on paper, they are drawn anew.
import { useLayoutEffect, useState } from 'preact/hooks';

import { watchTheme } from '../numbers.js';

export function useTheme() {
  const [, draw] = useState(0);
  useLayoutEffect(() => watchTheme(() => draw((count) => count + 1)), []);
}
