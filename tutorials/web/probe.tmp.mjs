import { chromium } from 'playwright-core';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const p = await b.newPage({ viewport: { width: 1400, height: 900 } });
p.on('console', (m) => console.log('console:', m.text())); p.on('pageerror', (e) => console.log('error:', e.stack));
await p.goto('file:///tmp/page/gradlab.html#digits'); await p.waitForFunction(() => document.body.dataset.ready);
await p.getByRole('button', { name: 'Train' }).click({timeout:10000});
for (let i=0;i<5;i++){ await new Promise(r=>setTimeout(r,1500)); console.log(await Promise.race([p.locator('.told').nth(1).textContent(), new Promise(r=>setTimeout(()=>r('timeout'),8000))])); }
await p.screenshot({path:'/tmp/shots/dig.png'});
await b.close();
