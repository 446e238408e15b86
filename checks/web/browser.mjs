// The page in Debian's Chromium, opened as a file.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

import { paths } from './command.mjs';

const require = createRequire(new URL('../../tutorials/web/package.json', import.meta.url));
const { chromium } = require('playwright-core');

export const openBrowser = (...args) => chromium.launch({ executablePath: process.env.GRADLAB_CHROMIUM, args: ['--no-sandbox', ...args] });

// What every page is set to. A page takes any of these later too, which takes half of the time of a new one.
const usual = { viewport: { width: 1400, height: 900 }, colorScheme: 'light', reducedMotion: 'no-preference', forcedColors: 'none' };

let idle = null;  // a page that was closed, as a new one is

/** Leaves nothing of what a test did: no storage, no way back, no listener. */
async function clear(page, session) {
  page.removeAllListeners();
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.goto('about:blank');
  await page.mouse.move(0, 0);
  await session.send('Page.resetNavigationHistory');
}

async function makePage(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  return { page, session: await context.newCDPSession(page) };
}

/** {page, close}. A page that no test closes, because it failed, is not used again. */
async function takePage(browser, settings) {
  const isUsual = Object.keys(settings).every((key) => key in usual);
  const { viewport, ...media } = { ...usual, ...settings };
  if (!isUsual) {
    const context = await browser.newContext({ ...usual, ...settings });
    return { page: await context.newPage(), close: () => context.close() };
  }
  const { page, session } = idle ?? await makePage(browser);
  idle = null;
  await page.setViewportSize(viewport);
  await page.emulateMedia({ media: null, ...media });
  const close = async () => {
    await clear(page, session);
    idle = { page, session };
  };
  return { page, close };
}

/** A page at this address, and what it complained about or asked for. */
export async function openPage(browser, address = '', settings = {}, file = paths.page) {
  const { page, close } = await takePage(browser, settings);
  const troubles = [];
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${file}${address}`, { waitUntil: 'commit' });
  if (settings.javaScriptEnabled !== false) await page.waitForFunction(() => document.body?.dataset.ready);
  return { page, troubles, close };
}

export const verdict = (page) => page.locator('.badge').textContent();
export const cost = async (page) => Number((await page.locator('.cost span').getAttribute('title')).replace('−', '-'));

/** The number that ends a text: "... = −0.25" is -0.25. */
export function lastNumber(text) {
  const all = [...text.replaceAll('−', '-').matchAll(/= (-?[\d.]+(?:e[-+]?\d+)?)/g)];
  return all.length === 0 ? NaN : Number(all.at(-1)[1]);
}

/** All digits of a cell, from what a screen reader says of it. */
export function exactly(label) {
  const text = label.replaceAll('−', '-');
  const found = /exactly (-?[\d.]+(?:e[-+]?\d+)?)/.exec(text) ?? /= (-?[\d.]+(?:e[-+]?\d+)?)/.exec(text);
  return Number(found[1]);
}

/** The matrix of the result as shown: rows of all digits. */
export const shownResult = async (page) => {
  const labels = await page.$$eval('.final .matrix.result tr, .equation > .matrix.result tr', (rows) =>
    rows.map((row) => [...row.querySelectorAll('button, span[title]')].map((cell) => cell.getAttribute('aria-label') ?? cell.title)));
  return labels.map((row) => row.map(exactly));
};

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, one line each. */
export async function violations(page) {
  await page.evaluate(axe);  // evaluated by the test's own channel, which the page's policy does not bind
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(' ')}`));
  });
}
