// The views Check, Compare and Digits in a real browser, and the reports of the command.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser, openPage, verdict, violations } from './browser.mjs';
import { runCommand } from './command.mjs';

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

// Cells of a matrix, all of one value: "0,0=0;0,1=0".
const filled = (rows, columns, value) => Array.from({ length: rows * columns }, (_, k) => `${Math.floor(k / columns)},${k % columns}=${value}`).join(';');
const noWeights = `Theta1=${filled(5, 4, 0)}&Theta2=${filled(3, 6, 0)}`;

// What hides mistakes: "of" of them are hidden, and a button for each shows it.
const hiding = {
  'no output saturates': ['#check', 1],
  'lambda is 0': ['#check?lambda=0', 12],
  'lambda drowns the rest': ['#check?lambda=1000000', 1],
  'all weights are 0': [`#check?${noWeights}`, 15],
  'all weights and lambda are 0': [`#check?lambda=0&${noWeights}`, 15],
  'the weights are equal': [`#check?Theta1=${filled(5, 4, 0.2)}`, 1],
};

for (const [why, [address, least]] of Object.entries(hiding)) {
  test(`what a check could not have noticed is shown by a button: ${why}`, async () => {
    const { page, troubles, close } = await openPage(browser, address);
    const mistakes = page.locator('.choose button');
    await mistakes.first().waitFor();
    const all = await mistakes.allTextContents();
    await page.evaluate(() => {  // a slow worker: what it answered last must mislead nobody
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (...message) {
        setTimeout(() => post.apply(this, message), 100);
      };
    });
    assert.ok(all.length >= least, `${all.length}`);
    // Those of one group are shown by one change: the first stands for them, unless all is tested.
    const names = process.env.GRADLAB_EXHAUSTIVE ? all : await page.locator('.choose button:first-child').allTextContents();
    for (const name of names) {
      await page.evaluate((hash) => { location.hash = hash; }, address);
      await page.waitForFunction(() => document.querySelector('.chips select').value === '');
      await page.locator('.choose button', { hasText: new RegExp(`^${name}$`) }).first().click();
      await page.waitForFunction((wanted) => document.querySelector('.chips select').value === wanted, name);
      assert.doesNotMatch(await verdict(page), /\bAGREE/, name);
      await page.waitForFunction(() => !document.querySelector('[aria-label="blind spots"] [aria-busy="true"]'));
    }
    assert.deepEqual(troubles, []);
    await close();
  });
}

test('where no change was found, the way back to one is', async () => {
  const { page, close } = await openPage(browser, `#check?${noWeights}`);
  await page.locator('.blind li', { hasText: 'saturation' }).getByRole('button', { name: 'Begin there' }).click();
  await page.locator('.choose button', { hasText: 'saturation' }).waitFor();
  await close();
});

test('outputs that saturate are shown in each view, and Back leads out of it', async () => {
  const { page, troubles, close } = await openPage(browser, '#check?mistakes=saturation');
  assert.match(await verdict(page), /AGREE/);  // nothing saturates: the mistake is not seen
  await page.locator('.choose button', { hasText: 'saturation' }).click();
  await page.waitForFunction(() => document.querySelector('.badge').textContent.includes('UNDECIDED'));
  assert.match(await page.locator('.cost').textContent(), /(NaN|Infinity) an output saturates/);
  for (const view of ['Step', 'Compare', 'Check']) {
    await page.getByRole('link', { name: view, exact: true }).click();
    await page.waitForFunction((name) => document.querySelector('[aria-current="page"]').textContent === name, view);
    assert.equal(await page.locator('h2', { hasText: 'This cannot be shown' }).count(), 0);
  }
  for (let k = 0; k < 4; ++k) await page.goBack();
  await page.waitForFunction(() => document.querySelector('.badge').textContent.includes('AGREE'));
  assert.deepEqual(troubles, []);
  await close();
});

test('the words of a chart lie on no curve, wherever the step stands', async () => {
  const { page, close } = await openPage(browser, '#check');
  await page.locator('.chart').waitFor();
  const slide = page.locator('.slide input');
  const lookAt = (power) => slide.evaluate(async (input, value) => {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((done) => setTimeout(done));
    const curves = [...document.querySelectorAll('.chart polyline')].map((line) => {
      const length = line.getTotalLength();
      return Array.from({ length: Math.ceil(length) }, (_, k) => line.getPointAtLength(k));
    });
    const met = [...document.querySelectorAll('.chart .note')].filter((note) => {
      const { x, y, width, height } = note.getBBox();
      return curves.flat().some((point) => point.x > x && point.x < x + width && point.y > y + 2 && point.y < y + height - 2);
    });
    return { met: met.map((note) => note.textContent), told: input.getAttribute('aria-valuetext') };
  }, power);
  for (let power = -16; power <= 0; power += 0.5) assert.deepEqual(await lookAt(power), { met: [], told: `ten to the power ${power}` });
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
  // To all digits they are two computations, which add in another order.
  const exact = () => page.$$eval('.equation table', (tables) => tables.map((table) => [...table.querySelectorAll('[title]')].map((cell) => cell.title).join()));
  [sum, product] = await exact();
  assert.ok(sum.length > 100);
  assert.notEqual(sum, product);
  assert.deepEqual(troubles, []);
  await close();
});

test('compare: the product is told in the names that were chosen', async () => {
  const { page, close } = await openPage(browser, '#compare?names=coursera');
  assert.match(await page.locator('.equation').textContent(), /vectorized, m grad2: delta3' \[1 a2\]/);
  await close();
});

test('a mistake that changes nothing beside another is said to be hidden', async () => {
  const { page, close } = await openPage(browser, '#check?mistakes=half-cross-entropy,saturation');
  const said = () => page.locator('.say').textContent();
  assert.match(await said(), /figures are those of saturation alone: beside it half-cross-entropy changes nothing/);
  await page.evaluate(() => { location.hash = '#check?mistakes=flipped-sign,missing-mean'; });
  await page.waitForFunction(() => document.querySelector('.say').textContent.includes('flipped-sign and missing-mean'));
  assert.doesNotMatch(await said(), /alone/);
  await close();
});

test('compare: a mistake enters the six outputs, and those that it reaches disagree', async () => {
  const { page, troubles, close } = await openPage(browser, '#compare');
  const outputs = page.locator('[aria-label="outputs"]');
  const verdicts = () => outputs.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.lastChild.textContent));
  assert.deepEqual(await verdicts(), Array(6).fill('agree'));
  await page.evaluate(() => { location.hash = '#compare?mistakes=regularized-bias'; });
  await page.waitForFunction(() => /with regularized-bias: disagree/.test(document.querySelector('[aria-label="outputs"] h2').textContent));
  assert.deepEqual(await verdicts(), ['agree', 'agree', 'agree', 'agree', 'disagree', 'disagree']);
  assert.match(await verdict(page), /DISAGREE/);
  assert.deepEqual(troubles, []);
  await close();
});

test('digits: the network learns, and reads what is drawn', async () => {
  const { page, troubles, close } = await openPage(browser, '#digits');
  await page.getByRole('button', { name: '▶ Train' }).click({ timeout: 20000 });
  await page.waitForFunction(() => Number(/(\d+) steps/.exec(document.querySelectorAll('.told')[1].textContent)?.[1]) >= 40, null, { timeout: 30000 });
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
  await page.mouse.move(box.x + box.width * 0.45, box.y + box.height - 8);  // as fast as can be
  await page.mouse.up();
  assert.match(await page.locator('.told').first().textContent(), /Your drawing: the network reads a \d/);
  assert.equal(await page.locator('.pad [aria-pressed="true"]').count(), 8);
  // Between two pixels too; the right button draws nothing.
  await page.getByRole('button', { name: 'Clear' }).click();
  const gap = await page.evaluate(() => {
    const [left, right] = [...document.querySelectorAll('.pad button')].map((cell) => cell.getBoundingClientRect());
    return (left.right + right.left) / 2;
  });
  for (const [button, drawn] of [['right', 0], ['left', 8]]) {
    await page.mouse.move(gap, box.y + 8);
    await page.mouse.down({ button });
    await page.mouse.move(gap, box.y + box.height - 8);
    await page.mouse.up({ button });
    assert.equal(await page.locator('.pad [aria-pressed="true"]').count(), drawn);
  }
  assert.deepEqual(troubles, []);
  await close();
});

test('digits: what was trained outlives another view, and a reload trains it again', async () => {
  const { page, troubles, close } = await openPage(browser, '#digits');
  const told = () => page.locator('.told').nth(1).textContent();
  await page.getByRole('button', { name: '▶ Train' }).click({ timeout: 20000 });
  await page.waitForFunction(() => Number(/(\d+) steps/.exec(document.querySelectorAll('.told')[1].textContent)?.[1]) >= 20, null, { timeout: 30000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: '▶ Train' }).waitFor();
  const trained = await told();
  await page.getByRole('link', { name: 'Learn', exact: true }).click();
  await page.locator('.lesson').waitFor();
  await page.goBack();
  assert.equal(await told(), trained);
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll('.told').length === 2, null, { timeout: 20000 });
  assert.equal(await told(), trained);
  // Back undoes the training, new weights begin anew.
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll('.told')[1]?.textContent.startsWith('0 steps'));
  await page.goForward();
  await page.waitForFunction((text) => document.querySelectorAll('.told')[1]?.textContent === text, trained);
  await page.getByRole('button', { name: 'New weights' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.told')[1]?.textContent.startsWith('0 steps'));
  assert.match(page.url(), /seed=2/);
  assert.deepEqual(troubles, []);
  await close();
});

test('digits: new weights and Back are taken while a training runs', async () => {
  const { page, troubles, close } = await openPage(browser, '#digits?seed=3&trained=1,8');
  const train = page.getByRole('button', { name: '▶ Train' });
  const stepsBeyond = (count) => page.waitForFunction((least) => Number(/(\d+) step/.exec(document.querySelectorAll('.told')[1]?.textContent)?.[1]) > least, count);
  const newWeights = page.getByRole('button', { name: 'New weights' });
  for (const [leave, shown, focused] of [[() => page.goBack(), '#digits?seed=3&trained=1,8', '▶ Train'], [() => newWeights.click(), '#digits?seed=4', 'New weights']]) {
    for (let k = 0; k < 4; ++k) {
      await page.evaluate(() => { location.hash = '#digits?seed=3&trained=1,8'; });
      await train.click({ timeout: 20000 });
      await stepsBeyond(12);
      await leave();
      await train.waitFor();
      await page.waitForTimeout(100);  // what is in work would come in now
      assert.equal(await page.evaluate(() => location.hash), shown);
      assert.equal(await page.evaluate(() => document.activeElement.closest('button')?.textContent), focused);
    }
  }
  assert.deepEqual(troubles, []);
  await close();
});

test('digits: all that is wrong with a gradient and its cost is told', async () => {
  const { page, close } = await openPage(browser, '#digits?mistakes=missing-mean,flipped-sign');
  const sample = page.locator('.sample');
  const check = async () => {
    await sample.getByRole('button').click({ timeout: 20000 });
    await page.waitForFunction(() => document.querySelector('.sample span').textContent.includes('DISAGREE'));
    return sample.textContent();
  };
  assert.match(await check(), /not their mean\. The output error is/);
  await page.evaluate(() => { location.hash = '#digits?mistakes=precedence'; });
  await page.waitForFunction(() => !document.querySelector('.sample span').textContent);
  assert.match(await check(), /agree, the cost does not: /);
  await close();
});

test('digits: a network that was trained badly is told the same everywhere', async () => {
  const { page, troubles, close } = await openPage(browser, '#digits?trained=2,116,flipped-sign');
  const told = page.locator('.told');
  await told.nth(1).waitFor({ timeout: 20000 });
  // All outputs are 1: the picture answers as the table does.
  const answer = Number(/reads an? (\d)/.exec(await told.first().textContent())[1]);
  const columns = await page.locator('.confusion tbody tr').first().locator('td').allTextContents();
  assert.deepEqual(columns.flatMap((count, digit) => (count === '·' ? [] : [digit])), [answer]);
  assert.match(await page.locator('.bars').getAttribute('aria-label'), new RegExp(`reads an? ${answer},`));
  assert.equal(await page.locator('.bars .best span').textContent(), String(answer));
  // The curve's ticks are what they say.
  const ticks = await page.$$eval('.chart g > text[text-anchor="end"]', (texts) => texts.map((text) => text.textContent));
  assert.deepEqual(ticks, ['0', '3e4', '6e4']);
  assert.match(await page.locator('.tell').textContent(), /116 steps with flipped-sign/);
  await page.getByRole('button', { name: 'Check 200 entries' }).click();
  await page.locator('.sample b').waitFor({ timeout: 20000 });
  assert.match(await page.locator('.sample').textContent(), /AGREE 200 of 200 entries of the gradient over 100 digits agree\. Noticed besides, in the loop version: .* There J is not a number, where 68295\.9/);
  assert.deepEqual(troubles, []);
  await close();
});

test('digits: the drawing and the bars are seen in forced colors', async () => {
  const { page, close } = await openPage(browser, '#digits', { forcedColors: 'active' });
  await page.locator('.bars .best').waitFor();
  const colors = await page.evaluate(() => {
    const colorsOf = (selector) => [...document.querySelectorAll(selector)].map((each) => getComputedStyle(each).backgroundColor);
    return { pixels: new Set(colorsOf('.pad button')).size, bars: colorsOf('.bars i'), page: getComputedStyle(document.documentElement).backgroundColor };
  });
  assert.ok(colors.pixels > 5, `${colors.pixels} shades`);
  assert.equal(colors.bars.length, 10);
  assert.ok(!colors.bars.includes(colors.page), colors.page);
  await close();
});

test('check: two numbers that agree are seen to, digit by digit', async () => {
  const { page, close } = await openPage(browser, '#check?lambda=0');
  const told = await page.locator('[aria-label="differences"] .told').textContent();
  const [, one, other] = /: (−?0\.\d+); numerical (−?0\.\d+)\./.exec(told);
  assert.equal(one.slice(0, 13), other.slice(0, 13));
  assert.ok(other.length > 13);
  await close();
});

test('digits: a mistake is chosen where the network learns, moves nothing, and is taken back', async () => {
  const { page, troubles, close } = await openPage(browser, '#digits');
  const list = page.getByLabel('any of the known mistakes');
  const top = () => page.locator('.chart').evaluate((chart) => chart.getBoundingClientRect().top);
  await list.waitFor();
  const stands = await top();
  await list.selectOption('last-example-only');
  await page.waitForFunction(() => location.hash === '#digits?mistakes=last-example-only');
  assert.equal(await top(), stands);
  await page.getByRole('button', { name: 'Check 200 entries' }).click();
  await page.locator('.small-badge.disagree').waitFor();
  await list.selectOption('');
  await page.waitForFunction(() => location.hash === '#digits');
  await page.locator('.small-badge').waitFor({ state: 'detached', timeout: 2000 });  // it was of the mistake
  assert.deepEqual(troubles, []);
  await close();
});

test('digits: a recipe keeps all step lengths that were tried, and ends at 600 steps', async () => {
  const legs = Array.from({ length: 14 }, (_, k) => `${(k % 2) + 1},4`).join(';');
  const { page, troubles, close } = await openPage(browser, `#digits?trained=${legs}`);
  const isTold = (text) => document.querySelectorAll('.told')[1]?.textContent.startsWith(text);
  const waitFor = (start) => page.waitForFunction(isTold, start);
  await waitFor('56 steps');
  assert.equal(await page.locator('.unread').count(), 0);
  await page.evaluate(() => { location.hash = '#digits?trained=2,598;1,4'; });
  await waitFor('598 steps');
  assert.match(await page.locator('.unread').textContent(), /: trained=1,4\./);
  const train = page.getByRole('button', { name: '▶ Train' });
  await train.click();
  await waitFor('600 steps');
  assert.match(await page.locator('.told').nth(1).textContent(), /600 steps are the most here\./);
  assert.equal(await train.getAttribute('aria-disabled'), 'true');
  assert.deepEqual(troubles, []);
  await close();
});

test('digits: what is mistyped in a recipe is left out', async () => {
  const { page, troubles, close } = await openPage(browser, '#digits?trained=2,-5;x,3;900,3;2,4,no-such');
  await page.waitForFunction(() => document.querySelectorAll('.told')[1]?.textContent.startsWith('4 steps'));
  assert.match(await page.getByRole('link', { name: 'Digits', exact: true }).getAttribute('href'), /trained=2,4$/);
  assert.deepEqual(troubles, []);
  await close();
});

test('reports of the command: no request, nothing for axe, and names never become script', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-report-'));
  const hostile = join(folder, '<img src=x onerror=document.title="owned">.csv');
  writeFileSync(hostile, '0.1,0.2,1\n0.3,0.1,2\n0.2,0.4,1\n0.5,0.1,2\n');
  const reports = {
    check: ['--data', hostile, '--hidden', '2'], sweep: ['--function', 'exp'], train: ['--data', 'debug', '--iterations', '3'],
    compare: ['--data', 'debug'], step: ['--data', 'debug', ...(process.env.GRADLAB_EXHAUSTIVE ? [] : ['--statement', 'S23'])],
  };
  for (const [verb, words] of Object.entries(reports)) {
    const file = join(folder, `${verb}.html`);
    runCommand(verb, ...words, '--html', file);
    const { page, troubles, close } = await openPage(browser, '', { viewport: { width: 390, height: 844 } }, file);
    assert.equal(await page.title(), `gradlab ${verb}`);
    assert.deepEqual(await violations(page), [], verb);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, verb);
    if (verb === 'compare') assert.ok(await page.locator('.scroll').first().evaluate((box) => box.scrollWidth <= box.clientWidth), 'the verdicts are cut');
    if (verb === 'check') {
      const told = await page.locator('.lines').first().textContent();
      assert.match(told, /unseen/);
      assert.doesNotMatch(told, /replay|\\|\n/);  // what was broken for a terminal is whole again
    }
    if (verb === 'train') assert.match(await page.locator('main').textContent(), /\(\d+ of \d+ entries checked, all agree\)/);
    assert.deepEqual(troubles, [], verb);
    await close();
  }
  rmSync(folder, { recursive: true });
});

test('letters that the reader has set to twice their size are taken, and the page makes room for them', async (t) => {
  const large = await openBrowser('--blink-settings=defaultFontSize=32,defaultFixedFontSize=26');
  t.after(() => large.close());
  for (const view of ['step?at=23', 'check', 'compare', 'digits', 'learn?lesson=4']) {
    const { page, close } = await openPage(large, `#${view}`, { isMobile: false, viewport: { width: 1280, height: 900 } });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).fontSize), '32px');
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 1280, view);
    const words = page.locator('.say');
    if (await words.count() > 0) assert.ok((await words.boundingBox()).width > 1000, view);
    await close();
  }
});

test('on paper the page and its reports have the colors of a light theme', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-paper-'));
  const report = join(folder, 'check.html');
  runCommand('check', '--data', 'debug', '--html', report);
  const read = (page) => page.evaluate(() => [
    ...[...document.querySelectorAll('.heatmap td, .legend i')].map((cell) => cell.style.background),
    ...[...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()),
  ]);
  for (const [address, last, file] of [['#check', '.heatmap'], ['#digits', '.pair canvas'], ['#learn?lesson=1', '.computed .legend i'], ['', 'canvas', report]]) {
    const colors = {};
    for (const colorScheme of ['light', 'dark']) {
      const { page, close } = await openPage(browser, address, { colorScheme }, file);
      await page.locator(last).first().waitFor();
      colors[colorScheme] = await read(page);
      if (colorScheme === 'dark') {
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
        colors.paper = await read(page);
        await page.evaluate(() => dispatchEvent(new Event('afterprint')));
        colors.after = await read(page);
      }
      await close();
    }
    assert.ok(colors.light.length > 0);
    assert.notDeepEqual(colors.dark, colors.light, address);
    assert.deepEqual(colors.paper, colors.light, address);
    assert.deepEqual(colors.after, colors.dark, address);
  }
  rmSync(folder, { recursive: true });
});

// Each view, and what is the last to be drawn in it.
const addresses = {
  step: ['#step?at=23&mistakes=missing-derivative', '.network'],
  check: ['#check?mistakes=regularized-bias&lambda=3', '.view-check:not(:has-text("Computing …"))'],
  compare: ['#compare', '.equation table'],
  digits: ['#digits', '.confusion'],
  learn: ['#learn?lesson=1', '.lesson .title'],
};

// One setting each is ordinary; all of them are tried where all is tested.
const settingsOf = { phone: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } };
if (process.env.GRADLAB_EXHAUSTIVE) {
  settingsOf.desk = { viewport: { width: 1400, height: 900 } };
  settingsOf.tablet = { viewport: { width: 768, height: 1024 }, forcedColors: 'active', reducedMotion: 'reduce' };
}

for (const [view, [address, last]] of Object.entries(addresses)) {
  test(`${view}: nothing for axe to find, and no sideways scroll`, async () => {
    for (const settings of Object.values(settingsOf)) {
      const { page, close } = await openPage(browser, address, settings);
      await page.locator(last).first().waitFor();
      assert.deepEqual(await violations(page), [], JSON.stringify(settings));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= settings.viewport.width, `${width} of ${settings.viewport.width}`);
      await close();
    }
  });
}
