import { chromium } from 'playwright-core';
const [file, hash, out, width='1400', scheme='light', height='900', js=''] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const p = await b.newPage({ viewport: { width: +width, height: +height }, colorScheme: scheme });
p.on('console', (m) => console.log('console:', m.text())); p.on('pageerror', (e) => console.log('error:', e.stack));
await p.goto('file://' + file + hash);
try { await p.waitForFunction(() => document.body.dataset.ready, null, { timeout: 15000 }); } catch (e) { console.log(e.message); }
if (js) { await p.evaluate(js); await p.waitForTimeout(400); }
await p.waitForTimeout(500);
console.log('ready', await p.evaluate(() => document.body.dataset.ready), 'width', await p.evaluate(() => document.documentElement.scrollWidth));
await p.screenshot({ path: out, fullPage: height === '0' || process.env.FULL === '1' });
await b.close();
