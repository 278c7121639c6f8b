// Takes the documentation's pictures of the pages of the service that YIZHAN_URL names: all, or those whose names begin with
// the first argument. Whoever took them looks at them.
import { DESK, HUANGPU, PHONE, picture, startBrowser, visit, WIDE } from './browser.mjs';

const [, , begins = ''] = process.argv;
/** A picture is worth waiting for. */
const PATIENCE_MS = 180_000;

const COURIER = { geolocation: HUANGPU, permissions: ['geolocation'] };
const ZH = { locale: 'zh-CN' };
const EN = { locale: 'en-GB' };

const stations = async (page) => {
  await page.locator('.card:not(.skeleton)').first().waitFor();
  await page.locator('.mark').first().waitFor();
};
const districts = async (page) => {
  await page.locator('.loading').waitFor({ state: 'detached' });
  await page.locator('.tbody [role="row"]').first().waitFor();
  await page.locator('[role=treeitem][aria-busy="true"]').first().waitFor({ state: 'detached' });
};
const gap = async (page) => {
  await page.locator('button.gap').first().click();
  await page.locator('.mark.worst').waitFor();
  await page.locator('.gaps dl button.link', { hasText: '·' }).waitFor();
};
const sites = async (page) => {
  await page.getByLabel('数量').fill('4');
  await page.getByRole('button', { name: '开始' }).click();
  await page.locator('.mark.site').nth(3).waitFor();
  await page.locator('.found li').first().getByRole('button', { name: '采纳' }).click();
  await page.locator('.outcome table').waitFor();
  await page.locator('.found li').first().getByRole('button', { name: '不要' }).click();
};

const ALL = {
  'courier-phone-zh': [{ ...PHONE, ...ZH, ...COURIER }, '/', stations],
  'courier-phone-en': [{ ...PHONE, ...EN, ...COURIER }, '/', stations],
  'courier-desktop-zh': [{ ...DESK, ...ZH, ...COURIER }, '/', stations],
  'courier-desktop-en': [{ ...DESK, ...EN, ...COURIER }, '/', stations],
  'plan-country': [{ ...WIDE, ...ZH }, '/plan?measure=worst_distance_m&sort=-worst_distance_m', districts],
  'plan-dark': [{ ...WIDE, ...ZH, colorScheme: 'dark' }, '/plan?parent=440100', districts],
  'plan-gaps': [{ ...WIDE, ...ZH }, '/plan?parent=440112&desk=gaps', gap],
  'plan-sites': [{ ...WIDE, ...ZH }, '/plan?parent=440112&desk=sites&minutes=10&amenity=toilet', sites],
  'plan-phone': [{ ...PHONE, ...ZH }, '/plan?parent=440112&desk=gaps', (page) => page.locator('button.gap').first().waitFor()],
};

const browser = await startBrowser();
try {
  for (const [name, [options, path, ready]] of Object.entries(ALL)) {
    if (!name.startsWith(begins)) continue;
    await visit(browser, { ...options, limitMs: PATIENCE_MS, stepMs: PATIENCE_MS }, path, async (page) => {
      await ready(page);
      await picture(page, name);
    });
    console.log(`${name}.png`);
  }
} finally {
  await browser.close();
}
