// The page by keys: each part is one tab stop, and its keys stay inside.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, openPage } from './browser.mjs';

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const focused = (page) => page.evaluate(() => document.activeElement.closest('td')?.dataset.place ?? document.activeElement.textContent);
const waitForStatement = (page, number) => page.waitForFunction((at) => document.querySelector('h2')?.textContent.startsWith(`S${at} of`), number);

test('Home and End go to the ends of a row', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  await page.locator('.final .matrix.result td[data-place="2,2"] button').focus();
  await page.keyboard.press('End');
  assert.equal(await focused(page), '2,4');
  await page.keyboard.press('Home');
  assert.equal(await focused(page), '2,0');
  await waitForStatement(page, 7);
  await close();
});

test('keys scroll a matrix that is wider than its place, and step from one that is not', async () => {
  const { page, close } = await openPage(browser, '#step?at=1');
  const ribbon = page.locator('.equation .scroll[role="group"]').first();
  const scrolled = () => ribbon.evaluate((each) => [each.scrollLeft, each.scrollWidth - each.clientWidth]);
  await ribbon.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.activeElement.scrollLeft > 0);
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.activeElement.scrollLeft >= document.activeElement.scrollWidth - document.activeElement.clientWidth - 1);
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.activeElement.scrollLeft === 0);
  assert.ok((await scrolled())[1] > 100);
  await waitForStatement(page, 1);
  await page.evaluate(() => { location.hash = '#step?at=14'; });
  await waitForStatement(page, 14);
  await page.locator('.equation .scroll[role="group"]').first().focus();
  await page.keyboard.press('ArrowRight');
  await waitForStatement(page, 15);
  await close();
});

test('the 30 statements are one tab stop, and arrows move inside', async () => {
  const { page, close } = await openPage(browser, '#step?at=29');
  const stops = page.locator('.track button[tabindex="0"]');
  assert.equal(await stops.count(), 1);
  await stops.focus();
  await page.keyboard.press('ArrowRight');
  await waitForStatement(page, 30);
  assert.equal(await focused(page), '30');
  await page.keyboard.press('ArrowRight');  // there is no more
  assert.equal(await focused(page), '30');
  await page.keyboard.press('Home');
  await waitForStatement(page, 1);
  assert.equal(await focused(page), '1');
  assert.equal(await stops.textContent(), '1');
  await close();
});

test('the 25 hidden units are one tab stop, and arrows move inside', async () => {
  const { page, close } = await openPage(browser, '#digits');
  const stops = page.locator('.units button[tabindex="0"]');
  await stops.first().waitFor();
  assert.equal(await stops.count(), 1);
  await stops.focus();
  await page.keyboard.press('ArrowLeft');  // there is none
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  assert.match(await page.evaluate(() => document.activeElement.ariaLabel), /^hidden unit 23,/);
  assert.match(await page.locator('.units [aria-pressed="true"]').getAttribute('aria-label'), /^hidden unit 23,/);
  await close();
});

test('an entry of the gradient is reached by arrows, and follows a change', async () => {
  const { page, close } = await openPage(browser, '#step?at=9');
  const told = page.locator('[aria-label="check"] .told');
  await page.locator('[aria-label="check"] .row').first().focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await told.textContent(), /^Theta1\(0,0\)/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('[aria-label="check"] .told').textContent.startsWith('Theta1(1,1)'));
  assert.equal(await page.locator('[aria-label="check"] .picked').count(), 3);
  const before_ = await told.textContent();
  await page.locator('.chips button', { hasText: 'flip a sign' }).click();
  await page.waitForFunction((old) => document.querySelector('[aria-label="check"] .told').textContent !== old, before_);
  assert.match(await told.textContent(), /^Theta1\(1,1\).*flipped-sign/);
  await close();
});

test('+ goes no further than a link can say', async () => {
  const { page, close } = await openPage(browser, '#step?at=7&Theta1=0,0=999999.95');
  await page.locator('table[data-name="Theta1"] td[data-place="0,0"] button').first().focus();
  await page.keyboard.press('+');
  await page.waitForFunction(() => location.hash.endsWith('Theta1=0,0=1000000'));
  await page.keyboard.press('+');
  await page.keyboard.press('-');
  await page.waitForFunction(() => location.hash.endsWith('Theta1=0,0=999999.9'));
  await close();
});

test('what has the focus is not hidden below the bar', async () => {
  const { page, close } = await openPage(browser, '#step?at=7', { viewport: { width: 700, height: 450 } });
  const hidden = [];
  for (let stops = 0; stops < 60; ++stops) {
    await page.keyboard.press('Tab');
    const [isOver, name] = await page.evaluate(() => {
      const { activeElement: here } = document;
      const bar = document.querySelector('.bar');
      const isBelow = here.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
      return [here === document.body, !bar.contains(here) && isBelow && here.offsetHeight < 100 ? here.ariaLabel ?? here.textContent : null];
    });
    if (isOver) break;
    if (name !== null) hidden.push(name);
  }
  assert.deepEqual(hidden, []);
  await close();
});

test('Escape stops play', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'pause' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'play' }).waitFor();
  await close();
});
