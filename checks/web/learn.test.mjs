// The view Learn in a real browser: every lesson, its pictures, and its questions.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { readLessons } from '../../tutorials/web/lessons.mjs';
import { openBrowser, openPage } from './browser.mjs';

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

test('learn: formulas, live blocks computed here, questions answered in place', async () => {
  const { page, troubles, close } = await openPage(browser, '#learn?lesson=1');
  await page.locator('.live').first().scrollIntoViewIfNeeded();
  await page.locator('.live.computed').first().waitFor({ timeout: 20000 });
  assert.match(await page.locator('.live.computed').first().textContent(), /J\(0, 0\) = 1\.007767/);
  assert.equal((await page.locator('.lesson').textContent()).split('computed just now').length, 2);  // told once
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
  const offered = /such as (\S+)/.exec(await number.locator('label').textContent())[1];
  await number.getByRole('textbox').fill(offered);  // its minus is one that no line breaks at
  await number.getByRole('button', { name: 'Answer' }).click();
  assert.match(await number.locator('.judged').textContent(), /^✗ Not so\. That is 0\.693147\./);
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

test('learn: in every lesson each question takes a right answer and a wrong one, and what needs a terminal stands apart', async () => {
  const { page, troubles, close } = await openPage(browser, '#learn');
  let asked = 0;
  const answer = (answers) => page.evaluate(async (all) => {
    const settle = () => new Promise((done) => setTimeout(done));
    const replies = [];
    for (const { k, choice, typed } of all) {
      const box = document.querySelectorAll('.question')[k];
      if (choice >= 0) box.querySelectorAll('.choices button')[choice].click();
      else {
        const field = box.querySelector('input');
        field.value = typed;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        await settle();
        box.querySelector('form button').click();
      }
      await settle();
      replies.push(box.querySelector('.judged')?.textContent ?? '');
    }
    return replies;
  }, answers);
  for (const lesson of readLessons(new URL('../../tutorials', import.meta.url).pathname)) {
    await page.evaluate((number) => { location.hash = `#learn?lesson=${number}`; }, lesson.number);
    await page.waitForFunction((title) => document.querySelector('.lesson .title')?.textContent === title, lesson.title);
    const questions = lesson.parts.filter(({ kind }) => kind === 'question');
    const answers = questions.flatMap((part, k) => {
      const [right, wrong] = answersTo(part);
      return [wrong, right].filter((typed) => typed !== null).map((typed) => ({
        k, typed, choice: part.choices.findIndex(([letter]) => letter === typed), name: part.name,
        due: typed === right ? /^(✓ Right\.|Compare:) .*\w/ : /^✗ Not so\. .*\w/,
      }));
    });
    const replies = await answer(answers);
    answers.forEach(({ name, due }, at) => assert.match(replies[at], due, `lesson ${lesson.number}, ${name}`));
    asked += questions.length;
    const { terminals, outside } = await page.evaluate(() => ({
      terminals: document.querySelectorAll('.terminal').length,
      outside: [...document.querySelectorAll('.prose code, .prose pre')]
        .filter((code) => !code.closest('.terminal') && /^gradlab (exercise|learn)|--/m.test(code.textContent)).map((code) => code.textContent),
    }));
    assert.equal(terminals, 1, `lesson ${lesson.number}`);
    assert.deepEqual(outside, [], `lesson ${lesson.number}`);
  }
  assert.ok(asked > 40, `${asked} questions`);
  assert.deepEqual(troubles, []);
  await close();
});

test('learn: a picture of boxes and arrows is drawn: no word is lost, and no line is left as a sign', async () => {
  const { page, close } = await openPage(browser, '#learn');
  const lettersOf = (text) => text.replaceAll(/[^\p{L}\d]/gu, '');
  let drawn = 0;
  for (const lesson of readLessons(new URL('../../tutorials', import.meta.url).pathname)) {
    await page.evaluate((number) => { location.hash = `#learn?lesson=${number}`; }, lesson.number);
    await page.waitForFunction((title) => document.querySelector('.lesson .title')?.textContent === title, lesson.title);
    const shown = await page.$$eval('.diagram', (all) => all.map((each) => ({
      name: each.ariaLabel.replace('picture ', ''),
      words: [...each.querySelectorAll('text')].map((text) => text.textContent).join(' '),
      strokes: each.querySelector('path').getTotalLength(),
    })));
    for (const { name, words, strokes } of shown) {
      const { text } = lesson.parts.find((part) => part.kind === 'picture' && part.name === name);
      assert.equal(lettersOf(words), lettersOf(text), name);
      assert.doesNotMatch(words, /[|+<>─┐┘┤]|--/, name);
      assert.equal(strokes > 0, /[|─]/.test(text), name);
    }
    drawn += shown.length;
  }
  assert.ok(drawn >= 5, `${drawn} pictures`);
  await close();
});

test('learn: no line begins with the point after a formula', async () => {
  const { page, close } = await openPage(browser, '#learn');
  let formulas = 0;
  for (const { number, title } of readLessons(new URL('../../tutorials', import.meta.url).pathname)) {
    await page.evaluate((lesson) => { location.hash = `#learn?lesson=${lesson}`; }, number);
    await page.waitForFunction((due) => document.querySelector('.lesson .title')?.textContent === due, title);
    for (const width of [1400, 768, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const found = await page.$$eval('.lesson math:not([display])', (all) => all.map((math) => {
        const text = math.nextSibling;
        if (!/^[.,;:)]/.test(text?.textContent ?? '')) return null;
        const point = document.createRange();
        point.setStart(text, 0);
        point.setEnd(text, 1);
        const [ends, begins] = [math.getBoundingClientRect().right, point.getBoundingClientRect().left];
        return begins < ends - 1 ? text.parentNode.textContent : '';
      }).filter((each) => each !== null));
      formulas += found.length;
      assert.deepEqual(found.filter(Boolean), [], `${title} at ${width}`);
    }
  }
  assert.ok(formulas > 100, `${formulas} formulas`);
  await close();
});

test('learn: answers outlive another lesson and another view', async () => {
  const { page, close } = await openPage(browser, '#learn?lesson=1');
  const box = page.locator('.question').nth(1);
  await box.getByRole('textbox').fill('1.7124');
  await box.getByRole('button', { name: 'Answer' }).click();
  await page.locator('.question').first().getByRole('button', { name: /It depends/ }).click();
  await page.getByRole('button', { name: /2\. .* →/ }).click();
  await page.waitForFunction(() => document.title === 'gradlab: learn 2');
  assert.equal(await page.locator('.judged').count(), 0);
  await page.getByRole('link', { name: 'Step', exact: true }).click();
  await page.locator('.view-step').waitFor();
  await page.goBack();
  await page.goBack();
  await page.waitForFunction(() => document.title === 'gradlab: learn 1');
  assert.equal(await page.locator('.judged').count(), 2);
  assert.equal(await box.getByRole('textbox').inputValue(), '1.7124');
  assert.match(await box.locator('.judged').textContent(), /Right/);
  assert.equal(await page.locator('.choices [aria-pressed="true"]').count(), 1);
  await close();
});

test('learn: the narrowest of screens scrolls no lesson sideways', async () => {
  const { page, close } = await openPage(browser, '#learn', { viewport: { width: 280, height: 800 } });
  for (const { number, title } of readLessons(new URL('../../tutorials', import.meta.url).pathname)) {
    await page.evaluate((lesson) => { location.hash = `#learn?lesson=${lesson}`; }, number);
    await page.waitForFunction((due) => document.querySelector('.lesson .title')?.textContent === due, title);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 280, title);
  }
  await close();
});

test('learn: times are not said to be measured here', async () => {
  const { page, close } = await openPage(browser, '#learn?lesson=14');
  await page.locator('.lesson').waitFor();
  const captions = page.locator('.live figcaption');
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
  const standStill = () => page.evaluate(async () => {  // what was thrown by a finger runs on
    for (let last = NaN; last !== scrollY;) {
      last = scrollY;
      await new Promise((done) => setTimeout(done, 80));
    }
  });
  const bringIntoView = async () => {
    await map.evaluate((box) => box.scrollIntoView({ block: 'center' }));
    await standStill();
  };
  const swipe = async (place, [across, down]) => {
    await bringIntoView();
    const box = await map.boundingBox();
    const [x, y] = [box.x + place[0] * box.width, box.y + place[1] * box.height];
    await touch('touchStart', { x, y });
    for (let k = 1; k <= 8; ++k) await touch('touchMove', { x: x + (across * k) / 8, y: y + (down * k) / 8 });
    await touch('touchEnd');
    await standStill();
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
