// The lessons as data for the page: prose as HTML with its formulas as MathML, and the live blocks by themselves.
// lib/teach/lessons/lesson.hpp has the grammar of a lesson.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import katex from 'katex';
import MarkdownIt from 'markdown-it';

const toMathml = (formula, displayMode) =>
  katex.renderToString(formula, { output: 'mathml', displayMode, throwOnError: true })
    .replace(/^<span class="katex">(.*)<\/span>$/s, '$1')
    .replace(/<annotation.*?<\/annotation>/gs, '')
    .replace('display="block"', 'display="block" tabindex="0"');  // it may scroll, and keys reach it

/** $formula$ and $$formula$$, and the point after it. Code is left alone: inside of it no inline rule is asked. */
function formulas(markdown) {
  markdown.inline.ruler.before('escape', 'formula', (state, silent) => {
    if (state.src[state.pos] !== '$') return false;
    const sign = state.src.startsWith('$$', state.pos) ? '$$' : '$';
    const begin = state.pos + sign.length;
    const end = state.src.indexOf(sign, begin);
    if (end < 0) return false;
    const after = end + sign.length;
    const [point] = sign === '$' ? /^[.,;:)]*/.exec(state.src.slice(after)) : [''];
    const math = toMathml(state.src.slice(begin, end), sign === '$$');
    if (!silent) state.push('html_inline', '', 0).content = point ? `<span class="whole">${math}${point}</span>` : math;
    state.pos = after + point.length;
    return true;
  });
}

/** Links into the project's own files lead nowhere from the page: their text stays. */
function ownLinks(markdown) {
  const isOutside = (token) => /^https?:/.test(token.attrGet('href') ?? '');
  const open = [];
  markdown.renderer.rules.link_open = (tokens, k, options, env, self) => {
    open.push(isOutside(tokens[k]));
    return open.at(-1) ? self.renderToken(tokens, k, options) : '';
  };
  markdown.renderer.rules.link_close = () => (open.pop() ? '</a>' : '');
}

/** Code that scrolls can be reached by keys. */
function reachableCode(markdown) {
  const show = (tokens, k) => `<pre tabindex="0">${markdown.utils.escapeHtml(tokens[k].content)}</pre>\n`;
  markdown.renderer.rules.fence = show;
  markdown.renderer.rules.code_block = show;
}

/** What a section "Your turn" says before its question is for readers with the command: it stands apart. */
const setApart = (html) =>
  html.replace(/(<h2>Your turn<\/h2>\n)(.+)$/s, '$1<aside class="terminal"><p>At a terminal, where gradlab is installed (<code>checks/run</code> in its source builds it):</p>\n$2</aside>');

/** A picture's signs in a terminal, and its colors there: the page's pictures tell their own. */
const withoutSigns = (text) =>
  text.replace(/(?:In color, b|B)lue is below zero, red or ochre above\.\s/g, '')
    .replace(/ ?\(?Without color `[^`]*`[^`]*`[^`]*`[^.]*\.\)?/g, '')
    .replace('Without color, the denser the ground, the higher it is.', 'A scale below it tells how high the ground is.');

const markdown = new MarkdownIt().use(formulas).use(ownLinks).use(reachableCode);
const toHtml = (text) => markdown.render(text).trim();
const toInline = (text) => markdown.renderInline(text);

const choice = /^([a-z])\) (.*)$/;
const titled = /^(right|wrong): ?(.*)$/;

/** Lines that begin anew at "a) " or "right: "; what follows belongs to the line before. */
function joinLines(body, form) {
  const items = [];
  for (const line of body) {
    const found = form.exec(line);
    if (found) items.push([found[1], found[2]]);
    else if (items.length > 0) items.at(-1)[1] += `\n${line}`;
  }
  return items;
}

function readQuestion(name, body) {
  const first = body.findIndex((line) => choice.test(line));
  const prompt = (first < 0 ? body : body.slice(0, first)).join('\n');
  const choices = first < 0 ? [] : joinLines(body.slice(first), choice);
  return { kind: 'question', name, prompt: toHtml(prompt), choices: choices.map(([letter, text]) => [letter, toInline(text)]) };
}

function addAnswer(question, [how, tolerance], body) {
  const isChoice = question.choices.length > 0;
  if (isChoice) question.letter = how;
  if (how === 'open') question.isOpen = true;
  if (how === 'within') {
    question.numbers = body[0];  // as written: the engine reads them
    question.tolerance = Number(tolerance);
  }
  const told = joinLines(how === 'within' ? body.slice(1) : body, isChoice ? choice : titled);
  question.explanations = Object.fromEntries(told.map(([key, text]) => [key, toInline(text)]));
}

const languageOf = (file) => (file.endsWith('.py') ? 'numpy' : 'cpp');

function readBlock(words, body, parts) {
  const [, kind, name, ...rest] = words;
  if (kind === 'question') parts.push(readQuestion(name, body));
  else if (kind === 'answer') addAnswer(parts.find((part) => part.kind === 'question' && part.name === name), rest, body);
  else if (kind === 'code') parts.push({ kind, language: languageOf(name), text: body.join('\n') });
  else parts.push({ kind, name, text: body.join('\n') });
}

function readLesson(text, number) {
  const lines = text.split('\n');
  const parts = [];
  let prose = [];
  let language = null;
  const endProse = () => {
    const html = setApart(toHtml(withoutSigns(prose.join('\n'))));
    if (html !== '') parts.push({ kind: 'prose', html, ...(language ? { language } : {}) });
    prose = [];
    language = null;
  };
  const title = lines[0].replace(/^# /, '');
  for (let k = 1; k < lines.length; ++k) {
    const line = lines[k];
    if (line.startsWith('```live ')) {
      endProse();
      const end = lines.indexOf('```', k + 1);
      readBlock(line.slice(3).split(/\s+/), lines.slice(k + 1, end), parts);
      k = end;
    } else if (/^<!-- (numpy|cpp) -->$/.test(line)) {
      endProse();
      language = line.includes('numpy') ? 'numpy' : 'cpp';
    } else if (line === '' && language !== null) {
      endProse();
    } else if (!/^<\/?details/.test(line)) {
      prose.push(line);
    }
  }
  endProse();
  return { number, title, parts };
}

export function readLessons(tutorials) {
  return readdirSync(tutorials)
    .filter((name) => /^\d\d_/.test(name)).sort()
    .map((name) => {
      try {
        return readLesson(readFileSync(join(tutorials, name, 'lesson.md'), 'utf8'), Number(name.slice(0, 2)));
      } catch (error) {
        if (error.code === 'ENOENT') return null;  // an exercise alone
        throw new Error(`${name}: ${error.message}`);
      }
    })
    .filter((lesson) => lesson !== null);
}
