// Makes the page: one HTML file that holds the engine, the script, the style and the lessons, and asks for nothing else.
// Usage: node build.mjs ENGINE.wasm LESSONS_DIR OUTPUT_DIR
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import esbuild from 'esbuild';

import { readLessons } from './lessons.mjs';
import { startEngine } from './page/engine.js';

const here = dirname(fileURLToPath(import.meta.url));
const [engineFile, tutorials, output] = process.argv.slice(2);

const read = (name) => readFileSync(join(here, 'page', name), 'utf8');
const pack = (bytes) => gzipSync(bytes, { level: 9 }).toString('base64');

/** One script of all modules. It stands in HTML, and must not end the element that it stands in. */
async function bundle(name) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, 'page', name)], bundle: true, minify: true, format: name === 'worker.js' ? 'iife' : 'esm',
    target: 'es2022', jsx: 'automatic', jsxImportSource: 'preact', write: false, legalComments: 'none',
  });
  return outputFiles[0].text.trim().replaceAll('</script', '<\\/script');
}

const minifyStyle = (text) => esbuild.transformSync(text, { loader: 'css', minify: true }).code.trim();

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only these scripts run, and nothing is ever asked for. */
function policyFor(script, style, runsEngine) {
  const engine = runsEngine ? " 'wasm-unsafe-eval' blob:; worker-src blob:" : '';
  return `default-src 'none'; script-src ${hash(script)}${engine}; style-src ${hash(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'`;
}

function fill(template, parts) {
  return template.replaceAll(/%([A-Z]+)%/g, (whole, name) => parts[name] ?? whole);
}

/** A text as C++ literals, each short enough for any compiler. */
function toLiterals(text) {
  const pieces = text.match(/[^]{1,8000}/g) ?? [];
  return pieces.map((piece) => `    ${JSON.stringify(piece).replaceAll('?', '\\?')}`).join('\n');
}

/** What the licenses of the parts ask for, as a comment of HTML. */
const licenses = `<!--
gradlab: ${readFileSync(join(tutorials, '../lib/LICENSE'), 'utf8').trim()}

This page holds Preact: ${readFileSync(join(here, 'node_modules/preact/LICENSE'), 'utf8').trim()}

The engine holds libLBFGS: ${readFileSync(join(here, 'liblbfgs/COPYING'), 'utf8').trim()}

It holds Armadillo (Apache License 2.0), fmt (MIT), JSON for Modern C++ (MIT), libc++ and libc++abi (Apache License
2.0 with LLVM exceptions) and wasi-libc (MIT and others). The digits (Alpaydin and Kaynak) and iris (Fisher) are from the UCI
repository, CC BY 4.0.
-->`;

const engineBytes = readFileSync(engineFile);
const engine = await startEngine(engineBytes);

const shorten = (key, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);

/** The lessons with their pictures as data, in four digits, and the answers that are numbers as the engine reads them. */
function drawLessons() {
  const lessons = readLessons(tutorials);
  for (const { number, parts } of lessons) {
    const { pictures } = engine.call({ do: 'lesson', lesson: number });
    for (const part of parts.filter(({ kind }) => kind === 'picture')) {
      part.picture = JSON.parse(JSON.stringify(pictures[part.name], shorten));
      delete part.text;
    }
    for (const part of parts.filter(({ numbers }) => numbers !== undefined)) {
      part.numbers = engine.call({ do: 'numbers', text: part.numbers }).numbers;
    }
  }
  return lessons;
}

const style = minifyStyle(read('style.css'));
const script = await bundle('main.jsx');
const page = fill(read('index.html'), {
  LICENSES: licenses,
  POLICY: policyFor(script, style, true),
  STYLE: style,
  ENGINE: pack(engineBytes),
  LESSONS: pack(JSON.stringify(drawLessons())),
  WORKER: await bundle('worker.js'),
  SCRIPT: script,
});

const reportScript = await bundle('report.jsx');
const report = fill(read('report.html'), { LICENSES: licenses, POLICY: policyFor(reportScript, style, false), STYLE: style, SCRIPT: reportScript });

mkdirSync(output, { recursive: true });
writeFileSync(join(output, 'gradlab.html'), page);
writeFileSync(join(output, 'page_html.cpp'), `// Made by build.mjs.
#include "program/page.hpp"

namespace gradlab::program {

const std::string_view page_html =
${toLiterals(page)};
const std::string_view report_html =
${toLiterals(report)};
const std::string_view missing_for_page;

}  // namespace gradlab::program
`);
