// A planner who brings a file of possible venues to the desk of sites: against the service that YIZHAN_URL names, with the
// demonstration networks and the shapes of districts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PHONE, seriousIssues, visiting, WIDE } from './browser.mjs';

const ZH = { locale: 'zh-CN' };
const EN = { locale: 'en-GB' };
const HUANGPU = '/plan?parent=440112&desk=sites';

const visit = visiting({ ...WIDE, ...ZH, map: false });

const file = (name, ...lines) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`) });
const VENUES = file('场所.csv', '编号,名称,经度,纬度', 'v1,萝岗图书馆,113.4512,23.1801', 'v2,科学城北门,113.4703,23.1702', 'v3,永和会堂,113.5604,23.2104');
const BROKEN = file('broken.csv', '编号,名称,经度,纬度', 'v1,萝岗图书馆,东经,23.1801', 'v2,科学城北门,23.1702,113.4703', 'v2,永和会堂,113.5604,23.2104', 'v2,长洲,113.42,23.08');

/* What a refusal leaves on the console. */
const REFUSED = /Failed to load resource.*(400|413).*\/sites/;

const shot = (page, name) => (process.env.YIZHAN_SHOTS ? page.screenshot({ path: `${process.env.YIZHAN_SHOTS}/${name}.png` }) : null);

test('the next sites are found among the venues of a file, by their names', async () => {
  await visit({}, HUANGPU, async (page) => {
    await page.getByLabel('候选地点').selectOption({ label: '场所文件' });
    await page.getByLabel('数量').fill('2');
    await page.getByLabel('文件', { exact: true }).setInputFiles(VENUES);
    await page.getByLabel('坐标系').selectOption({ label: 'GCJ-02（高德、腾讯）' });
    const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/sites'));
    await page.getByRole('button', { name: '开始' }).click();
    const request = await asked;
    assert.match(request.headers()['content-type'], /^multipart\/form-data/);
    assert.match((await request.response()).headers()['content-type'], /json/);
    await page.locator('.found li').first().waitFor();
    assert.equal(await page.locator('.found li').count(), 2);
    assert.match(await page.locator('.found li').first().innerText(), /萝岗图书馆|科学城北门|永和会堂/);
    await shot(page, 'venues-desk-zh');
    assert.deepEqual(await seriousIssues(page), []);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载表格 CSV' }).click();
    assert.match(readFileSync(await (await saved).path(), 'utf8'), /^\ufeffrank,id,name,lon,lat,.*\r\n1,v[123],/);
    await page.locator('.found li').first().getByRole('button', { name: '采纳' }).click();
    await page.locator('.changes .who', { hasText: /萝岗图书馆|科学城北门|永和会堂/ }).waitFor();
  });
});

for (const [name, options, words] of [
  ['desk-en', { ...WIDE, ...EN }, { candidates: 'Candidates', howMany: 'How many', fromFile: 'A file of venues', file: 'File', datum: 'Coordinates', start: 'Start', whole: /The file has mistakes/, rows: [/^line 2, 经度: 东经: write coordinates/, /^line 3, 经度: .*look swapped$/, /^line 4, 编号: v2: line 3 has the same id$/] }],
  ['phone-zh', { ...PHONE, ...ZH }, { candidates: '候选地点', howMany: '数量', fromFile: '场所文件', file: '文件', datum: '坐标系', start: '开始', whole: /文件里有错/, rows: [/^第 2 行「经度」：不是数字$/, /^第 3 行「经度」：经度和纬度像是写反了$/, /^第 4 行「编号」：编号和前面的重复$/] }],
]) {
  test(`what is wrong with a file is told row by row, and a better one is taken: ${name}`, async () => {
    await visit(options, HUANGPU, async (page) => {
      await page.getByLabel(words.candidates).selectOption({ label: words.fromFile });
      await page.getByLabel(words.file, { exact: true }).setInputFiles(BROKEN);
      await page.getByLabel(words.datum).selectOption('wgs84');
      await page.getByLabel(words.howMany).fill('2');
      await page.getByRole('button', { name: words.start }).click();
      const alert = page.getByRole('alert');
      await alert.waitFor();
      assert.match(await alert.innerText(), words.whole);
      const lines = await page.getByRole('list', { name: words.whole }).getByRole('listitem').allInnerTexts();
      for (const row of words.rows) assert.ok(lines.some((line) => row.test(line)), `${row} in\n${lines.join('\n')}`);
      await alert.scrollIntoViewIfNeeded();
      await shot(page, `venues-broken-${name}`);
      assert.deepEqual(await seriousIssues(page), []);
      await page.getByLabel(words.file, { exact: true }).setInputFiles(VENUES);
      await alert.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: words.start }).click();
      await page.locator('.found li').first().waitFor();
      await page.locator('.found li').first().scrollIntoViewIfNeeded();
      await shot(page, `venues-found-${name}`);
    }, REFUSED);
  });
}

test('by the keyboard a file is asked for, and nothing is sent without one or without its datum', async () => {
  await visit({}, HUANGPU, async (page) => {
    const sent = [];
    page.on('request', (request) => request.url().endsWith('/sites') && sent.push(request.method()));
    const candidates = page.getByLabel('候选地点');
    await candidates.focus();
    await page.keyboard.press('ArrowDown');
    const input = page.getByLabel('文件', { exact: true });
    await input.waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await input.evaluate((at) => at === document.activeElement), true);
    assert.match(await input.evaluate((at) => document.getElementById(at.getAttribute('aria-describedby')).textContent), /CSV 或 GeoJSON/);
    await page.getByRole('button', { name: '开始' }).focus();
    await page.keyboard.press('Enter');
    assert.equal(await input.evaluate((at) => at.validity.valueMissing), true);
    await input.setInputFiles(VENUES);
    await page.getByRole('button', { name: '开始' }).focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.getByLabel('坐标系').evaluate((at) => at.validity.valueMissing), true);
    assert.deepEqual(sent, []);
    await page.getByLabel('坐标系').selectOption('bd09');
    await page.getByLabel('数量').fill('1');
    await page.getByRole('button', { name: '开始' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.found li').first().waitFor();
    assert.deepEqual(sent, ['POST']);
  });
});
