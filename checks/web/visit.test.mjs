// The page as somebody uses it for the first time: nothing is lost, nothing jumps, and Back undoes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { cost, openBrowser, openPage, verdict } from './browser.mjs';

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const heading = (page) => page.locator('.view-step .card[aria-label="step"] h2').textContent();
const waitForStatement = (page, number) => page.waitForFunction((at) => document.querySelector('h2')?.textContent.startsWith(`S${at} of`), number);
async function openCell(page, matrix, place) {
  await page.locator(`table[data-name="${matrix}"] td[data-place="${place}"] button`).first().click();
  await page.locator(`table[data-name="${matrix}"] input:focus`).waitFor();
}

test('Back undoes what was done last, and a run of steps at once', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  const next = page.getByRole('button', { name: 'Next statement' });
  await next.click();
  await next.click();
  await waitForStatement(page, 9);
  await page.goBack();
  await waitForStatement(page, 7);  // the page is not left
  await next.click();
  await page.locator('.chips button', { hasText: 'flip a sign' }).click();
  await next.click();
  await waitForStatement(page, 9);
  await page.goBack();
  await waitForStatement(page, 8);
  assert.match(await verdict(page), /DISAGREE/);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('.badge').textContent.includes('✓'));
  await page.goBack();
  await waitForStatement(page, 7);
  await close();
});

test('a run of + on one weight is undone at once, and each weight by itself', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  const first = await cost(page);
  const waitForCost = (wanted) => page.waitForFunction((J) => Number(document.querySelector('.cost span').title) === J, wanted);
  const cell = page.locator('table[data-name="Theta1"] td[data-place="0,0"] button').first();
  await cell.focus();
  for (let k = 0; k < 3; ++k) await page.keyboard.press('+');
  await page.waitForFunction(() => location.hash.includes('Theta1=0,0=0.3841'));
  const second = await cost(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('+');
  await page.waitForFunction(() => location.hash.includes('1,0='));  // Theta1 is shown transposed
  await page.goBack();
  await waitForCost(second);
  await page.goBack();
  await waitForCost(first);
  await close();
});

test('a mistake is made once: no list offers it again, and an address that names it twice has it once', async () => {
  const { page, close } = await openPage(browser, '#step?mistakes=flipped-sign,flipped-sign,missing-mean');
  assert.match(await page.locator('.say').textContent(), /^With flipped-sign and missing-mean/);
  const offered = (which) => page.locator('.chips select').nth(which).locator('option').evaluateAll((all) => all.map(({ value }) => value));
  assert.ok((await offered(0)).includes('flipped-sign') && !(await offered(1)).includes('flipped-sign'));
  assert.ok((await offered(1)).includes('missing-mean') && !(await offered(0)).includes('missing-mean'));
  await page.evaluate(() => { location.hash = '#step?mistakes=flipped-sign,flipped-sign'; });
  await page.waitForFunction(() => document.querySelector('.say').textContent.startsWith('With flipped-sign '));
  assert.match(await verdict(page), /DISAGREE/);
  await close();
});

test('what of a link cannot be read is told in one line, and does not stay in the address', async () => {
  const { page, troubles, close } = await openPage(browser, '#step?at=8&lambda=1e308&mistakes=bogus,flipped-sign&Theta1=0,0=NaN;0,1=0.5;9,9=1&colour=red');
  const line = page.locator('.unread');
  assert.match(await line.textContent(), /^Left out .* unknown or out of range: lambda=1e308, mistakes=bogus, Theta1=0,0=NaN, Theta1=9,9=1, colour\./);
  await page.waitForFunction(() => location.hash === '#step?at=8&mistakes=flipped-sign&Theta1=0,1=0.5');
  await line.getByRole('button', { name: 'Close' }).click();
  await line.waitFor({ state: 'detached' });
  for (const [wrong, told, shown] of [
    ['#learn?lesson=99', /^There is no lesson 99: there are 1 to 17\. Learn lists them, .* lesson 1\./, '#learn'],
    ['#learn?lesson=99&at=31', /^There is no lesson 99: .* out of range: at=31\./, '#learn'],
    ['#step?at=22&turn=99', /turn=99\./, '#step?at=22'],
    ['#step?at=7.9&example=3.5', /at=7\.9, example=3\.5\./, '#step?at=7'],
  ]) {
    await page.evaluate((hash) => { location.hash = hash; }, wrong);
    await page.waitForFunction((hash) => location.hash === hash, shown);
    await page.evaluate(() => { dispatchEvent(new HashChangeEvent('hashchange')); });  // a slow browser sends it only now
    assert.match(await line.textContent(), told);
  }
  for (const spelled of ['#step?lambda=1e0&at=%39', '#step?at=9&mistakes=', '#?at=9&at=8']) {
    await page.evaluate((hash) => { location.hash = hash; }, spelled);
    await page.waitForFunction(() => location.hash === '#step?at=9');  // in the page's own words
  }
  await page.evaluate(() => { location.hash = '#step?at=9&lambda=0.5&Theta1=0,0=0.5&names=nielsen&embed=1'; });
  await line.waitFor({ state: 'detached' });  // all of it was read
  assert.deepEqual(troubles, []);
  await close();
});

test('another view begins at its top', async () => {
  const { page, close } = await openPage(browser, '#step?at=9', { viewport: { width: 1400, height: 500 } });
  await page.getByRole('link', { name: /Why\? All differences/ }).click();
  await page.locator('.view-check').waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.evaluate(() => scrollTo(0, 300));
  await page.locator('.chips button', { hasText: 'flip a sign' }).evaluate((button) => button.click());
  await page.waitForFunction(() => document.querySelector('.badge').textContent.includes('DISAGREE'));
  assert.notEqual(await page.evaluate(() => scrollY), 0);  // the same view stays where it is
  await close();
});

test('J is said to have changed by a change, not by another address', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  const told = () => page.locator('.cost small').textContent();
  const lambda = page.locator('.tools .number');
  await lambda.fill('1,5');
  await lambda.press('Enter');
  await page.waitForFunction(() => location.hash.includes('lambda=1.5'));  // as a weight takes it
  assert.match(await told(), /^\+0\.\d+ since your last change$/);
  await page.evaluate(() => { location.hash = '#step?at=7'; });
  await page.waitForFunction(() => document.querySelector('.tools .number').value === '1');
  assert.equal(await told(), 'the cost of the loop');
  await lambda.fill('1000000');
  await lambda.press('Enter');
  await page.waitForFunction(() => location.hash.includes('lambda=1000000'));
  assert.ok(await lambda.evaluate((field) => field.scrollWidth <= field.clientWidth));
  await close();
});

test('what was copied is told until something changes', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  const told = page.locator('.share [role="status"]');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.waitForFunction(() => document.querySelector('.share [role="status"]').textContent !== '');
  await page.getByRole('button', { name: 'Next statement' }).click();
  await waitForStatement(page, 8);
  assert.equal(await told.textContent(), '');
  await close();
});

test('two mistakes are both told, and keep the look of their buttons', async () => {
  const { page, close } = await openPage(browser, '#step?at=7&mistakes=flipped-sign,missing-mean&lambda=3');
  assert.equal(await page.locator('.tell').count(), 2);
  assert.match(await page.locator('.say').textContent(), /Show it in statement 26.*Show it in statement 22/);
  assert.equal(await page.locator('.chips button', { hasText: 'flip a sign' }).getAttribute('aria-pressed'), 'true');
  assert.equal(await page.locator('.chips [aria-pressed="true"]').count(), 1);
  await close();
});

test('at S30 Next is off and keeps the focus', async () => {
  const { page, close } = await openPage(browser, '#step?at=29');
  const next = page.getByRole('button', { name: 'Next statement' });
  await next.focus();
  await page.keyboard.press('Enter');
  await waitForStatement(page, 30);
  assert.equal(await next.getAttribute('aria-disabled'), 'true');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(50);
  assert.match(await heading(page), /^S30/);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Next statement');
  await page.keyboard.press('Shift+Tab');
  await close();
});

test('the narrowest of screens scrolls nothing sideways, not even with large numbers', async () => {
  for (const [width, address] of [
    [280, '#step?at=23&mistakes=missing-derivative'],
    [280, '#step?at=28&mistakes=missing-mean'],
    [280, '#compare?mistakes=missing-mean'],
    [280, '#check?mistakes=missing-mean&lambda=1000000&Theta1=0,1=1000000'],
    [390, '#step?at=7&mistakes=missing-mean&lambda=1000000&Theta1=0,1=1000000'],
  ]) {
    const { page, close } = await openPage(browser, address, { viewport: { width, height: 844 } });
    const J = address.includes('lambda') ? 'J = 1.0000000e+17' : 'J = 2.1160870';
    assert.equal(await page.locator('.cost span').textContent(), J);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${address} at ${width}`);
    await close();
  }
});

// One width each is ordinary; all of them are tried where all is tested.
const widths = (ordinary) => (process.env.GRADLAB_EXHAUSTIVE ? [390, 768, 1400] : [ordinary]);

for (const width of widths(1400)) {
  test(`the three goals are ticked, stay, and are closed by hand, at ${width}`, async () => {
    const { page, close } = await openPage(browser, '#step?at=7', { viewport: { width, height: 900 } });
    const height = () => page.locator('.goals').evaluate((goals) => goals.offsetHeight);
    const stands = await height();
    const done = page.locator('.goals .done');
    await openCell(page, 'Theta1', '0,0');
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.goals .done').length === 1);
    await page.locator('.chips button', { hasText: 'flip a sign' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.goals .done').length === 2);
    assert.equal(await page.getByRole('button', { name: 'Close' }).count(), 0);
    await page.getByRole('button', { name: 'Next statement' }).click();
    await page.getByRole('button', { name: 'Close' }).waitFor();
    await page.getByRole('button', { name: 'Next statement' }).click();
    await waitForStatement(page, 9);
    assert.equal(await done.count(), 3);
    assert.equal(await height(), stands);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: 'Check', exact: true }).click();
    await page.getByRole('link', { name: 'Step', exact: true }).click();
    await waitForStatement(page, 9);
    assert.equal(await page.locator('.goals').count(), 0);
    await close();
  });
}

test('each goal leads to its thing, and dotted cells are told of only where some are', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  const goal = (name) => page.locator('.goals').getByRole('button', { name });
  assert.equal(await page.locator('.key').count(), 1);
  await goal(/^Step/).click();
  await waitForStatement(page, 8);
  assert.equal(await page.locator('.editable, .key').count(), 0);
  await goal(/dotted/).click();
  await waitForStatement(page, 7);
  await page.waitForFunction(() => document.activeElement.closest('td.editable'));
  assert.ok(await page.evaluate(() => document.activeElement.matches(':focus-visible')));  // also after a click
  await page.keyboard.press('+');
  await goal(/mistake/).click();
  await page.waitForFunction(() => document.querySelector('.badge').textContent.includes('DISAGREE'));
  assert.equal(await page.locator('.goals .done').count(), 3);
  await close();
});

test('a goal that leads to a cell stops where the reader has gone on at once', async () => {
  const { page, troubles, close } = await openPage(browser, '#step?at=8');
  await page.evaluate(() => {
    [...document.querySelectorAll('.goals button')][1].click();
    document.querySelectorAll('.track button')[24].click();
  });
  await waitForStatement(page, 25);
  await page.waitForTimeout(200);
  assert.match(await heading(page), /^S25 of 30/);
  assert.deepEqual(troubles, []);
  await close();
});

for (const width of widths(390)) {
  test(`a mistake that is chosen moves nothing below it, at ${width}`, async () => {
    const { page, close } = await openPage(browser, '#step?at=7', { viewport: { width, height: 900 } });
    const top = () => page.evaluate(() => document.querySelector('[aria-label="step"]').getBoundingClientRect().top + scrollY);
    const stands = await top();
    for (const name of ["forget σ'", 'flip a sign', 'regularize the bias', '= instead of +=', 'none']) {
      await page.locator('.chips button', { hasText: name }).click();
      await page.waitForFunction((text) => document.querySelector('.chips [aria-pressed="true"]').textContent === text, name);
      assert.equal(await top(), stands, name);
    }
    await close();
  });
}

test('the editor of a cell widens nothing', async () => {
  for (const place of ['0,0', '2,5']) {
    const { page, close } = await openPage(browser, '#step?at=9');
    const size = () => page.evaluate(() => {
      const { width, height } = document.querySelector('table[data-name="Theta2"]').getBoundingClientRect();
      return [width, height, document.querySelector('table[data-name="Theta2"]').closest('.scroll').scrollWidth];
    });
    const before_ = await size();
    await openCell(page, 'Theta2', place);
    assert.deepEqual(await size(), before_);
    await close();
  }
});

test('on a phone the editor of a cell covers no cell', async () => {
  const { page, close } = await openPage(browser, '#step?at=9', { viewport: { width: 390, height: 844 } });
  for (const place of ['0,0', '1,3', '2,5']) {
    await openCell(page, 'Theta2', place);
    const covered = await page.evaluate(() => {
      const editor = document.querySelector('.matrix input').getBoundingClientRect();
      return [...document.querySelectorAll('.matrix td')].filter((cell) => {
        const { left, right, top, bottom } = cell.getBoundingClientRect();
        return left < editor.right && right > editor.left && top < editor.bottom && bottom > editor.top;
      }).length;
    });
    assert.equal(covered, 0, place);
    await page.keyboard.press('Escape');
  }
  await close();
});

test('numbers in the network stay inside of their units', async () => {
  for (const address of ['#step?at=9', '#step?at=23&X=0,0=-0.0012345;0,1=-99999;0,2=-0.00001', '#step?at=23&Theta2=0,0=9;1,1=-9']) {
    const { page, close } = await openPage(browser, address);
    const outside = await page.$$eval('.network .unit', (units) => units.flatMap((unit) => {
      const shape = unit.querySelector('rect').getBBox();
      return [...unit.querySelectorAll('text')].filter((text) => {
        const { x, y, width, height } = text.getBBox();
        return x < shape.x || x + width > shape.x + shape.width || y < shape.y || y + height > shape.y + shape.height;
      }).map((text) => text.textContent);
    }));
    assert.deepEqual(outside, [], address);
    await close();
  }
});

test('chosen names stand in all words; lines of C++ stay as their files have them', async () => {
  const address = '#step?at=23&mistakes=missing-derivative&names=';
  const { page, close } = await openPage(browser, `${address}source`);
  const read = async () => ({
    cpp: await page.locator('.lines dd').nth(2).textContent(),
    numpy: await page.locator('.lines dd').nth(1).textContent(),
    words: (await page.locator('.tell span, h2, .told, h3, .equation figcaption').allTextContents()).join('\n'),
  });
  const source = await read();
  assert.match(source.words, /sigmoidGradient\(z1\)/);
  await page.evaluate((hash) => { location.hash = hash; }, `${address}nielsen`);
  await page.waitForFunction(() => document.querySelector('.tell').textContent.includes('sigmoid_prime(z^2)'));
  const book = await read();
  assert.equal(book.cpp, source.cpp);
  assert.match(book.numpy, /delta\^2 = \(w\^3\.T @ delta\^3\)/);
  for (const name of [/delta\^3 back through w\^3/, /dJ\/dw\^2/, /σ'\(z\^2\)/]) assert.match(book.words, name);
  assert.doesNotMatch(book.words, /\b(Theta[12]|d[12]|z1|sigmoidGradient)\b/);
  await close();
});

test('what is refused twice in the same words is told twice', async () => {
  const { page, close } = await openPage(browser, '#step?at=7');
  await page.evaluate(() => {
    window.told = 0;
    new MutationObserver(() => { window.told += 1; }).observe(document.querySelector('.error'), { childList: true });
  });
  const lambda = page.locator('.tools .number');
  for (const count of [1, 2]) {
    await lambda.fill('-3');
    await lambda.press('Enter');
    await page.waitForFunction((wanted) => window.told === wanted, count);
    assert.match(await page.locator('.error').textContent(), /million/);
  }
  await close();
});

test('the statement of a mistake is brought in sight on a phone', async () => {
  for (const reducedMotion of ['reduce', 'no-preference']) {
    const { page, close } = await openPage(browser, '#step?at=7&mistakes=missing-derivative', { viewport: { width: 390, height: 844 }, reducedMotion });
    await page.getByRole('button', { name: /Show it in statement 23/ }).click();
    await page.waitForFunction(() => {
      const { top } = document.querySelector('[aria-label="step"] h2').getBoundingClientRect();
      return top >= 0 && top < innerHeight / 3;
    });
    assert.match(await heading(page), /^S23 of 30/);
    await close();
  }
});

test('a change is drawn at once: it animates nothing, and nothing moves for ever', async () => {
  const { page, close } = await openPage(browser, '#step?at=9', { reducedMotion: 'no-preference' });
  const running = () => page.evaluate(() => document.getAnimations().map((each) => [each.constructor.name, each.effect.getTiming().iterations]));
  const atFirst = await running();
  assert.ok(atFirst.length > 0);  // the weights in use flow
  assert.ok(atFirst.every(([, iterations]) => iterations <= 3));
  await openCell(page, 'Theta2', '0,0');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  assert.deepEqual((await running()).filter(([kind]) => kind === 'CSSTransition'), []);
  await close();
});
