// How long the planner's page keeps a person waiting: the longest task of its main thread, and the longest stretch of
// script in one, while it is panned, zoomed, sorted and played. Against the service that YIZHAN_URL names, with whatever is
// loaded there. Software WebGL draws in another process; what it costs is not script.
import { DESK, drawn, SERVICE, startBrowser } from '../e2e/browser.mjs';

const CATEGORIES = 'devtools.timeline,disabled-by-default-devtools.timeline,toplevel';
const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'FireAnimationFrame', 'TimerFire', 'EventDispatch', 'RunMicrotasks', 'v8.evaluateModule', 'HandlePostMessage']);

const browser = await startBrowser();
const page = await (await browser.newContext({ ...DESK, viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage();
page.setDefaultTimeout(120_000);
const session = await page.context().newCDPSession(page);

async function traced(work) {
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES.split(',') } });
  await work();
  const over = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await over;
  session.removeAllListeners('Tracing.dataCollected');
  const main = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`);
  const longest = (names) =>
    events
      .filter(({ ph, name, pid, tid }) => ph === 'X' && names.has(name) && main.includes(`${pid} ${tid}`))
      .reduce((most, event) => ((event.dur ?? 0) > (most.dur ?? 0) ? event : most), {});
  return { script: longest(SCRIPT), task: longest(new Set(['RunTask', 'ThreadControllerImpl::RunTask'])) };
}

const settled = async () => {
  await page.locator('.loading').waitFor({ state: 'detached' });
  await drawn(page);
};

const box = async () => page.locator('.map:not(.ground)').boundingBox();
async function pan() {
  const { x, y, width, height } = await box();
  for (const [dx, dy] of [[-250, 0], [0, 150], [200, -100]]) {
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + dx, y + height / 2 + dy, { steps: 15 });
    await page.mouse.up();
    await page.waitForTimeout(500);
  }
}
async function zoom() {
  const { x, y, width, height } = await box();
  await page.mouse.move(x + width * 0.6, y + height * 0.5);
  for (const by of [-400, -400, -400, -400, 500, 500]) {
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(700);
  }
}
async function sort() {
  for (const column of ['stations', 'worst_distance_m', 'name', 'area_ratio']) {
    await page.locator(`.thead .${column} button`).click();
    await page.waitForTimeout(600);
  }
  await page.locator('.table').evaluate(async (node) => {
    for (let i = 0; i < 40; i++) {
      node.scrollTop += 900;
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
}
async function play() {
  await page.locator('.hour-row .round').click();
  await page.waitForTimeout(8000);
  await page.locator('.hour-row .round').click();
}

const { features } = await (await fetch(`${SERVICE}/v1/stations?limit=1`)).json();
const [lon, lat] = features[0].geometry.coordinates;
const { stations, districts } = await (await fetch(`${SERVICE}/v1/status`)).json();
console.log(`${stations.total ?? JSON.stringify(stations)} stations, ${districts} districts; one at ${lon}, ${lat}`);
console.log('| what is done | longest stretch of script, ms | which | longest task, ms |\n|---|---|---|---|');
const ms = ({ dur = 0 }) => (dur / 1000).toFixed(0);
const who = ({ name = '', args }) => `${name} ${args?.data?.functionName ?? args?.data?.type ?? ''}`.trim();
const say = (what, { script, task }) => console.log(`| ${what} | ${ms(script)} | ${who(script)} | ${ms(task)} |`);
say('opening /plan?level=county', await traced(async () => {
  await page.goto(`${SERVICE}/plan?level=county`);
  await settled();
}));
say('panning', await traced(pan));
say('zooming in and out', await traced(zoom));
say('sorting and scrolling', await traced(sort));
say('colouring by another measure', await traced(async () => {
  await page.locator('.key-box select').selectOption('worst_distance_m');
  await page.waitForTimeout(1500);
}));
say('playing the hours', await traced(play));
await page.goto(`${SERVICE}/plan?parent=${process.env.YIZHAN_CITY ?? '440100'}&desk=gaps`);
await settled();
say('panning over the gaps of a city', await traced(pan));
say('zooming into them', await traced(zoom));
await browser.close();
