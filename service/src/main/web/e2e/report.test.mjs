// What a planner prints, in the reader's language: against the service that YIZHAN_URL names, with the demonstration
// networks and the shapes of districts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, SERVICE, visiting } from './browser.mjs';

const visit = visiting();

for (const [lang, locale] of [
  ['zh', 'zh-CN'],
  ['en', 'en-GB'],
]) {
  test(`a report opens in its reader's language, with its style, and nothing in it is wider than it: ${lang}`, async () => {
    await visit({ ...DESK, locale }, '/v1/coverage/440112/report', async (page) => {
      assert.equal(await page.locator('html').getAttribute('lang'), locale === 'zh-CN' ? 'zh-CN' : 'en');
      assert.match(await page.title(), lang === 'zh' ? /^黄埔区（440112）驿站覆盖报告$/ : /^Coverage by rest stations: 黄埔区 \(440112\)$/);
      await page.locator('.mark', { hasText: lang === 'zh' ? '合成数据' : 'Synthetic' }).waitFor();
      assert.equal(await page.locator('table').first().evaluate((table) => getComputedStyle(table).borderCollapse), 'collapse');
      assert.ok(await page.locator('.map img').evaluate((map) => map.complete && map.naturalWidth === 1200), 'the map is there');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page is not wider than the screen');
    });
  });

  test(`a picture of the map speaks the language asked for: ${lang}`, async () => {
    const map = await fetch(new URL(`/v1/coverage/440112/map.png?lang=${lang}`, SERVICE));
    assert.equal(map.headers.get('content-type'), 'image/png');
    assert.equal(map.headers.get('content-language'), locale === 'zh-CN' ? 'zh-CN' : 'en');
  });
}
