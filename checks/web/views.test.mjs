// The views Check, Compare, Digits and Learn in a real browser, and the reports of the command.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { readLessons } from '../../tutorials/web/lessons.mjs';
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
    const names = await mistakes.allTextContents();
    assert.ok(names.length >= least, `${names.length}`);
    for (const name of names) {
      await page.evaluate((hash) => { location.hash = `${hash}`; }, `${address}${address.includes('?') ? '&' : '?'}mistakes=${name}`);
      await page.waitForFunction((wanted) => document.querySelector('.chips select').value === wanted, name);
      await page.evaluate((hash) => { location.hash = hash; }, address);
      await page.waitForFunction(() => document.querySelector('.chips select').value === '');
      await page.locator('.choose button', { hasText: new RegExp(`^${name}$`) }).first().click();
      await page.waitForFunction((wanted) => document.querySelector('.chips select').value === wanted, name);
      assert.doesNotMatch(await verdict(page), /\bAGREE/, name);
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
  for (let power = -16; power <= 0; power += 0.5) {
    await page.locator('.slide input').fill(String(power));
    const met = await page.evaluate(() => {
      const curves = [...document.querySelectorAll('.chart polyline')].map((line) => {
        const length = line.getTotalLength();
        return Array.from({ length: Math.ceil(length) }, (_, k) => line.getPointAtLength(k));
      });
      return [...document.querySelectorAll('.chart .note')].filter((note) => {
        const { x, y, width, height } = note.getBBox();
        return curves.flat().some((point) => point.x > x && point.x < x + width && point.y > y + 2 && point.y < y + height - 2);
      }).map((note) => note.textContent);
    });
    assert.deepEqual(met, [], `10^${power}`);
  }
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

test('digits: what is mistyped in a recipe is left out', async () => {
  const { page, troubles, close } = await openPage(browser, '#digits?trained=2,-5;x,3;900,3;2,4,no-such');
  await page.waitForFunction(() => document.querySelectorAll('.told')[1]?.textContent.startsWith('4 steps'));
  assert.match(await page.getByRole('link', { name: 'Digits', exact: true }).getAttribute('href'), /trained=2,4$/);
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
  await number.getByRole('textbox').fill('what?');
  await number.getByRole('button', { name: 'Answer' }).click();
  assert.equal(await number.locator('.judged code').count(), 3);
  assert.doesNotMatch(await number.locator('.judged').textContent(), /`/);
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

// What answers a question rightly, and what does not; an answer in words is never wrong.
function answersTo(part) {
  if (part.choices.length > 0) return [part.letter, part.choices.map(([letter]) => letter).find((letter) => letter !== part.letter)];
  if (part.isOpen) return ['in words', null];
  return [part.numbers, part.numbers.replaceAll(/\d+/g, '987')];
}

test('learn: every question of every lesson takes a right answer and a wrong one', async () => {
  const { page, troubles, close } = await openPage(browser, '#learn');
  let asked = 0;
  const answer = (k, choice, typed) => page.evaluate(async (asked_) => {
    const box = document.querySelectorAll('.question')[asked_.k];
    const settle = () => new Promise((done) => setTimeout(done));
    if (asked_.choice >= 0) box.querySelectorAll('.choices button')[asked_.choice].click();
    else {
      const field = box.querySelector('input');
      field.value = asked_.typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settle();
      box.querySelector('form button').click();
    }
    await settle();
    return box.querySelector('.judged')?.textContent ?? '';
  }, { k, choice, typed });
  for (const lesson of readLessons(new URL('../../tutorials', import.meta.url).pathname)) {
    await page.evaluate((number) => { location.hash = `#learn?lesson=${number}`; }, lesson.number);
    await page.waitForFunction((title) => document.querySelector('.lesson .title')?.textContent === title, lesson.title);
    const questions = lesson.parts.filter(({ kind }) => kind === 'question');
    for (const [k, part] of questions.entries()) {
      const [right, wrong] = answersTo(part);
      const reply = (typed) => answer(k, part.choices.findIndex(([letter]) => letter === typed), typed);
      const told = `lesson ${lesson.number}, ${part.name}`;
      if (wrong !== null) assert.match(await reply(wrong), /^✗ Not so\. .*\w/, told);
      assert.match(await reply(right), /^(✓ Right\.|Compare:) .*\w/, told);
      ++asked;
    }
  }
  assert.ok(asked > 40, `${asked} questions`);
  assert.deepEqual(troubles, []);
  await close();
});

test('learn: times are not said to be measured here', async () => {
  const { page, close } = await openPage(browser, '#learn?lesson=14');
  const captions = page.locator('.live', { hasText: /blocked, one thread|X\.t\(\) \* delta/ }).locator('figcaption');
  assert.deepEqual((await captions.allTextContents()).map((text) => /^measured where this lesson was written/.test(text)), [true, true]);
  assert.doesNotMatch(await page.locator('.lesson').textContent(), /, measured on your machine/);
  await close();
});

test('learn: a question for two numbers asks for two, and a single one does not count', async () => {
  const { page, close } = await openPage(browser, '#learn?lesson=4');
  const box = page.locator('.question').first();
  assert.match(await box.locator('label').textContent(), /^2 numbers/);
  for (const [typed, reply] of [['25x401', /Right/], ['25, 401', /Right/], ['25 400', /Not so/], ['25', /Type 2 numbers/]]) {
    await box.getByRole('textbox').fill(typed);
    await box.getByRole('button').click();
    assert.match(await box.locator('.judged').textContent(), reply, typed);
  }
  await close();
});

test('learn: a lesson on paper has no controls, and cuts no code', async () => {
  const { page, close } = await openPage(browser, '#learn?lesson=8', { viewport: { width: 700, height: 900 } });
  const look = () => page.evaluate(() => ({
    controls: [...document.querySelectorAll('.contents, .tools, .share')].filter((each) => each.checkVisibility()).length,
    cut: [...document.querySelectorAll('.lesson pre')].filter((each) => each.scrollWidth > each.clientWidth).length,
  }));
  await page.locator('.lesson .title').waitFor();
  assert.ok((await look()).controls > 2 && (await look()).cut > 0);
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await look(), { controls: 0, cut: 0 });
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

test('learn: what needs a terminal stands apart, in every lesson', async () => {
  const { page, close } = await openPage(browser, '#learn?lesson=1');
  await page.locator('.lesson').waitFor();
  const lessons = await page.locator('.contents ol button').count();
  for (let number = 1; number <= lessons; ++number) {
    await page.evaluate((at) => { location.hash = `#learn?lesson=${at}`; }, number);
    await page.waitForFunction((at) => document.querySelector('.lesson .title').textContent.startsWith(`${at}.`), number);
    assert.equal(await page.locator('.terminal').count(), 1, `lesson ${number}`);
    const outside = await page.evaluate(() => [...document.querySelectorAll('.prose code, .prose pre')]
      .filter((code) => !code.closest('.terminal') && /^gradlab (exercise|learn)|--/m.test(code.textContent)).map((code) => code.textContent));
    assert.deepEqual(outside, [], `lesson ${number}`);
  }
  await close();
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
