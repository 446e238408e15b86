// The page in a real browser, as a reader uses it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { lastNumber, openBrowser, openPage, shownResult, violations } from './browser.mjs';
import { differences, openEngine, paths, runCommand } from './command.mjs';

let browser;
let engine;
before(async () => {
  browser = await openBrowser();
  engine = await openEngine();
});
after(() => browser.close());

const verdict = (page) => page.locator('.badge').textContent();
const cost = async (page) => Number((await page.locator('.cost span').getAttribute('title')).replace('−', '-'));

test('opens from a file, asks for nothing, complains of nothing', async () => {
  const { page, troubles, close } = await openPage(browser);
  assert.match(await verdict(page), /AGREE/);
  assert.match(await page.locator('.say').textContent(), /agree in all 38 entries/);
  assert.deepEqual(troubles, []);
  // What would be a request is refused.
  const refused = await page.evaluate(() => fetch('https://example.org/').then(() => false, () => true));
  assert.ok(refused);
  assert.match(troubles.join(), /Content Security Policy/);
  await close();
});

test('steps to S30 and back, with the values that the command prints', async () => {
  const { page, troubles, close } = await openPage(browser, '#step?at=1');
  const { steps } = runCommand('step', '--lambda', '1', '--example', '0');
  const compare = async (their) => {
    const position = steps.indexOf(their) + 1;
    await page.waitForFunction((at) => document.querySelector('.bar output').textContent.includes(` ${at}/`), position);
    assert.match(await page.locator('h2').first().textContent(), new RegExp(`^${their.statement} of 30`));
    const shown = await shownResult(page);
    const rows = their.shape.length === 0 ? [[their.value]] : their.shape.length === 1 ? [their.value] : their.value;
    assert.deepEqual(differences(shown, rows, { allowed: 1e-13 }), [], their.statement);
  };
  for (const their of steps.slice(0, -1)) {
    await compare(their);
    await page.keyboard.press('ArrowRight');
  }
  assert.match(await page.locator('h2').first().textContent(), /^S30 of 30/);
  for (const their of steps.slice(0, -1).reverse()) {
    await page.keyboard.press('ArrowLeft');
    await compare(their);
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
    assert.match(await page.locator('.error').textContent(), /is no number between .* stays 0\.0841/);
    assert.equal(await cost(page), before_);
  }
  // A right one takes the sentence away.
  await page.locator('table[data-name="Theta1"] td[data-place="0,0"] button').first().click();
  await page.locator('table[data-name="Theta1"] input').fill('0.5');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.error').textContent === '');
  assert.notEqual(await cost(page), before_);
  assert.deepEqual(troubles, []);
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
  const lambda = page.locator('.tools input[type="number"]');
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
  assert.equal(await page.locator('.goals').count(), 0);  // all three are done
  await page.getByRole('button', { name: /Show it in statement 22/ }).focus();
  await page.keyboard.press('Enter');
  assert.match(await page.locator('h2').first().textContent(), /^S22 of 30/);
  assert.equal(await page.locator('.matrix .wrong').count(), 3);
  await close();
});

test('all mistakes have the verdict and the finding of the engine', async () => {
  const { page, troubles, close } = await openPage(browser, '#check?lambda=3');
  const names = [...new Set(engine.call({ do: 'mistakes' }).mistakes.map((mistake) => mistake.name))];
  const shown = await page.evaluate(async (all) => {
    const list = [];
    for (const name of all) {
      location.hash = `#check?lambda=3&mistakes=${name}`;
      const isShown = () => document.querySelector('.chips select').value === name;
      while (!isShown()) await new Promise((done) => setTimeout(done, 5));
      list.push([name, document.querySelector('.badge').className.replace('badge ', ''), document.querySelector('.findings b')?.textContent ?? '']);
    }
    return list;
  }, names);
  assert.equal(shown.length, names.length);
  for (const [name, seen, finding] of shown) {
    const checked = engine.call({ do: 'check', lambda: 3, implementations: ['loop', 'vectorized', name] });
    assert.equal(seen, checked.implementations.at(-1).verdict, name);
    assert.equal(finding, checked.findings[0]?.explanation ?? '', name);
  }
  assert.deepEqual(troubles, []);
  await close();
});

test('outputs that saturate are shown: the blind spot has a button that makes them', async () => {
  const { page, troubles, close } = await openPage(browser, '#check?mistakes=saturation');
  assert.match(await verdict(page), /AGREE/);  // nothing saturates: the mistake is not seen
  await page.evaluate(() => { location.hash = '#check'; });
  await page.getByRole('button', { name: 'Change it so that it shows' }).click();
  await page.waitForFunction(() => document.querySelector('.badge').textContent.includes('UNDECIDED'));
  assert.match(await page.locator('.cost').textContent(), /Infinity.*an output saturates/);
  for (const view of ['Step', 'Compare', 'Check']) {
    await page.getByRole('link', { name: view, exact: true }).click();
    await page.waitForFunction((name) => document.querySelector('[aria-current="page"]').textContent === name, view);
    assert.equal(await page.locator('h2', { hasText: 'This cannot be shown' }).count(), 0);
  }
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('.badge').textContent.includes('AGREE'));
  assert.deepEqual(troubles, []);
  await close();
});

test('play walks on by itself, and pauses', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('h2').textContent.startsWith('S8 of'), null, { timeout: 5000 });
  await page.getByRole('button', { name: 'pause' }).click();
  assert.equal(await page.getByRole('button', { name: 'play' }).count(), 1);
  const stands = await page.locator('h2').first().textContent();
  await page.waitForTimeout(1700);
  assert.equal(await page.locator('h2').first().textContent(), stands);
  await close();
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

test('works in a sandboxed frame, the worker too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-frame-'));
  const host = join(folder, 'host.html');
  writeFileSync(host, `<!doctype html><html lang="en"><title>host</title><body data-ready="1"><iframe title="gradlab" sandbox="allow-scripts" width="1200" height="900" src="file://${paths.page}#check?embed=1"></iframe>`);
  const { page, close } = await openPage(browser, '', {}, host);
  const frame = page.frameLocator('iframe');
  await frame.locator('.chart').waitFor({ timeout: 20000 });
  assert.match(await frame.locator('.badge').textContent(), /AGREE/);
  assert.equal(await frame.locator('.top').isVisible(), false);
  rmSync(folder, { recursive: true });
  await close();
});

test('something worth reading stands there before scripts start', async () => {
  const { page, close } = await openPage(browser, '', { javaScriptEnabled: false });
  assert.match(await page.locator('main').textContent(), /computes one such gradient three times/);
  await close();
});

test('compare: the sum over examples becomes the product', async () => {
  const { page, troubles, close } = await openPage(browser, '#compare');
  const read = () => page.$$eval('.equation table', (tables) => tables.map((table) => table.textContent));
  let [sum, product] = await read();
  assert.notEqual(sum, product);
  for (let k = 0; k < 4; ++k) await page.getByRole('button', { name: 'one example more' }).click();
  [sum, product] = await read();
  assert.equal(sum, product);
  assert.deepEqual(troubles, []);
  await close();
});

test('digits: the network learns, and reads what is drawn', async () => {
  const { page, troubles, close } = await openPage(browser, '#digits');
  await page.getByRole('button', { name: '▶ Train' }).click({ timeout: 20000 });
  await page.waitForFunction(() => Number(/(\d+) steps/.exec(document.querySelectorAll('.told')[1].textContent)?.[1]) >= 80, null, { timeout: 30000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  const told = await page.locator('.told').nth(1).textContent();
  const right = Number(/and (\d+) of 100 held out/.exec(told)[1]);
  assert.ok(right > 60, told);
  assert.match(await page.locator('.told').first().textContent(), /Digit 0, a 0: the network reads a 0/);
  await page.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await page.locator('.told').first().textContent(), 'Nothing is drawn yet.');
  const box = await page.locator('.pad').boundingBox();
  await page.mouse.move(box.x + box.width * 0.45, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.45, box.y + box.height - 8, { steps: 12 });
  await page.mouse.up();
  assert.match(await page.locator('.told').first().textContent(), /Your drawing: the network reads a \d/);
  assert.equal(await page.locator('.pad [aria-pressed="true"]').count(), 8);
  assert.deepEqual(troubles, []);
  await close();
});

test('learn: formulas, live blocks computed here, questions answered in place', async () => {
  const { page, troubles, close } = await openPage(browser, '#learn?lesson=1');
  await page.locator('.live').first().scrollIntoViewIfNeeded();
  await page.locator('.live.computed').first().waitFor({ timeout: 20000 });
  assert.match(await page.locator('.live.computed').first().textContent(), /J\(0, 0\) = 1\.007767/);
  assert.ok((await page.locator('math').count()) > 20);
  const choices = page.locator('.question').first();
  await choices.getByRole('button', { name: /Yes: each step/ }).click();
  assert.match(await choices.locator('.judged').textContent(), /Not so/);
  await choices.getByRole('button', { name: /It depends/ }).click();
  assert.match(await choices.locator('.judged').textContent(), /Right/);
  const number = page.locator('.question').nth(1);
  await number.getByRole('textbox').fill('-0.3301 + 5*0.4085');
  await number.getByRole('button', { name: 'Answer' }).click();
  assert.match(await number.locator('.judged').textContent(), /Right/);
  // The start of gradient descent moves by keys, and a long step throws it out.
  await page.locator('.map').focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await page.locator('.map').getAttribute('aria-valuetext'), /theta_0 \(bias\) is 0\.05,/);
  await page.locator('.landscape input').first().fill('1');
  assert.match(await page.locator('.landscape .told').textContent(), /too long/);
  // Two optimizers from one start, which is dragged; pictures are drawn, and told in words.
  await page.locator('.contents button').nth(2).click();
  await page.waitForFunction(() => document.querySelector('.lesson .title').textContent.startsWith('3.'));
  const told = page.locator('.landscape .told');
  assert.match(await told.textContent(), /gradient descent: J from 0\.693 .* asked for 201 times.*L-BFGS: J from 0\.693 to 0\.248/);
  const map = page.locator('.map');
  await map.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await map.boundingBox();
  await page.mouse.move(x + 0.8 * width, y + 0.7 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.5 * width, y + 0.25 * height);
  await page.mouse.up();
  assert.match(await map.getAttribute('aria-valuetext'), /theta_0 \(bias\) is -4[.\d]*, theta_1 \(width\) is [34]/);
  assert.doesNotMatch(await told.textContent(), /from 0\.693/);
  await page.getByRole('button', { name: 'As it was' }).click();
  assert.match(await told.textContent(), /L-BFGS: J from 0\.693/);
  await page.locator('.contents button').nth(6).click();
  await page.getByRole('img', { name: /sigmoid: from 0\.00247 at z −6 to 0\.998 at z 6.*its slope: .*highest 0\.250 at z 0/ }).waitFor();
  await page.locator('.contents button').nth(7).click();
  await page.waitForFunction(() => document.querySelector('.lesson .title').textContent.startsWith('8.'));
  assert.deepEqual(troubles, []);
  await close();
});

test('learn: a finger scrolls past a landscape, and drags its start', async () => {
  const settings = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { page, troubles, close } = await openPage(browser, '#learn?lesson=3', settings);
  const map = page.locator('.map');
  await map.waitFor();
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  const bringIntoView = async () => {
    await map.evaluate((box) => box.scrollIntoView({ block: 'center' }));
    await page.waitForTimeout(300);
  };
  const swipe = async (place, [across, down]) => {
    await bringIntoView();
    const box = await map.boundingBox();
    const [x, y] = [box.x + place[0] * box.width, box.y + place[1] * box.height];
    await touch('touchStart', { x, y });
    for (let k = 1; k <= 8; ++k) await touch('touchMove', { x: x + (across * k) / 8, y: y + (down * k) / 8 });
    await touch('touchEnd');
    await page.waitForTimeout(300);
  };
  const where = () => map.getAttribute('aria-valuetext');
  const scrolled = () => page.evaluate(() => scrollY);
  await bringIntoView();
  const [before, height] = [await where(), await scrolled()];
  await swipe([0.3, 0.8], [0, -100]);
  assert.equal(await where(), before);
  assert.notEqual(await scrolled(), height);
  await swipe([10 / 12, 6 / 8], [-100, -40]);  // on S, at (0, 0)
  assert.match(await where(), /theta_0 \(bias\) is -3\.\d+, theta_1 \(width\) is 1\.\d+/);
  assert.deepEqual(troubles, []);
  await close();
});

test('reports of the command: no request, nothing for axe, and names never become script', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-report-'));
  const hostile = join(folder, '<img src=x onerror=document.title="owned">.csv');
  writeFileSync(hostile, '0.1,0.2,1\n0.3,0.1,2\n0.2,0.4,1\n0.5,0.1,2\n');
  const reports = {
    check: ['--data', hostile, '--hidden', '2'], sweep: ['--function', 'exp'], train: ['--data', 'debug', '--iterations', '3'],
    compare: ['--data', 'debug'], step: ['--data', 'debug'],
  };
  for (const [verb, words] of Object.entries(reports)) {
    const file = join(folder, `${verb}.html`);
    runCommand(verb, ...words, '--html', file);
    const { page, troubles, close } = await openPage(browser, '', { viewport: { width: 390, height: 844 } }, file);
    assert.equal(await page.title(), `gradlab ${verb}`);
    assert.deepEqual(await violations(page), [], verb);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, verb);
    if (verb === 'compare') assert.ok(await page.locator('.scroll').first().evaluate((box) => box.scrollWidth <= box.clientWidth), 'the verdicts are cut');
    if (verb === 'train') assert.match(await page.locator('main').textContent(), /\(\d+ of \d+ entries checked, all agree\)/);
    assert.deepEqual(troubles, [], verb);
    await close();
  }
  rmSync(folder, { recursive: true });
});

const addresses = {
  step: '#step?at=23&mistakes=missing-derivative', check: '#check?mistakes=regularized-bias&lambda=3', compare: '#compare',
  digits: '#digits', learn: '#learn?lesson=1',
};

// One setting each is ordinary; all of them are tried where all is tested.
const settingsOf = { phone: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } };
if (process.env.GRADLAB_EXHAUSTIVE) {
  settingsOf.desk = { viewport: { width: 1400, height: 900 } };
  settingsOf.tablet = { viewport: { width: 768, height: 1024 }, forcedColors: 'active', reducedMotion: 'reduce' };
}

for (const [view, address] of Object.entries(addresses)) {
  test(`${view}: nothing for axe to find, and no sideways scroll`, async () => {
    for (const settings of Object.values(settingsOf)) {
      const { page, close } = await openPage(browser, address, settings);
      await page.waitForTimeout(300);
      assert.deepEqual(await violations(page), [], JSON.stringify(settings));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= settings.viewport.width, `${width} of ${settings.viewport.width}`);
      await close();
    }
  });
}
