// A real browser before the real service: what all tests of the pages share.
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, relative } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Where the service answers. */
export const SERVICE = process.env.YIZHAN_URL ?? 'http://127.0.0.1:8080';

/** A street corner in Huangpu, amid the demonstration network. */
export const HUANGPU = { longitude: 113.4588, latitude: 23.1064, accuracy: 20 };

/** Where pictures for the documentation go, if anywhere; without them no more pixels are drawn than the tests need. */
const PICTURES = process.env.YIZHAN_PICTURES;
const PICTURE_BYTES = 200_000;

export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: PICTURES ? 1.5 : 1, isMobile: true, hasTouch: true };
export const DESK = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, isMobile: false, hasTouch: false };
/** A planner's screen, large in pictures. */
export const WIDE = PICTURES ? { ...DESK, viewport: { width: 1440, height: 900 } } : DESK;

/** Who comes, unless a test says otherwise: a courier with a phone, in China, who likes things to stand where they go. */
const MANNERS = { ...PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' };

/* Nothing waits for ever: a step on a page, a visit of many steps, a browser's start and end. */
const STEP_MS = 30_000;
const VISIT_MS = 100_000;
const START_MS = 30_000;
const CLOSE_MS = 10_000;

/** Where pictures of what failed go, beside all else that a build leaves. */
const FAILURES = fileURLToPath(new URL('../../../../target/pages-failed', import.meta.url));
const SAID_LINES = 30;
let failures = 0;

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = [...places, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error('no Chromium found; name one with CHROMIUM');
  return found;
}

export async function startBrowser(more = []) {
  return chromium.launch({ executablePath: executable(), args: [...ARGUMENTS, ...more], timeout: START_MS });
}

/** The browser of a file of tests, open as long as they run: how people with these manners visit in it. */
export function visiting(manners = {}) {
  let browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => within(CLOSE_MS, 'the end of the browser', browser.close()));
  return (options, path, work, expected) => visit(browser, { ...manners, ...options }, path, work, expected);
}

/** What each browser has open for visitors of one kind, one after the other: what was loaded once is at hand, and no process starts. */
const shared = new WeakMap();

/**
 * One visit by one person, who has never been here: `work` gets a page at `path` of `service`. `expected` names what a test
 * means to go wrong on the console. Without a service worker, past which a request of the page would slip by a test's own
 * answer. `own`: the test changes more than its page, such as the clock. `map: false`: the device draws none, and the lists
 * do without it, which is half of the work.
 *
 * Whatever happens, it ends: after a time at the latest. What fails leaves a picture and what the page said.
 */
export async function visit(browser, { own = false, map = true, service = SERVICE, ...options }, path, work, expected) {
  const whole = { serviceWorkers: 'block', ...MANNERS, ...options };
  const { viewport, colorScheme = null, reducedMotion, permissions = [], geolocation = null, ...device } = whole;
  const kind = JSON.stringify(device);
  if (!shared.has(browser)) shared.set(browser, new Map());
  const free = shared.get(browser);
  const page = await within(START_MS, 'a new visit', own || !free.has(kind) ? browser.newContext(own ? whole : device).then((context) => context.newPage()) : free.get(kind));
  const context = page.context();
  free.delete(kind);
  if (!own) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion });
    if (permissions.length > 0) await context.grantPermissions(permissions);
    await context.setGeolocation(geolocation);
  }
  const drawing = map && PICTURES ? undefined : await page.addInitScript(map ? drawCoarsely : drawNothing);
  const leave = async (well) => {
    if (own || !well) return context.close();
    await drawing?.dispose();
    await forget(page, service);
    free.set(kind, page);
  };
  await attend(page, leave, service, path, work, expected);
}

/** Nothing of a visit is left for the next, nor heard from it. */
async function forget(page, service) {
  for (const event of ['console', 'pageerror', 'request', 'requestfailed', 'response']) page.removeAllListeners(event);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.mouse.move(-1, -1);
  await page.emulateMedia({ media: null });
  await page.context().clearPermissions();
  await page.goto(new URL('/robots.txt', service).href);
  await page.evaluate(() => sessionStorage.clear());
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(service).origin, storageTypes: 'local_storage,indexeddb,cache_storage' });
  await session.detach();
}

/** Takes WebGL away, in the page. */
function drawNothing() {
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...more);
  };
}

/** Maps of half as many pixels either way, in the page: places and colours are what is looked at. */
function drawCoarsely() {
  Object.defineProperty(window, 'devicePixelRatio', { value: 0.5 });
}

/** The same in a browser with a profile on disk, as a person's is: its service worker starts as after an installation. */
export async function visitAtHome(options, path, work, expected) {
  const profile = mkdtempSync(join(tmpdir(), 'yizhan-browser-'));
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: executable(),
      args: ARGUMENTS,
      timeout: START_MS,
      ...MANNERS,
      ...options,
    });
    await attend(context.pages()[0] ?? (await context.newPage()), () => context.close(), SERVICE, path, work, expected);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function attend(page, leave, service, path, work, expected) {
  const said = [];
  const faults = watch(page, service, expected, said);
  page.setDefaultTimeout(STEP_MS);
  let well = false;
  try {
    const whole = page.goto(new URL(path, service).href).then(() => work(page, page.context()));
    await within(VISIT_MS, `the visit to ${path}`, whole);
    if (faults.length > 0) throw new Error(`the page at ${path} went wrong:\n  ${faults.join('\n  ')}`);
    well = true;
  } catch (error) {
    await show(page, said);
    throw error;
  } finally {
    await within(CLOSE_MS, 'the end of the visit', leave(well)).catch(({ message }) => console.error(message));
  }
}

/** Prints what a page showed and said before it failed. */
async function show(page, said) {
  const file = join(FAILURES, `${basename(process.argv[1] ?? 'visit', '.test.mjs')}-${process.pid}-${++failures}.png`);
  try {
    mkdirSync(FAILURES, { recursive: true });
    await page.screenshot({ path: file, timeout: 5000 });
    console.error(`failed at ${page.url()}, which looked like ${relative(process.cwd(), file)}`);
  } catch (error) {
    console.error(`failed at ${page.url()}, which could not be pictured: ${error.message.split('\n')[0]}`);
  }
  for (const line of said.slice(-SAID_LINES)) console.error(`  ${line}`);
}

/** Waits for a promise, but not for ever. */
export async function within(limitMs, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not end within ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The faults of a page as they come: every request must go to the service, and nothing may go wrong unsaid. All that the
 * page says, fault or not, is noted in `said`.
 */
function watch(page, service, expected = /^$/, said = []) {
  const faults = [];
  const fault = (line) => {
    said.push(line);
    if (!expected.test(line)) faults.push(line);
  };
  page.on('pageerror', (error) => fault(`page error: ${error.message}`));
  page.on('console', (message) => {
    const line = `console ${message.type()}: ${message.text()} ${message.location().url}`;
    if (message.type() === 'error') fault(line);
    else said.push(line);
  });
  page.on('response', (answer) => answer.status() >= 400 && said.push(`answer ${answer.status()}: ${answer.url()}`));
  page.on('requestfailed', (request) => said.push(`no answer, ${request.failure()?.errorText}: ${request.url()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(service) && !/^(data|blob):/.test(url)) fault(`asked elsewhere: ${url}`);
  });
  return faults;
}

/** Waits for a map to have drawn what it was asked for, with nothing more to come. */
export async function drawn(page) {
  const still = () => {
    const map = document.querySelector('.map [aria-busy], .map[aria-busy]');
    // An answer that is just here is drawn in the next frames.
    globalThis.stillSince = map?.ariaBusy === 'false' ? (globalThis.stillSince ?? performance.now()) : undefined;
    return performance.now() - globalThis.stillSince > 200;
  };
  // What was still before is no answer; and not frame by frame, for to ask makes frames.
  await page.evaluate(() => delete globalThis.stillSince);
  await page.waitForFunction(still, undefined, { polling: 40 });
}

/** Bytes over the wire of what a page and its map's worker loaded, as the browser counts them: a file as it came, and 300 for its headers. */
export async function weight(page, name = /./) {
  const loaded = () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(({ name, transferSize }) => [name, transferSize]);
  const files = await Promise.all([page, ...page.workers()].map((one) => one.evaluate(loaded)));
  return files.flat().reduce((sum, [address, bytes]) => (name.test(address) ? sum + bytes : sum), 0);
}

/** Keeps a picture of the page for the documentation, once its map is drawn, in as many colours as the eye tells apart. */
export async function picture(page, name) {
  if (!PICTURES) return;
  const { default: sharp } = await import('sharp');
  await drawn(page);
  mkdirSync(PICTURES, { recursive: true });
  const { size } = await sharp(await page.screenshot()).png({ palette: true, effort: 10 }).toFile(join(PICTURES, `${name}.png`));
  if (size > PICTURE_BYTES) throw new Error(`the picture ${name} has ${size} bytes`);
}

/** Issues that axe calls serious or critical, in a line each. The page's policy lets its script in by the tester's way alone. */
export async function seriousIssues(page) {
  const session = await page.context().newCDPSession(page);
  const { result: known } = await session.send('Runtime.evaluate', { expression: 'typeof axe' });
  if (known.value === 'undefined') await session.send('Runtime.evaluate', { expression: `${AXE};0` });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: 'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => JSON.stringify(violations))',
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return JSON.parse(result.value)
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, any }) => `${target} ${any[0]?.message ?? ''}`).join(' | ')}`);
}

/** Words that are wider than what they stand in, and so are cut or lie over others. */
export async function cutWords(page) {
  return page.evaluate(() => {
    const cut = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      let box = text.parentElement;
      if (text.data.trim() === '' || box.closest('.only-read, .skip, .map, option, script') || !box.checkVisibility()) continue;
      // What is only read aloud.
      if (getComputedStyle(box).clipPath !== 'none') continue;
      while (getComputedStyle(box).display === 'inline') box = box.parentElement;
      const { left, right } = box.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(text);
      if ([...range.getClientRects()].some((line) => line.left < left - 1 || line.right > right + 1)) cut.push(text.data);
    }
    return cut;
  });
}

/** What the page keeps on the phone, once that is as wanted. */
export async function kept(page, wanted = (region) => region !== undefined) {
  for (;;) {
    const region = await page.evaluate(async () => {
      const done = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
      const names = (await indexedDB.databases()).map(({ name }) => name);
      if (!names.includes('yizhan')) return undefined;
      const database = await done(indexedDB.open('yizhan'));
      try {
        return await done(database.transaction('region').objectStore('region').get('last'));
      } finally {
        database.close();
      }
    });
    if (wanted(region)) return region;
    await page.waitForTimeout(50);
  }
}
