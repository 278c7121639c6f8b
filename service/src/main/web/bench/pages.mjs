// How quick the courier's page is and how Lighthouse judges it, against the service that YIZHAN_URL names: figures, no test.
import lighthouse from 'lighthouse';
import { HUANGPU, PHONE, SERVICE, startBrowser } from '../e2e/browser.mjs';

const ROUNDS = 5;
const PLACE = `lon=${HUANGPU.longitude}&lat=${HUANGPU.latitude}`;
const PORT = 9333;

const browser = await startBrowser([`--remote-debugging-port=${PORT}`]);
const times = [];
for (let round = 0; round < ROUNDS; round++) {
  const context = await browser.newContext({ ...PHONE, locale: 'zh-CN', serviceWorkers: 'block' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const started = performance.now();
  await page.goto(`${SERVICE}/?${PLACE}`, { waitUntil: 'commit' });
  await page.locator('.card:not(.skeleton)').first().waitFor();
  // Interactive: a tap is answered.
  await page.locator('.chip').nth(1).click();
  await page.locator('.chip[aria-pressed="true"]').waitFor();
  times.push(performance.now() - started);
  await context.close();
}
times.sort((a, b) => a - b);
console.log(`list and an answered tap, CPU slowed 4 times: median ${Math.round(times[Math.floor(ROUNDS / 2)])} ms, worst ${Math.round(times.at(-1))} ms`);

for (const [name, path] of [
  ['list without the map', `/?map=off&${PLACE}`],
  ['with the map', `/?${PLACE}`],
]) {
  const { lhr } = await lighthouse(`${SERVICE}${path}`, { port: PORT, logLevel: 'error', output: 'json' });
  const scores = Object.values(lhr.categories).map(({ title, score }) => `${title} ${Math.round((score ?? 0) * 100)}`);
  console.log(`${name}: ${scores.join(', ')}`);
  const missed = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && ['binary', 'metricSavings', 'numeric'].includes(scoreDisplayMode));
  for (const { id, displayValue } of missed) console.log(`  ${id} ${displayValue ?? ''}`);
}
await browser.close();
