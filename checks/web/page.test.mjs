// The page in a real browser, as a reader uses it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { cost, lastNumber, openBrowser, openPage, shownResult, verdict } from './browser.mjs';
import { differences, openEngine, paths, runCommand } from './command.mjs';

let browser;
let engine;
before(async () => {
  browser = await openBrowser();
  engine = await openEngine();
});
after(() => browser.close());

test('opens from a file, asks for nothing, complains of nothing', async () => {
  const { page, troubles, close } = await openPage(browser);
  assert.match(await verdict(page), /AGREE/);
  assert.match(await page.locator('.say').textContent(), /agree in all 38 entries/);
  assert.deepEqual(troubles, []);
  assert.equal(await page.locator('link[rel="icon"][href="data:,"]').count(), 1);  // a server is not asked for one
  // What would be a request is refused.
  const refused = await page.evaluate(() => fetch('https://example.org/').then(() => false, () => true));
  assert.ok(refused);
  assert.match(troubles.join(), /Content Security Policy/);
  await close();
});

test('steps to S30 and back, with the values that the command prints', async () => {
  const { page, troubles, close } = await openPage(browser, '#step?at=1');
  const { steps } = runCommand('step', '--lambda', '1', '--example', '0');
  const look = async (their, { withValues }) => {
    const position = steps.indexOf(their);
    await page.waitForFunction((at) => Number(document.querySelector('.bar input').value) === at, position);
    const [told, title] = await page.evaluate(() => ['.bar output', 'h2'].map((each) => document.querySelector(each).textContent));
    assert.ok(told.startsWith(`${their.statement} of 30`), told);  // "S13 of 30, turn 2 of 3"
    assert.ok(title.startsWith(`${told}: `), told);
    if (!withValues) return;
    const rows = their.shape.length === 0 ? [[their.value]] : their.shape.length === 1 ? [their.value] : their.value;
    assert.deepEqual(differences(await shownResult(page), rows, { allowed: 1e-13 }), [], their.statement);
  };
  for (const their of steps.slice(0, -1)) {
    await look(their, { withValues: true });
    await page.keyboard.press('ArrowRight');
  }
  assert.match(await page.locator('h2').first().textContent(), /^S30 of 30/);
  for (const their of steps.slice(0, -1).reverse()) {
    await page.keyboard.press('ArrowLeft');
    await look(their, { withValues: process.env.GRADLAB_EXHAUSTIVE });
  }
  assert.match(await page.locator('h2').first().textContent(), /^S1 of 30/);
  assert.deepEqual(troubles, []);
  await close();
});

test('each cell is explained by numbers that give its value', async () => {
  const { page, close } = await openPage(browser, '#step?at=1&lambda=2&example=3');
  let cells = 0;
  const all = Array.from({ length: 29 }, (_, k) => k + 1);
  const statements = process.env.GRADLAB_EXHAUSTIVE ? all : all.filter((k) => [1, 5, 7, 9, 11, 13, 15, 22, 23, 24, 26, 28].includes(k));
  for (const statement of statements) {
    await page.evaluate((at) => { location.hash = `#step?at=${at}&lambda=2&example=3`; }, statement);
    await page.waitForFunction((at) => document.querySelector('h2').textContent.startsWith(`S${at} of`), statement);
    const told = await page.evaluate(async () => {
      const found = [];
      for (const button of document.querySelectorAll('.final .matrix.result button')) {
        button.focus();
        await new Promise((done) => setTimeout(done));
        found.push([button.getAttribute('aria-label'), document.getElementById('origin').textContent]);
      }
      return found;
    });
    const shown = (await shownResult(page)).flat();
    told.forEach(([label, text], k) => {
      const difference = Math.abs(lastNumber(text) - shown[k]);
      assert.ok(difference <= 1e-14 * Math.max(1, Math.abs(shown[k])), `S${statement}: ${label}: ${text}`);
      ++cells;
    });
  }
  assert.ok(cells > 120, `${cells} cells`);
  await close();
});

test('a weight that is typed changes J as it does for the command', async () => {
  const { page, close } = await openPage(browser, '#step?at=9');
  const before_ = await cost(page);
  const cell = page.locator('table[data-name="Theta2"] td[data-place="1,2"] button').first();
  await cell.click();
  await page.locator('table[data-name="Theta2"] input:focus').waitFor();
  await page.keyboard.type('0,75');
  await page.keyboard.press('Enter');
  await page.waitForFunction((old) => Number(document.querySelector('.cost span').title) !== old, before_);
  const network = engine.call({ do: 'network', data: 'debug' });
  network.Theta2[1][2] = 0.75;
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-page-'));
  const weights = join(folder, 'weights.csv');
  writeFileSync(weights, [...network.Theta1.flat(), ...network.Theta2.flat()].join('\n'));
  const { steps } = runCommand('step', '--lambda', '1', '--hidden', '5', '--weights', weights, '--statement', 'S15');
  rmSync(folder, { recursive: true });
  assert.ok(Math.abs((await cost(page)) - steps[0].value) < 1e-12);
  assert.notEqual(await cost(page), before_);
  assert.match(page.url(), /Theta2=1,2=0.75/);
  // Back undoes it.
  await page.goBack();
  await page.waitForFunction((old) => Number(document.querySelector('.cost span').title) === old, before_);
  await close();
});

test('what is no number is refused in one sentence and changes nothing', async () => {
  const { page, troubles, close } = await openPage(browser, '#step?at=7');
  const before_ = await cost(page);
  for (const wrong of ['two', '', '1e99', '0.5.5', '<b>']) {
    await page.locator('table[data-name="Theta1"] td[data-place="0,0"] button').first().click();
    await page.locator('table[data-name="Theta1"] input').fill(wrong);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.error').textContent !== '');
    assert.match(await page.locator('.error').textContent(), /is not a number between .* stays 0\.0841/);
    assert.equal(await cost(page), before_);
  }
  // A right one takes the sentence away.
  await page.locator('table[data-name="Theta1"] td[data-place="0,0"] button').first().click();
  await page.locator('table[data-name="Theta1"] input').fill('0.5');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.error').textContent === '');
  assert.notEqual(await cost(page), before_);
  // So does another statement.
  await page.locator('table[data-name="Theta1"] td[data-place="0,0"] button').first().click();
  await page.locator('table[data-name="Theta1"] input').fill('two');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.error').textContent !== '');
  await page.evaluate(() => { location.hash = '#step?at=22'; });
  await page.waitForFunction(() => document.querySelector('.error').textContent === '');
  assert.deepEqual(troubles, []);
  await close();
});

test('what is refused is told in one line, however long it is', async () => {
  const { page, close } = await openPage(browser, '#step?at=7', { viewport: { width: 390, height: 844 } });
  await page.locator('table[data-name="Theta1"] td[data-place="0,0"] button').first().click();
  await page.locator('table[data-name="Theta1"] input').fill('9'.repeat(4000));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.error').textContent !== '');
  assert.match(await page.locator('.error').textContent(), /^“9{20}…” is not a number between .* stays 0\.0841\.$/);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  await close();
});

test('an editor that is left by a click takes its value, and leaves the click alone', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  const theta = page.locator('table[data-name="Theta1"]').first();
  await theta.locator('td[data-place="0,0"] button').click();
  await theta.locator('input').fill('0.5');
  await page.locator('.tools select').first().focus();
  await page.waitForFunction(() => location.hash.includes('Theta1=0,0=0.5'));
  await page.waitForTimeout(100);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SELECT');
  // A key goes back to the cell.
  await theta.locator('td[data-place="0,0"] button').click();
  await theta.locator('input').press('Escape');
  await page.waitForFunction(() => document.activeElement.closest('td')?.dataset.place === '0,0');
  await close();
});

test('the same value again is no change, and hexadecimal digits are no number', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  const theta = page.locator('table[data-name="Theta1"]').first();
  const address = page.url();
  await theta.locator('td[data-place="0,0"] button').click();
  await theta.locator('input').press('Enter');
  await theta.locator('input').waitFor({ state: 'detached' });
  assert.equal(page.url(), address);
  assert.equal(await page.locator('.goals .done').count(), 0);
  await theta.locator('td[data-place="0,0"] button').click();
  await theta.locator('input').fill('0x10');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.error').textContent.includes('0x10'));
  await close();
});

test('what is refused is told in sight, and a refused lambda does not stay in its field', async () => {
  const { page, close } = await openPage(browser, '#step?at=7', { viewport: { width: 390, height: 600 } });
  const isInSight = () => page.evaluate(() => {
    const { top, bottom } = document.querySelector('.error').getBoundingClientRect();
    return top >= 0 && bottom <= document.querySelector('.bar').getBoundingClientRect().top;
  });
  const lambda = page.locator('.tools .number');
  await lambda.fill('-3');
  await lambda.press('Enter');
  await page.waitForFunction(() => document.querySelector('.error').textContent.includes('million'));
  assert.equal(await lambda.inputValue(), '1');
  assert.ok(await isInSight());
  await page.locator('table[data-name="Theta1"] td[data-place="0,0"] button').first().click();
  await page.locator('table[data-name="Theta1"] input').fill('two');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.error').textContent.includes('two'));
  assert.ok(await isInSight());
  await close();
});

test('a cost that is not a number is told so, and mistaken costs are told apart', async () => {
  const { page, troubles, close } = await openPage(browser, '#check?Theta2=0,0=1000');
  assert.match(await verdict(page), /UNDECIDED/);
  assert.match(await page.locator('.say').textContent(), /^The cost is not a number here\./);
  assert.doesNotMatch(await page.locator('main').textContent(), /-nan/);
  await page.evaluate(() => { location.hash = '#check?Theta2=0,0=1000&mistakes=cost-regularizes-bias'; });
  await page.waitForFunction(() => document.querySelector('.say').textContent.startsWith('With'));
  assert.doesNotMatch(await page.locator('.say').textContent(), /should be|NaN/);
  await page.evaluate(() => { location.hash = '#check?lambda=0.001&mistakes=cost-regularizes-bias'; });
  await page.waitForFunction(() => document.querySelector('.say').textContent.includes('should be'));
  const [, is, due] = /Its cost is ([\d.]+), but should be ([\d.]*\d)\./.exec(await page.locator('.say').textContent());
  assert.notEqual(is, due);
  assert.deepEqual(troubles, []);
  await close();
});

test('another address is shown after one that cannot be', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  await page.evaluate(() => {
    window.toFixed = Number.prototype.toFixed;
    Number.prototype.toFixed = () => { throw new Error('broken'); };
    location.hash = '#check';
  });
  await page.locator('h2', { hasText: 'This cannot be shown' }).waitFor();
  await page.evaluate(() => {
    Number.prototype.toFixed = window.toFixed;
    location.hash = '#step?at=9';
  });
  await page.waitForFunction(() => document.querySelector('h2').textContent.startsWith('S9 of'));
  await close();
});

test('by keys alone: step, change a weight by 0.1, make a mistake, see it caught', async () => {
  const { page, close } = await openPage(browser);
  await page.keyboard.press('ArrowRight');
  assert.match(await page.locator('h2').first().textContent(), /^S8 of 30/);
  await page.keyboard.press('ArrowLeft');
  await page.locator('table[data-name="Theta1"] button[tabindex="0"]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('+');
  await page.waitForFunction(() => location.hash.includes('Theta1=1,0=0.1909'));
  await page.locator('.chips button', { hasText: 'flip a sign' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.badge').textContent.includes('DISAGREE'));
  await page.getByRole('button', { name: /Show it in statement 22/ }).focus();
  await page.keyboard.press('Enter');
  assert.match(await page.locator('h2').first().textContent(), /^S22 of 30/);
  assert.equal(await page.locator('.matrix .wrong').count(), 3);
  await close();
});

test('of the error of the bias, which S24 drops, no mistaken value is shown: none is computed', async () => {
  const { page, close } = await openPage(browser, '#step?at=23&mistakes=flipped-sign');
  const cells = page.locator('.matrix', { hasText: 'd1 mistaken' }).locator('td');
  assert.deepEqual(await cells.evaluateAll((all) => all.map((cell) => cell.dataset.place)), ['0,1', '0,2', '0,3', '0,4', '0,5']);
  assert.equal(await page.locator('.matrix .wrong').count(), 5);
  await close();
});

test('mistakes have the verdict and the finding of the engine', async () => {
  const { page, troubles, close } = await openPage(browser, '#check?lambda=3');
  const all = [...new Set(engine.call({ do: 'mistakes' }).mistakes.map((mistake) => mistake.name))];
  const names = all.filter((_, k) => process.env.GRADLAB_EXHAUSTIVE || k % 3 === 0);
  const shown = await page.evaluate(async (wanted) => {
    const list = [];
    for (const name of wanted) {
      location.hash = `#check?lambda=3&mistakes=${name}`;
      const isShown = () => document.querySelector('.chips select').value === name;
      while (!isShown()) await new Promise((done) => setTimeout(done, 5));
      list.push([name, document.querySelector('.badge').className.replace('badge ', ''), document.querySelector('.findings b')?.textContent ?? '']);
    }
    return list;
  }, names);
  assert.equal(shown.length, names.length);
  for (const [name, seen, finding] of shown) {
    const checked = engine.call({ do: 'check', lambda: 3, implementations: ['loop', 'vectorized', name], blind_spots: false });
    assert.equal(seen, checked.implementations.at(-1).verdict, name);
    assert.equal(finding, checked.findings[0]?.explanation ?? '', name);
  }
  assert.deepEqual(troubles, []);
  await close();
});

test('play walks on by itself, and pauses', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  await page.evaluate(() => {  // a tenth of the 1.4 seconds that it waits
    const later = window.setTimeout;
    window.setTimeout = (run, time) => later(run, time / 10);
  });
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('h2').textContent.startsWith('S8 of'));
  await page.getByRole('button', { name: 'pause' }).click();
  assert.equal(await page.getByRole('button', { name: 'play' }).count(), 1);
  const stands = await page.locator('h2').first().textContent();
  await page.waitForTimeout(300);
  assert.equal(await page.locator('h2').first().textContent(), stands);
  await close();
});

test('play at the last statement begins at the first', async () => {
  const { page, close } = await openPage(browser, '#step?at=30');
  await page.getByRole('button', { name: 'play' }).click();
  await page.waitForFunction(() => document.querySelector('h2').textContent.startsWith('S1 of'));
  await page.getByRole('button', { name: 'pause' }).waitFor();
  await close();
});

test('play is at hand on a phone', async () => {
  for (const width of [390, 360]) {
    const { page, close } = await openPage(browser, '#step?at=23', { viewport: { width, height: 780 } });
    const { x, width: wide } = await page.getByRole('button', { name: 'play' }).boundingBox();
    const slider = await page.locator('.bar input').boundingBox();
    assert.ok(x + wide < slider.x && slider.width >= 60 && slider.x + slider.width <= width);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    await close();
  }
});

test('a link opens the same state, and a broken one opens all the same', async () => {
  const link = '#step?at=23&example=2&lambda=3&mistakes=missing-derivative,missing-mean&Theta1=0,1=0.5&names=coursera';
  const { page, troubles, close } = await openPage(browser, link);
  assert.match(await page.locator('h2').first().textContent(), /^S23 of 30/);
  assert.match(await page.locator('.lines').textContent(), /delta2/);
  assert.match(await page.locator('.say').textContent(), /missing-derivative and missing-mean/);
  const network = engine.call({ do: 'network', data: 'debug' });
  network.Theta1[0][1] = 0.5;
  assert.equal(await cost(page), engine.call({ do: 'trace', ...network, lambda: 3 }).results.reg_J);
  await page.evaluate(() => { location.hash = '#step?at=99&example=77&lambda=-1&mistakes=<x>&Theta1=9,9=1;a=b&names=%00'; });
  await page.waitForFunction(() => document.querySelector('h2').textContent.startsWith('S7 of'));
  assert.match(await verdict(page), /AGREE/);
  // Names that the engine does not list are dropped, and so are numbers beyond a million.
  await page.evaluate(() => { location.hash = '#step?at=8&mistakes=no-such-mistake,missing-mean&names=nobody&Theta1=0,0=1e7;0,1=0x10'; });
  await page.waitForFunction(() => document.querySelector('h2').textContent.startsWith('S8 of'));
  assert.equal(await page.locator('.chips select').first().inputValue(), 'missing-mean');
  assert.doesNotMatch(await page.getByRole('link', { name: 'Check', exact: true }).getAttribute('href'), /Theta1|names|no-such/);
  assert.deepEqual(troubles, []);
  await close();
});

/** A page that holds the page at this address in a sandboxed frame, and nothing else. */
async function openFrame(address) {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-frame-'));
  const host = join(folder, 'host.html');
  writeFileSync(host, `<!doctype html><html lang="en"><title>host</title><body data-ready="1"><iframe title="gradlab" sandbox="allow-scripts" width="1200" height="900" src="file://${paths.page}${address}"></iframe>`);
  const { page, troubles, close } = await openPage(browser, '', {}, host);
  rmSync(folder, { recursive: true });
  return { frame: page.frameLocator('iframe'), troubles, close };
}

test('works in a sandboxed frame, its links and the worker too', async () => {
  const { frame, troubles, close } = await openFrame('#step?embed=1');
  await frame.getByRole('link', { name: /Why\? All differences/ }).click();
  await frame.locator('.chart').waitFor({ timeout: 20000 });
  assert.match(await frame.locator('.badge').textContent(), /AGREE/);
  assert.equal(await frame.locator('.top').isVisible(), false);
  assert.deepEqual(troubles, []);
  await close();
});

test('a frame that may not copy shows what is to be copied', async () => {
  const { frame, troubles, close } = await openFrame('#compare');
  await frame.getByRole('button', { name: 'Copy link' }).click();
  await frame.locator('.share [role="status"]', { hasText: /gradlab\.html#compare$/ }).waitFor();
  assert.deepEqual(troubles, []);
  await close();
});

test('something worth reading stands there before scripts start', async () => {
  const { page, close } = await openPage(browser, '', { javaScriptEnabled: false });
  assert.match(await page.locator('main').textContent(), /computes one such gradient three times/);
  await close();
});
