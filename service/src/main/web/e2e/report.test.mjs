// What a planner prints, in the language of the page: against the service that YIZHAN_URL names, with the demonstration
// networks and the shapes of districts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DESK, SERVICE, startBrowser, visit as visitWith, WIDE, within } from './browser.mjs';

/** Longer than anything here should take on a slow machine; what takes longer hangs. */
const LIMIT = { timeout: 120_000 };

let browser;
before(async () => {
  browser = await startBrowser();
}, LIMIT);
after(() => within(10_000, 'the end of the browser', browser.close()));

/* A visit ends before its test does, so that what failed can be pictured. */
const visit = (options, path, work) => visitWith(browser, { limitMs: 100_000, stepMs: 30_000, ...options }, path, work);

for (const [lang, locale, exports, item] of [
  ['zh', 'zh-CN', '导出', '区划报告 PDF'],
  ['en', 'en-GB', 'Export', 'Report on the district (PDF)'],
]) {
  test(`the report on a district is asked for in the language of the page: ${lang}`, LIMIT, async () => {
    await visit({ ...WIDE, locale }, '/plan?parent=440112', async (page) => {
      await page.locator('.loading').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: exports }).click();
      const asked = page.waitForRequest((request) => request.url().includes('/report?'));
      const came = page.waitForEvent('download');
      await page.getByRole('button', { name: item, exact: true }).click();
      const question = new URL((await asked).url()).searchParams;
      assert.equal(question.get('lang'), lang);
      assert.equal(question.get('format'), 'pdf');
      assert.match((await came).suggestedFilename(), /^yizhan-440112-.*\.pdf$/);
    });
  });

  test(`a report opens in its reader's language, with its style, and nothing in it is wider than it: ${lang}`, LIMIT, async () => {
    await visit({ ...DESK, locale }, '/v1/coverage/440112/report', async (page) => {
      assert.equal(await page.locator('html').getAttribute('lang'), locale === 'zh-CN' ? 'zh-CN' : 'en');
      assert.match(await page.title(), lang === 'zh' ? /^黄埔区（440112）驿站覆盖报告$/ : /^Coverage by rest stations: 黄埔区 \(440112\)$/);
      await page.locator('.mark', { hasText: lang === 'zh' ? '合成数据' : 'Synthetic' }).waitFor();
      assert.equal(await page.locator('table').first().evaluate((table) => getComputedStyle(table).borderCollapse), 'collapse');
      assert.ok(await page.locator('.map img').evaluate((map) => map.complete && map.naturalWidth === 1200), 'the map is there');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page is not wider than the screen');
    });
  });

  test(`a picture of the map speaks the language asked for: ${lang}`, LIMIT, async () => {
    const map = await fetch(new URL(`/v1/coverage/440112/map.png?lang=${lang}`, SERVICE));
    assert.equal(map.headers.get('content-type'), 'image/png');
    assert.equal(map.headers.get('content-language'), locale === 'zh-CN' ? 'zh-CN' : 'en');
  });
}
