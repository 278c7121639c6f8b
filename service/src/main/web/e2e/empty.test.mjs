// What people see where something is not loaded yet, in both languages. Against three services, which YIZHAN_NOTHING,
// YIZHAN_SHAPES and YIZHAN_STATIONS name: over an empty database, one with districts alone, one with stations alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, HUANGPU, seriousIssues, visiting } from './browser.mjs';

const visit = visiting();

const WITHOUT_ANYTHING = { service: process.env.YIZHAN_NOTHING };
const WITHOUT_STATIONS = { service: process.env.YIZHAN_SHAPES };
const WITHOUT_DISTRICTS = { service: process.env.YIZHAN_STATIONS };

const ALLOWED = { geolocation: HUANGPU, permissions: ['geolocation'] };

/** Who comes, and what the pages say to them. */
const ZH = {
  locale: 'zh-CN',
  unloaded: /这里还没有驿站.*管理服务的人载入以后/s,
  nothing: /还没有载入任何数据.*先载入驿站，再载入区划边界/s,
  noShapes: /还没有区划边界.*自己载入/s,
  openOrNot: '不管开没开',
  gaps: '缺口',
  sites: '选址',
};
const EN = {
  locale: 'en-GB',
  unloaded: /No stations here yet.*Once the people who run the service load some/s,
  nothing: /Nothing is loaded yet.*Load stations, then the shapes of districts/s,
  noShapes: /No district shapes yet.*Or load them/s,
  openOrNot: 'Open or not',
  gaps: 'Gaps',
  sites: 'Sites',
};

function both(what, work) {
  for (const say of [ZH, EN]) test(`${say.locale}: ${what}`, () => work({ locale: say.locale }, say));
}

const told = (page, words) => page.getByText(words).first().waitFor();

both('without anything loaded a courier is told that there are no stations yet, and a planner what to load', async ({ locale }, say) => {
  await visit({ locale, ...ALLOWED, ...WITHOUT_ANYTHING }, '/?map=off', async (page) => {
    await told(page, say.unloaded);
    assert.equal(await page.locator('.card').count(), 0);
    assert.deepEqual(await seriousIssues(page), []);
  }, /503/);
  await visit({ ...DESK, locale, map: false, ...WITHOUT_ANYTHING }, '/plan', async (page) => {
    await told(page, say.nothing);
    assert.match(await page.locator('.panel pre').innerText(), /^make load .*\nmake districts$/);
    // It is told once, and not as a fault.
    assert.equal(await page.locator('.failed').count(), 0);
    assert.deepEqual(await seriousIssues(page), []);
    for (const desk of [say.gaps, say.sites]) {
      await page.getByRole('tab', { name: desk, exact: true }).click();
      await told(page, say.nothing);
    }
  }, /503/);
});

both('with districts and no stations a courier is told that there are none yet, and a planner sees districts without any', async ({ locale }, say) => {
  await visit({ locale, ...ALLOWED, ...WITHOUT_STATIONS }, '/?map=off', async (page) => {
    await told(page, say.unloaded);
    assert.equal(await page.locator('.card').count(), 0);
    assert.deepEqual(await seriousIssues(page), []);
  });
  await visit({ ...DESK, locale, map: false, ...WITHOUT_STATIONS }, '/plan?parent=440100', async (page) => {
    const rows = page.locator('.tbody [role="row"]');
    await rows.filter({ hasText: '黄埔区' }).waitFor();
    assert.deepEqual([...new Set(await rows.locator('.stations').allInnerTexts())], ['0']);
    assert.deepEqual([...new Set(await rows.locator('.area_ratio').allInnerTexts())], ['0%']);
    assert.equal(await page.locator('.failed').count(), 0);
    assert.deepEqual(await seriousIssues(page), []);
    // All of it is a gap, and no station is the nearest.
    await rows.getByRole('button', { name: /黄埔区$/ }).click();
    await page.getByRole('tab', { name: say.gaps, exact: true }).click();
    await page.locator('button.gap').first().click();
    await page.locator('.gaps dl').waitFor();
    assert.equal(await page.locator('button.gap').count(), 1);
    assert.equal(await page.locator('.gaps dl button.link').count(), 0);
  });
});

both('with stations and no districts a courier finds them, and a planner is told what to load', async ({ locale }, say) => {
  const there = { geolocation: { longitude: 113, latitude: 34, accuracy: 20 }, permissions: ['geolocation'] };
  await visit({ locale, ...there, ...WITHOUT_DISTRICTS }, '/?map=off', async (page) => {
    // Nobody knows when they are open.
    await page.getByRole('button', { name: say.openOrNot }).click();
    await page.locator('.card-name').nth(2).waitFor();
    assert.deepEqual([...new Set(await page.locator('.card-name').allInnerTexts())], ['路边驿站']);
    assert.deepEqual(await seriousIssues(page), []);
    await page.locator('.place-button').click();
    await page.getByRole('searchbox').waitFor();
    assert.equal(await page.locator('.district-grid button').count(), 0);
  });
  await visit({ ...DESK, locale, map: false, ...WITHOUT_DISTRICTS }, '/plan', async (page) => {
    await told(page, say.noShapes);
    assert.equal(await page.locator('.panel pre').innerText(), 'make districts');
    assert.equal(await page.locator('.failed').count(), 0);
    assert.deepEqual(await seriousIssues(page), []);
  });
});
