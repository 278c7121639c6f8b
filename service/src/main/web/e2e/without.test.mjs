// What the pages are in a browser that lacks something: JavaScript, or what came after the oldest that they are built for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, SERVICE, visiting } from './browser.mjs';

const visit = visiting();

for (const path of ['/', '/plan']) {
  test(`without JavaScript ${path} says so in both languages, and what it leads to is there`, () =>
    visit({ own: true, javaScriptEnabled: false }, path, async (page) => {
      const words = page.locator('noscript p');
      assert.equal(await words.count(), 2);
      for (const one of await words.all()) {
        assert.match(await one.innerText(), /JavaScript/);
        const { y, height } = await one.boundingBox();
        assert.ok(height > 0 && y + height < 844, 'it is on the first screen');
      }
      const links = await page.locator('noscript a').evaluateAll((all) => all.map(({ href }) => href));
      assert.ok(links.length >= 2);
      for (const link of new Set(links)) assert.equal((await fetch(link)).status, 200, link);
    }));
}

test('a browser of 2023 opens the planner\'s page', () =>
  visit({ ...DESK, own: true }, 'about:blank', async (page) => {
    await page.addInitScript(() => {
      for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with']) delete Array.prototype[name];
      for (const name of ['union', 'intersection', 'difference', 'isSubsetOf']) delete Set.prototype[name];
      for (const [one, name] of [[Array, 'fromAsync'], [Promise, 'withResolvers'], [Promise, 'try'], [Object, 'groupBy'], [Map, 'groupBy'], [AbortSignal, 'any'], [URL, 'canParse'], [URL, 'parse']]) delete one[name];
      delete globalThis.Iterator;
      delete HTMLElement.prototype.showPopover;
      delete Document.prototype.startViewTransition;
    });
    await page.goto(`${SERVICE}/plan?parent=440100`);
    await page.locator('.tbody [role="row"]', { hasText: '黄埔区' }).waitFor();
    await page.locator('.tree-row', { hasText: '黄埔区' }).waitFor();
    await page.locator('.map canvas').waitFor();
    await page.locator('.map[aria-busy="false"]:not(.ground)').waitFor();
  }));
