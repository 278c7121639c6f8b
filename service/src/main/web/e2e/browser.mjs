// A real browser before the real service: what all tests of the pages share.
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

/** Where the service answers. */
export const SERVICE = process.env.YIZHAN_URL ?? 'http://127.0.0.1:8080';

/** A street corner in Huangpu, amid the demonstration network. */
export const HUANGPU = { longitude: 113.4588, latitude: 23.1064, accuracy: 20 };

export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true };
export const DESK = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 };

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
  return chromium.launch({ executablePath: executable(), args: [...ARGUMENTS, ...more] });
}

/** A browser with a profile on disk, as a person's is: service workers and storage last from visit to visit. */
export async function startVisits(options) {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-browser-'));
  const context = await chromium.launchPersistentContext(folder, { executablePath: executable(), args: ARGUMENTS, ...options });
  return { context, end: () => context.close().then(() => rmSync(folder, { recursive: true, force: true })) };
}

/**
 * A page that is watched: every request must go to the service, and nothing may go wrong unsaid. `expected` names what a
 * test means to go wrong.
 */
export function watch(page, expected = /^$/) {
  const faults = [];
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(SERVICE) && !/^(data|blob):/.test(url)) faults.push(`asked elsewhere: ${url}`);
  });
  return faults;
}

/** Issues that axe calls serious or critical, in a line each. The page's policy lets its script in by the tester's way alone. */
export async function seriousIssues(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: `${axe.source};0` });
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
