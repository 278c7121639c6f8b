// How long the planner's page keeps a person waiting: the longest task of its main thread, and the longest stretch of
// script in one, while it is panned, zoomed, sorted and played, the last with every branch of the tree open. Against the
// service that YIZHAN_URL names, with whatever is loaded there. Software WebGL draws in another process; what it costs is
// not script. Ends with 1 where a stretch of script took the processor for longer than it may; how busy the machine was
// with other work is told by a plain loop, timed in the page beside each.
import { DESK, drawn, SERVICE, startBrowser } from '../e2e/browser.mjs';

const CATEGORIES = 'devtools.timeline,disabled-by-default-devtools.timeline,toplevel';
const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'FireAnimationFrame', 'TimerFire', 'EventDispatch', 'RunMicrotasks', 'v8.evaluateModule', 'HandlePostMessage']);

/** As long as a stretch of script may be. */
const SCRIPT_MS = 200;

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
  // What the thread itself ran, without what it stood still for others; where that is not told, by the clock.
  const took = ({ tdur, dur }) => tdur ?? dur ?? 0;
  const longest = (names) =>
    events
      .filter(({ ph, name, pid, tid }) => ph === 'X' && names.has(name) && main.includes(`${pid} ${tid}`))
      .reduce((most, event) => (took(event) > took(most) ? event : most), {});
  return { script: longest(SCRIPT), task: longest(new Set(['RunTask', 'ThreadControllerImpl::RunTask'])), loop: await page.evaluate(loop) };
}

/** Runs in the page: milliseconds by the clock of a piece of work that is always the same. */
function loop() {
  const began = performance.now();
  let x = 1;
  for (let i = 0; i < 3e7; i++) x = (x * 1103515245 + 12345) | 0;
  return x === 0 ? 0 : performance.now() - began;
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

/** Opens every branch of the tree, and waits until all of it is read. */
async function openTree() {
  const openSome = () =>
    page.locator('.tree-box').evaluate(async (box) => {
      let unread = 0;
      for (box.scrollTop = 0; ; box.scrollTop += 2 * box.clientHeight) {
        await new Promise((done) => requestAnimationFrame(done));
        const shut = [...box.querySelectorAll('[aria-expanded="false"] > .twisty')];
        for (const one of shut) one.click();
        unread += shut.length + box.querySelectorAll('[aria-busy="true"]').length;
        if (box.scrollTop + box.clientHeight >= box.scrollHeight - 1) return unread;
      }
    });
  while ((await openSome()) > 0) await page.waitForTimeout(1000);
  await page.locator('.tree-box').evaluate((box) => (box.scrollTop = 0));
}
async function walkTree() {
  await page.locator('.tree [tabindex="0"]').focus();
  for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'End', 'ArrowUp', 'PageUp', 'h', 'z', 'z', 'Home', 'ArrowLeft', 'ArrowRight']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(200);
  }
  await page.locator('.tree-box').evaluate(async (box) => {
    for (let i = 0; i < 60; i++) {
      box.scrollTop += 900;
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
}
async function filterTree() {
  const filter = page.locator('.tree-pane input');
  await filter.pressSequentially('hpq', { delay: 80 });
  await page.waitForTimeout(1000);
  await filter.press('Escape');
  await page.waitForTimeout(1000);
}

const { features } = await (await fetch(`${SERVICE}/v1/stations?limit=1`)).json();
const [lon, lat] = features[0].geometry.coordinates;
const { stations, districts } = await (await fetch(`${SERVICE}/v1/status`)).json();
console.log(`${stations.total ?? JSON.stringify(stations)} stations, ${districts} districts; one at ${lon}, ${lat}`);
console.log('| what is done | longest stretch of script, ms | by the clock, ms | which | longest task, ms | the plain loop, ms |\n|---|---|---|---|---|---|');
const ms = (microseconds = 0) => (microseconds / 1000).toFixed(0);
const who = ({ name = '', args }) => `${name} ${args?.data?.functionName ?? args?.data?.type ?? ''}`.trim();
const late = [];
const say = (what, { script, task, loop }) => {
  const long = script.tdur ?? script.dur ?? 0;
  if (long > SCRIPT_MS * 1000) late.push(`${what}: ${ms(long)} ms`);
  console.log(`| ${what} | ${ms(long)} | ${ms(script.dur)} | ${who(script)} | ${ms(task.tdur ?? task.dur)} | ${loop.toFixed(0)} |`);
};
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
await page.goto(`${SERVICE}/plan`);
await settled();
say('opening every branch of the tree', await traced(openTree));
const lines = await page.locator('.tree-box').evaluate((box) => Math.round(box.scrollHeight / box.querySelector('.tree-row').offsetHeight));
console.log(`| with its ${lines} lines: | | | | | |`);
say('walking and scrolling in it', await traced(walkTree));
say('typing into its filter', await traced(filterTree));
say('sorting the table by another figure', await traced(sort));
say('going to a province and back', await traced(async () => {
  await page.locator('.tree-box').evaluate((box) => (box.scrollTop = 0));
  await page.locator('#tree-110000 .tree-name').click();
  await settled();
  await page.goBack();
  await settled();
}));
say('panning', await traced(pan));
say('playing the hours', await traced(play));
await browser.close();
if (late.length > 0) console.log(`\nLonger than ${SCRIPT_MS} ms: ${late.join('; ')}.`);
process.exit(late.length === 0 ? 0 : 1);
