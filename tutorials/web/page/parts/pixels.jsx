// A matrix as a picture: a pixel a number, of any size.
import { useLayoutEffect, useRef } from 'preact/hooks';

import { isDark, paint } from '../numbers.js';

const parse = (color) => color.match(/\d+/g).map(Number);

/** values: rows of numbers. scale: the number that gets the full color. label: what a screen reader says. */
export function Pixels({ values, scale, label, size = 8 }) {
  const canvas = useRef(null);
  const dark = isDark();
  useLayoutEffect(() => {  // before the picture, or the sheet of paper, is taken
    const context = canvas.current.getContext('2d');
    const image = context.createImageData(values[0].length, values.length);
    values.flat().forEach((value, k) => image.data.set([...parse(paint(value, scale).background), 255], 4 * k));
    context.putImageData(image, 0, 0);
  }, [values, scale, dark]);
  const style = { width: `${values[0].length * size}px`, maxWidth: '100%', aspectRatio: `${values[0].length} / ${values.length}` };
  return <canvas ref={canvas} class="pixels" role="img" aria-label={label} width={values[0].length} height={values.length} style={style} />;
}

/** A flat list as a square. */
export const asSquare = (list) => {
  const side = Math.round(Math.sqrt(list.length));
  return Array.from({ length: side }, (_, r) => list.slice(r * side, (r + 1) * side));
};
