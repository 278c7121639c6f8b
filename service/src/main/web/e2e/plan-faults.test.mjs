// The planner's page where something goes wrong, and where its words, figures and map have to agree.
// Against the service named by YIZHAN_URL, with the demonstration networks and the districts loaded.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { drawn, SERVICE, visiting, WIDE } from './browser.mjs';

const visit = visiting(WIDE);

/** Who comes, and what the page says to them. */
const ZH = {
  locale: 'zh-CN',
  ebike: '电动车',
  retry: '再试',
  refused: { 429: '问的人太多', 500: '服务出了错', 502: '服务暂时没有回答', 504: '服务暂时没有回答', 200: '登录' },
  waiting: '还在等服务回答',
  noMap: '地图没有下载下来',
  day: '日期',
  unit: '公里',
  gapTab: '缺口',
  siteTab: '选址',
  howMany: '数量',
  start: '开始',
  accept: '采纳',
  reject: '不要',
  takeBack: '找回不要的',
  bound: '离最优不超过 12.5%',
  cancel: '取消',
  cancelled: '已取消',
  suggestion: '推荐选址',
  added: '新驿站 1',
  addedOther: 'New station 1',
  other: 'English',
  addThere: '在最远处加一个驿站',
  noRoads: '这一带没有载入道路',
  someRoads: '部分驿站附近没有道路',
  served: '已覆盖',
  lowest: /最低 0[1-4]:00–0[1-4]:00/,
  away: '收起',
  export: '导出',
  csv: '表格 CSV',
};
const EN = {
  locale: 'en-GB',
  ebike: 'E-bike',
  retry: 'Try again',
  refused: { 429: 'Too many ask', 500: 'Something went wrong in the service', 502: 'does not answer for the moment', 504: 'does not answer for the moment', 200: 'log in' },
  waiting: 'Still waiting',
  noMap: 'The map was not downloaded',
  day: 'Day',
  unit: 'km',
  gapTab: 'Gaps',
  siteTab: 'Sites',
  howMany: 'How many',
  start: 'Start',
  accept: 'Accept',
  reject: 'Reject',
  takeBack: 'Bring back the rejected',
  bound: 'Within 12.5% of the optimum',
  cancel: 'Cancel',
  cancelled: 'Cancelled',
  suggestion: 'Suggested site',
  added: 'New station 1',
  addedOther: '新驿站 1',
  other: '中文',
  addThere: 'Add a station at the worst point',
  noRoads: 'No roads are loaded here',
  someRoads: 'Some stations have no road',
  served: 'Served',
  lowest: /Lowest 0[1-4]:00–0[1-4]:00/,
  away: 'Close',
  export: 'Export',
  csv: 'Table (CSV)',
};

function both(what, work) {
  for (const say of [ZH, EN]) test(`${say.locale}: ${what}`, () => work({ locale: say.locale }, say));
}

const rows = (page) => page.locator('.tbody [role="row"]');
const listed = async (page) => {
  await page.locator('.loading').waitFor({ state: 'detached' });
  await rows(page).first().waitFor();
};
const settled = (page) => drawn(page);
const button = (within, name) => within.getByRole('button', { name, exact: true });
const COVERAGE = /\/v1\/coverage\?/;
const MAP = /\/(assets\/map-|src\/plan\/map\.ts)/;
const focused = (page) => page.evaluate(() => document.activeElement.closest('.found, .changes, h2') !== null);
const numbers = (words) => (words.startsWith('±') ? 0 : Number(words.replace('−', '-').match(/[-+]?[\d.]+/)[0]));

both('what is refused on the way is said once, in words, and can be asked again', (options, say) =>
  visit(
    { ...options, map: false },
    '/plan?parent=440100',
    async (page) => {
      await listed(page);
      const failed = page.locator('.panel .failed');
      // Nor is its library loaded each time.
      await page.route(MAP, (route) => route.abort());
      for (const [status, words] of Object.entries(say.refused)) {
        const answer = { status: Number(status), contentType: 'application/json', headers: { 'Retry-After': '60' }, body: '{}' };
        await page.route(/\/v1\//, (route) => route.fulfill(answer));
        await page.reload();
        await failed.filter({ hasText: words }).waitFor();
        assert.equal(await failed.count(), 1, status);
        await page.unroute(/\/v1\//);
        await button(failed, say.retry).click();
        await listed(page);
        await failed.waitFor({ state: 'detached' });
        await page.locator('.path [aria-current]', { hasText: '广州市' }).waitFor();
      }
    },
    /Failed to load resource|Failed to fetch/,
  ));

both('who waits for an answer that never comes is told so, and may ask anew', (options, say) =>
  visit({ ...options, own: true, map: false }, '/plan?parent=440100', async (page) => {
    await listed(page);
    await page.clock.install();
    let hangs = true;
    await page.route(COVERAGE, (route) => (hangs ? undefined : route.continue()));
    await button(page, say.ebike).click();
    await page.locator('.loading').waitFor();
    await page.clock.fastForward(9000);
    await page.locator('.loading', { hasText: say.waiting }).waitFor();
    // That call stays without an answer: it is a new one that has to be made.
    hangs = false;
    await button(page.locator('.loading'), say.retry).click();
    await listed(page);
  }));

both('a map that was not downloaded is said to be missing, and is tried again', (options, say) =>
  visit(
    options,
    '/plan?parent=440100',
    async (page) => {
      await page.route(MAP, (route) => route.abort());
      await page.reload();
      await listed(page);
      const words = page.locator('.no-map', { hasText: say.noMap });
      await words.waitFor();
      await page.unroute(MAP);
      await button(words, say.retry).click();
      await page.locator('.map:not(.ground) canvas').waitFor();
    },
    /Failed to load resource|Failed to fetch/,
  ));

both('an hour is of a day, which the address names and the page says', (options, say) =>
  visit({ ...options, map: false }, '/plan?parent=440100&hour=10&date=2026-11-29', async (page) => {
    const stations = async () => {
      await listed(page);
      return (await rows(page).locator('.stations').allInnerTexts()).reduce((sum, one) => sum + Number(one.replace(',', '')), 0);
    };
    const asked = async (date) => {
      const answer = await fetch(`${SERVICE}/v1/coverage?parent=440100&level=county&limit=5000&open_at=${date}T10:00:00%2B08:00`);
      return (await answer.json()).rows.reduce((sum, row) => sum + row.stations, 0);
    };
    const [sunday, monday] = [await asked('2026-11-29'), await asked('2026-11-30')];
    assert.notEqual(sunday, monday);
    assert.equal(await stations(), sunday);
    const day = page.getByRole('combobox', { name: say.day });
    assert.match(await day.locator('option:checked').innerText(), /周日|Sun/);
    await page.goto(new URL('/plan?parent=440100&hour=10&date=2026-11-30', SERVICE).href);
    assert.equal(await stations(), monday);
    await page.goto(new URL('/plan?parent=440100&hour=10', SERVICE).href);
    await page.waitForURL(/date=\d{4}-\d\d-\d\d/);
    const next = await day.locator('option').nth(3).getAttribute('value');
    await day.selectOption(next);
    await page.waitForURL(new RegExp(`date=${next}`));
  }));

both('lengths are in the unit of the language, in the key and on the scale', (options, say) =>
  visit(options, '/plan?parent=440100&measure=worst_distance_m', async (page) => {
    await listed(page);
    await settled(page);
    assert.equal(await page.locator('.key-box label small').innerText(), say.unit);
    assert.match(await page.locator('.key-box .maplibregl-ctrl-scale').innerText(), new RegExp(`^[125]0* ${say.unit}$`));
  }));

both('a gap becomes a station: its figures add up, and the map shows what is gained in the colour of the key', (options, say) =>
  visit(options, '/plan?parent=440112&desk=gaps', async (page) => {
    await page.locator('button.gap').first().click();
    await button(page, say.addThere).click();
    await page.locator('.outcome:not(.old) table').waitFor();
    for (const cells of await page.locator('.outcome tbody tr').evaluateAll((lines) => lines.map((line) => [...line.cells].map((cell) => cell.innerText)))) {
      const [, was, is, by] = cells;
      assert.ok(Math.abs(numbers(is) - numbers(was) - numbers(by)) < 1e-9, cells.join(' | '));
    }
    await page.locator('.changes li', { hasText: say.added }).locator('button.who').click();
    await page.locator('.key-box .gained').waitFor();
    await settled(page);
    const [key, map] = await page.evaluate(() => {
      const of = document.querySelector('.mark.add').getBoundingClientRect();
      const canvas = document.querySelector('.map:not(.ground) canvas');
      const box = canvas.getBoundingClientRect();
      const copy = new OffscreenCanvas(1, 1).getContext('2d');
      const share = canvas.width / box.width;
      copy.drawImage(canvas, -(of.left + of.width / 2 - box.left + 26) * share, -(of.top + of.height / 2 - box.top) * share);
      return [getComputedStyle(document.querySelector('.key-box .gained'), '::before').backgroundColor, `rgb(${[...copy.getImageData(0, 0, 1, 1).data].slice(0, 3).join(', ')})`];
    });
    assert.equal(map, key);
    await button(page, say.other).click();
    await page.locator('.changes li', { hasText: say.addedOther }).waitFor();
  }));

both('suggested sites are seen on a map that looked elsewhere; each has its place, its number and a way back', (options, say) =>
  visit(options, '/plan?parent=440112&desk=gaps', async (page) => {
    await page.locator('button.gap').first().click();
    await settled(page);
    await page.getByRole('tab', { name: say.siteTab }).click();
    await page.getByLabel(say.howMany).fill('3');
    await button(page, say.start).click();
    const found = page.locator('.found li');
    await found.nth(2).waitFor();
    await settled(page);
    const frame = await page.locator('.map:not(.ground)').boundingBox();
    const isSeen = ({ x, y, width, height }) => x >= frame.x && y >= frame.y && x + width <= frame.x + frame.width && y + height <= frame.y + frame.height;
    for (const mark of await page.locator('.mark.site').all()) assert.ok(isSeen(await mark.boundingBox()), 'each mark is on the map');
    await found.nth(2).locator('button.who').click();
    await settled(page);
    const [spot, mark] = await Promise.all([page.locator('.mark.spot').boundingBox(), page.locator('.mark.site').filter({ hasText: '3' }).boundingBox()]);
    assert.ok(Math.hypot(spot.x + spot.width / 2 - mark.x - mark.width / 2, spot.y + spot.height / 2 - mark.y - mark.height / 2) < 2, 'the ring is around it');
    await button(found.nth(2), say.accept).focus();
    await page.keyboard.press('Enter');
    await page.locator('.changes li', { hasText: `${say.suggestion} 3` }).waitFor();
    assert.ok(await focused(page), 'the keyboard is still at the list');
    await button(found.first(), say.reject).focus();
    await page.keyboard.press('Enter');
    await found.nth(1).waitFor({ state: 'detached' });
    assert.ok(await focused(page));
    await button(page, say.takeBack).click();
    await found.nth(1).waitFor();
    assert.equal(await found.count(), 2);
    await page.locator('.changes li button.quiet').focus();
    await page.keyboard.press('Enter');
    await page.locator('.changes').waitFor({ state: 'detached' });
    assert.ok(await focused(page), 'at the heading, for the list is gone');
  }));

both('a search says how near the best it is, and ends when it is told to', (options, say) =>
  visit({ ...options, map: false }, '/plan?parent=440112&desk=sites', async (page) => {
    const id = '00000000-0000-4000-8000-000000000000';
    const job = { id, status: 'running', gap: 0.125, failure: null, dataset_version: '1', links: { self: `/v1/jobs/${id}`, events: `/v1/jobs/${id}/events`, result: `/v1/jobs/${id}/result` } };
    await page.route(/\/sites$/, (route) => route.fulfill({ status: 202, json: job }));
    await page.route(/\/events$/, () => {});
    let ended = false;
    await page.route(new RegExp(`/jobs/${id}$`), (route) => {
      ended = route.request().method() === 'DELETE';
      return route.fulfill({ json: { ...job, status: 'cancelled' } });
    });
    await button(page, say.start).click();
    await page.locator('.progress', { hasText: say.bound }).waitFor();
    await button(page, say.cancel).click();
    await page.locator('.progress', { hasText: say.cancelled }).waitFor();
    await button(page, say.start).waitFor();
    assert.ok(ended, 'the service was told');
  }));

both('the table that is exported is of what is looked at', (options, say) =>
  visit({ ...options, map: false }, '/plan?parent=440112&desk=gaps', async (page) => {
    await page.locator('button.gap').first().waitFor();
    const gaps = await page.locator('button.gap').count();
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, say.export).click().then(() => button(page, say.csv).click())]);
    assert.match(file.suggestedFilename(), /-gaps\.csv$/);
    const [head, ...lines] = readFileSync(await file.path(), 'utf8').slice(1).trim().split('\r\n');
    assert.match(head, /^adcode,name,gap,area_m2,.*,open_at,.*,dataset_version$/);
    assert.equal(lines.length, gaps);
    lines.forEach((line, i) => assert.ok(line.startsWith(`440112,黄埔区,${i + 1},`), line));
  }));

both('where roads were asked for and are not, circles are named, drawn and marked', (options, say) =>
  visit(options, '/plan?parent=440112&desk=gaps', async (page) => {
    await page.locator('button.gap').first().waitFor();
    let share;
    await page.route(COVERAGE, async (route) => {
      const answer = await (await route.fetch()).json();
      answer.standard.method = 'network';
      answer.roads = { stations_by_roads: share, stations_by_circle: 5, districts_beyond: 1, reason: null };
      answer.rows.forEach((row, i) => (row.drawn = share > 0 && i > 0 ? 'network' : 'circle'));
      await route.fulfill({ json: answer });
    });
    share = 0;
    await page.goto(new URL('/plan?parent=440112&desk=gaps&method=network', SERVICE).href);
    await page.locator('.controls').getByText(say.noRoads).waitFor();
    await page.locator('.key-box').getByText(say.served).waitFor();
    share = 7;
    await page.goto(new URL('/plan?parent=440100&method=network', SERVICE).href);
    await listed(page);
    await page.locator('.controls').getByText(say.someRoads).waitFor();
    assert.equal(await page.locator('.tbody abbr').count(), 1, 'one of them is drawn as circles');
  }));

both('hours that are equally low are one span, and the card of the day can be put away', (options, say) =>
  visit({ ...options, map: false }, '/plan?parent=440100&hour=1&date=2026-11-29', async (page) => {
    await listed(page);
    await page.getByRole('slider').focus();
    for (const hour of [2, 3]) {
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(new RegExp(`hour=${hour}&`));
      await listed(page);
    }
    await page.locator('.day-chart output', { hasText: say.lowest }).waitFor();
    await button(page.locator('.day-chart'), say.away).click();
    await page.locator('.day-chart').waitFor({ state: 'detached' });
  }));

test('every Chinese name on the English page is said to be Chinese', () =>
  visit({ locale: 'en-GB' }, '/plan?parent=440112&desk=gaps', async (page) => {
    await page.locator('button.gap').first().click();
    await page.locator('.gaps dl .link span').waitFor();
    for (const path of [null, '/plan?parent=440100', '/plan?parent=440112&desk=sites']) {
      if (path !== null) await page.goto(new URL(path, SERVICE).href);
      await page.locator('.path [aria-current]').waitFor();
      await settled(page);
      const unsaid = await page.evaluate(() => {
        const found = [];
        const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const { parentElement: of } = node;
          if (/[\u4e00-\u9fff]/.test(node.data) && of.checkVisibility() && !of.closest('[lang]')?.lang.startsWith('zh')) found.push(node.data);
        }
        return found;
      });
      assert.deepEqual(unsaid, []);
    }
  }));

test('who presses Enter before there is an answer gets there with it', () =>
  visit({ locale: 'zh-CN', map: false }, '/plan', async (page) => {
    await listed(page);
    const search = page.getByRole('searchbox').first();
    await search.fill('黄埔区');
    await search.press('Enter');
    await page.waitForURL(/parent=440112/);
  }));

test('no figures of one district stand under the name of another, whether the answer is late or fails', () =>
  visit(
    { locale: 'zh-CN', map: false },
    '/plan?parent=440100',
    async (page) => {
      const figures = page.locator('.figures dd');
      const unknown = async () => assert.deepEqual(new Set(await figures.allInnerTexts()), new Set(['–']));
      await listed(page);
      let answer = null;
      await page.route(COVERAGE, (route) => (answer = route));
      await rows(page).filter({ hasText: '增城区' }).getByRole('button').click();
      await page.locator('.path [aria-current]', { hasText: '增城区' }).waitFor();
      await page.waitForFunction(() => document.querySelector('.loading'));
      await unknown();
      assert.equal(await page.title(), '增城区 · 驿站规划台');
      await answer.abort();
      await page.locator('.panel .failed').waitFor();
      await unknown();
      assert.equal(await rows(page).count(), 0);
      assert.ok(await button(page, '导出').isDisabled());
      await page.unroute(COVERAGE);
      await button(page.locator('.panel .failed'), ZH.retry).click();
      await listed(page);
      assert.match((await figures.allInnerTexts()).join(' '), /\d/);
    },
    /Failed to load resource|Failed to fetch|ERR_FAILED/,
  ));

test('what a search finds is walked by arrows, says where each is, and is put away when it is left', () =>
  visit({ locale: 'zh-CN', map: false }, '/plan', async (page) => {
    await listed(page);
    const search = page.locator('.top .search');
    const found = search.locator('li');
    await search.getByRole('searchbox').fill('城区');
    await found.filter({ hasText: '北京市' }).first().waitFor();
    await found.filter({ hasText: '浙江省' }).first().waitFor();
    await page.locator('.figures').click();
    await found.first().waitFor({ state: 'detached' });
    await search.getByRole('searchbox').focus();
    await found.nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.ok(await found.nth(1).getByRole('button').evaluate((one) => one === document.activeElement));
    const [second] = /\d{6}/.exec(await found.nth(1).innerText());
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`parent=${second}`));
  }));
