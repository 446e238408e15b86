// Where the words beside the spots of a chart may stand: inside of it, and neither on a curve nor on each other.

const height = 14;
const widthOf = (text) => 7 * text.length;  // 12 pixels, bold

/** Places around a spot, the nearest first; {x, y} is the left end of the text's base line. */
function placesAround(spot) {
  const width = widthOf(spot.text);
  return [8, 20, 34, 50].flatMap((away) => [
    [away, 4 - away / 2], [away, 4 + away], [-away - width, 4 - away / 2], [-away - width, 4 + away],
    ...[4, -width / 2, -width - 4].flatMap((dx) => [[dx, -away], [dx, away + height]]),
  ].map(([dx, dy]) => ({ x: spot.x + dx, y: spot.y + dy })));
}

const boxOf = ({ x, y }, text) => ({ left: x - 2, right: x + widthOf(text) + 2, top: y - height + 1, bottom: y + 4 });

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Points along a line, close enough that no label lies between two of them. */
function pointsAlong(line) {
  return line.flatMap(([x, y], k) => {
    const [toX, toY] = line[k + 1] ?? [x, y];
    const count = Math.ceil(Math.hypot(toX - x, toY - y) / 3) + 1;
    return Array.from({ length: count }, (_, i) => [x + ((toX - x) * i) / count, y + ((toY - y) * i) / count]);
  });
}

/** spots: {x, y, text}; lines: lists of points; frame: {left, right, top, bottom}. A place {x, y} for each spot's text. */
export function placeLabels(spots, lines, frame) {
  const dots = lines.flatMap(pointsAlong);
  const taken = spots.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  return spots.map((spot) => {
    const cost = (place) => {
      const box = boxOf(place, spot.text);
      const covered = dots.filter(([x, y]) => x > box.left && x < box.right && y > box.top && y < box.bottom).length;
      const met = taken.filter((other) => meet(box, other)).length;
      const isOutside = box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
      return covered + 20 * met + (isOutside ? 1000 : 0);
    };
    const best = placesAround(spot).reduce((least, place) => (cost(place) < cost(least) ? place : least));
    taken.push(boxOf(best, spot.text));
    return best;
  });
}
