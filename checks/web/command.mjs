// The command beside the page: what it prints is what the page has to show.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { startEngine } from '../../tutorials/web/page/engine.js';

/** Paths that CMake hands over; see CMakeLists.txt. */
export const paths = {
  command: process.env.GRADLAB_COMMAND,
  engine: process.env.GRADLAB_ENGINE,
  page: process.env.GRADLAB_PAGE_FILE,
};

/** What the command prints with these words, as an object. */
export function runCommand(...words) {
  const run = spawnSync(paths.command, [...words, '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.stdout === '') throw new Error(`gradlab ${words.join(' ')}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

export const openEngine = () => startEngine(readFileSync(paths.engine));

/** Where two answers differ by more than `allowed`: a list of lines, at most ten. Keys of `ignored` are skipped. */
export function differences(one, other, { allowed = 0, ignored = [] } = {}, place = '', found = []) {
  if (found.length >= 10) return found;
  if (typeof one === 'number' && typeof other === 'number') {
    const scale = Math.max(1, Math.abs(one), Math.abs(other));
    if (!(Math.abs(one - other) <= allowed * scale) && !(Number.isNaN(one) && Number.isNaN(other))) {
      found.push(`${place}: ${one} and ${other}`);
    }
  } else if (one !== null && other !== null && typeof one === 'object' && typeof other === 'object') {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (!ignored.includes(key)) differences(one[key], other[key], { allowed, ignored }, `${place}/${key}`, found);
    }
  } else if (one !== other) {
    found.push(`${place}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`);
  }
  return found;
}
