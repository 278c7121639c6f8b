// What a courier does on the page, in both languages, on a phone and at a desk: against the service that YIZHAN_URL names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import gcoord from 'gcoord';
import { cutWords, DESK, drawn, HUANGPU, kept, seriousIssues, SERVICE, visitAtHome, visiting, weight } from './browser.mjs';

/** After so long a page that was told to wait asks again. */
const RETRY_MS = 3000;

const EN = { locale: 'en-GB' };

/** Who comes, and what the page says to them: the main things are tried by a courier with a phone, and in English at a desk. */
const ZH_PHONE = {
  who: 'phone-zh',
  options: {},
  say: {
    go: '带我去',
    share: '分享',
    copied: '链接已复制',
    close: '关闭',
    open: /^(开到 |24 小时开|现在开着)/,
    openOrOpens: /^(开到|24|现在开着|关着，.*开$)/,
    foot: /步行 \d+ 分钟/,
    ebike: /电动车 \d+ 分钟/,
    entry: /直接进|有人接待|扫码进|仅限顾客/,
    checked: /核实/,
    unchecked: /未核实/,
    made: '示例点位',
    toilet: '厕所',
    firstAid: '急救',
    batterySwap: '换电',
    allDay: '24 小时',
    allDayOpen: '24 小时开',
    more: '再看一些',
    none: '附近没有合条件的驿站',
    clear: '清除条件',
    here: '0 米',
    districts: '区县',
    recent: '最近看过的地方',
    network: '尚小驿',
    locate: '用我的位置',
    refused: '没有得到定位许可',
    pickDistrict: '选区县',
    outside: '您不在中国',
    poor: /定位只准到约 3.0 公里/,
    slow: '定位有点慢',
    offline: '没有网络',
    kept: /存在手机上.*存的/s,
    searchKept: '只找了存在手机上的驿站',
    notReady: '正在装载驿站',
    fault: '不是您的问题',
    retry: '再试一次',
    notFound: '没有这个驿站',
    pinned: '图钉的位置',
    find: '找驿站或区县',
    pickOnMap: '在地图上选',
    tapHint: '点一下地图',
    pinKeys: '图钉，用方向键移动',
    placed: '图钉放好了',
    mapKeys: /^地图/,
    zoomIn: '放大',
    other: { language: 'English', zoomIn: 'Zoom in', go: 'Take me there' },
    display: '显示',
    dark: '深色',
    large: '大字',
    contrast: '强对比',
    details: '详情',
  },
};
const EN_DESK = {
  who: 'desktop-en',
  options: { ...DESK, ...EN },
  say: {
    go: 'Take me there',
    share: 'Share',
    copied: 'Link copied',
    close: 'Close',
    open: /^Open /,
    openOrOpens: /^(Open |Closed, opens )/,
    foot: /\d+ min on foot/,
    ebike: /\d+ min by e-bike/,
    entry: /Walk in|Someone lets you in|Scan a code|Customers only/,
    checked: /[Cc]hecked/,
    unchecked: /Not checked/,
    made: 'Made-up place',
    toilet: 'Toilet',
    firstAid: 'First aid',
    batterySwap: 'Battery swap',
    allDay: '24 hours',
    allDayOpen: 'Open 24 hours',
    more: 'Show more',
    none: 'No station near by meets this',
    clear: 'Clear filters',
    here: '0 m',
    districts: 'Districts',
    recent: 'Recent places',
    network: 'Shangxiaoyi stations',
    locate: 'Use my position',
    refused: 'The position was refused',
    pickDistrict: 'Pick a district',
    outside: 'outside China',
    poor: /only known to about 3.0 km/,
    slow: 'Locating is taking a while',
    offline: 'No network',
    kept: /kept on this phone.*kept just now/s,
    searchKept: 'only the stations kept on this phone are searched',
    notReady: 'has just started',
    fault: 'Something went wrong on our side',
    retry: 'Try again',
    notFound: 'There is no such station',
    pinned: 'The pin',
    find: 'Find a station or district',
    pickOnMap: 'Pick on the map',
    tapHint: 'Tap the map',
    pinKeys: 'The pin; arrow keys move it',
    placed: 'The pin is set',
    mapKeys: /^Map/,
    zoomIn: 'Zoom in',
    other: { language: '中文', zoomIn: '放大', go: '带我去' },
    display: 'Display',
    dark: 'Dark',
    large: 'Large text',
    contrast: 'High contrast',
    details: 'Details',
  },
};

/** A phone as small as they come. */
const SMALL = { width: 360, height: 640 };
const ALLOWED = { geolocation: HUANGPU, permissions: ['geolocation'] };

const visit = visiting();

const cards = (page) => page.locator('.card:not(.skeleton)');
const answered = (page) => page.locator('.results[aria-busy="false"] .card:not(.skeleton)').first().waitFor();
const all = (page) => page.locator('.segments label').nth(2).click().then(() => answered(page));

/** A test of what both see. */
function both(what, work) {
  for (const person of [ZH_PHONE, EN_DESK]) test(`${person.who}: ${what}`, () => work(person));
}

/** Waits for the service worker to have the page in hand. */
const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);

function metres(words) {
  const [, number, unit] = /([\d.]+) ?(米|公里|m|km)$/.exec(words.trim()) ?? [];
  return Number(number) * (unit === '公里' || unit === 'km' ? 1000 : 1);
}

for (const { who, options, say } of [
  ZH_PHONE,
  EN_DESK,
  { ...EN_DESK, who: 'phone-en', options: EN },
  { ...ZH_PHONE, who: 'desktop-zh', options: DESK },
]) {
  test(`${who}: the nearest open stations, as a list and on a map, with all that one has to know`, () =>
    visit({ ...options, ...ALLOWED }, '/', async (page) => {
      await answered(page);
      const distances = (await page.locator('.distance').allInnerTexts()).map(metres);
      assert.ok(distances.length >= 5, `${distances.length} stations`);
      assert.deepEqual(distances, distances.toSorted((a, b) => a - b));
      for (const card of (await cards(page).all()).slice(0, 5)) {
        assert.match(await card.locator('.pill').first().innerText(), say.open);
        assert.match(await card.innerText(), say.foot);
        assert.match(await card.innerText(), say.ebike);
        assert.match(await card.locator('.door').innerText(), say.entry);
        assert.match(await card.locator('.door').innerText(), say.checked);
        const ticked = await card.locator('.door span').last().locator('path[d^="M5 12.5"]').count();
        assert.equal(ticked, say.unchecked.test(await card.locator('.door').innerText()) ? 0 : 1);
        assert.ok((await card.locator('.amenities li').count()) > 0);
        assert.equal(await card.locator('.amenities svg').count(), await card.locator('.amenities li:not(.rest)').count());
        assert.equal(await card.getByText(say.made).count(), 1);
        await card.getByRole('button', { name: say.go }).waitFor();
      }
      await page.locator('.mark').first().waitFor();
      // Nothing lies over the pin.
      await page.locator('.me').click({ trial: true });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      assert.deepEqual(await seriousIssues(page), []);
    }));
}

both('a need is answered at once, before the service has spoken, and stays so after', ({ options, say }) =>
  visit({ ...options, ...ALLOWED }, '/?map=off', async (page) => {
    await answered(page);
    await kept(page);
    await all(page);
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route('**/v1/stations/nearest*', (route) => held.then(() => route.continue()));
    const before = await page.locator('.card-name').allInnerTexts();
    await page.getByRole('button', { name: say.batterySwap }).click();
    await page.waitForFunction((was) => document.querySelector('.card-name')?.textContent !== was, before[0]);
    const atOnce = await page.locator('.card-name').allInnerTexts();
    assert.equal(await cards(page).count(), await page.locator('.amenities .asked').count());
    release();
    await answered(page);
    assert.deepEqual((await page.locator('.card-name').allInnerTexts()).slice(0, 5), atOnce.slice(0, 5));
    assert.equal(await page.getByRole('button', { name: say.batterySwap }).getAttribute('aria-pressed'), 'true');
  }));

both('24 hours, and open when I arrive', ({ options, say }) =>
  visit({ ...options, ...ALLOWED }, '/?map=off', async (page) => {
    await answered(page);
    await page.locator('.segments label').nth(1).click();
    await answered(page);
    for (const pill of await page.locator('.card .pill:first-child').allInnerTexts()) assert.match(pill, say.openOrOpens);
    await page.getByRole('button', { name: say.allDay }).click();
    await page.waitForFunction(
      (words) => [...document.querySelectorAll('.card .pill:first-child')].every((pill) => pill.textContent === words),
      say.allDayOpen,
    );
    // All that never close are listed, however many others stand between: by all pages of all stations around.
    await all(page);
    const always = await page.evaluate(async ({ longitude, latitude }) => {
      const box = [longitude - 0.06, latitude - 0.05, longitude + 0.06, latitude + 0.05];
      const stations = [];
      for (let cursor = ''; cursor !== null; ) {
        const answer = await (await fetch(`/v1/stations?bbox=${box}&limit=1000${cursor && `&cursor=${cursor}`}`)).json();
        stations.push(...answer.features);
        cursor = answer.next_cursor;
      }
      const metres = ([lon, lat]) => Math.hypot((lon - longitude) * 102_500, (lat - latitude) * 110_750);
      return stations
        .filter(({ properties }) => properties.hours.osm === '24/7' && (properties.status ?? 'open') === 'open')
        .filter(({ geometry }) => metres(geometry.coordinates) < 4900)
        .map(({ properties }) => properties.name);
    }, HUANGPU);
    await page.getByRole('button', { name: say.more }).click();
    const listed = await page.locator('.card-name').allInnerTexts();
    assert.ok(always.length > 12 && always.length <= 30, `${always.length} never close`);
    assert.deepEqual(always.filter((name) => !listed.includes(name)), []);
  }));

test('hours are those of China, wherever the browser thinks it is', () =>
  visit({ ...ALLOWED, timezoneId: 'America/New_York' }, '/?map=off', async (page) => {
    await answered(page);
    assert.equal(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone), 'America/New_York');
    await all(page);
    const { features } = await page.evaluate(
      async ({ longitude, latitude }) => (await fetch(`/v1/stations/nearest?lon=${longitude}&lat=${latitude}&limit=12`)).json(),
      HUANGPU,
    );
    const told = (await page.locator('.card .pill:first-child').allInnerTexts()).slice(0, 12);
    let compared = 0;
    features.forEach(({ properties: { open, closes_at: closes, opens_at: opens } }, i) => {
      const change = open ? closes : opens;
      if (open === null || change === null || !/\d{2}:\d{2}/.test(told[i])) return;
      // The service writes its times with China's offset.
      assert.match(change, /T\d{2}:\d{2}.*\+08:00$/);
      assert.match(told[i], new RegExp(`(^|\\D)${change.slice(11, 16)}(\\D|$)`));
      compared++;
    });
    assert.ok(compared >= 5, `${compared} of ${told}`);
  }));

both('what nobody has is said so, with a way back', ({ options, say }) =>
  visit({ ...options, ...ALLOWED }, '/?map=off', async (page) => {
    await answered(page);
    const some = await page.evaluate(async () => (await fetch('/v1/stations/nearest?lon=113.45&lat=23.1')).json());
    await page.route('**/v1/stations/nearest*amenity=*', (route) =>
      route.fulfill({ contentType: 'application/geo+json', json: { ...some, features: [] } }),
    );
    await page.getByRole('button', { name: say.firstAid }).click();
    await page.getByText(say.none).waitFor();
    await page.getByRole('button', { name: say.clear }).click();
    await answered(page);
  }));

both('search by pinyin, name or address finds a station, the list looks from there, and forgets it elsewhere', ({ options, say }) =>
  visit({ ...options, ...ALLOWED }, '/?map=off', async (page) => {
    await answered(page);
    await page.locator('.place-button').click();
    for (const words of ['广州市黄埔区红山街道', '红山街道共享']) {
      await page.getByRole('searchbox').fill(words);
      await page.locator('.place-list .row', { hasText: '红山街道' }).first().waitFor();
    }
    await page.getByRole('searchbox').fill('huangpujiedao');
    const first = page.locator('.place-list .row', { hasText: '黄埔街道' }).first();
    const name = (await first.innerText()).split('\n')[0];
    await first.click();
    await page.locator('.place-words strong', { hasText: name }).waitFor();
    await page.waitForFunction((wanted) => document.querySelector('.card-name')?.textContent === wanted, name);
    assert.equal(await page.locator('.card').first().locator('.distance').innerText(), say.here);
    await page.locator('.place-button').click();
    await page.getByRole('searchbox').fill('hpq');
    await page.locator('.places-group', { hasText: say.districts }).locator('.row', { hasText: '黄埔区' }).first().click();
    await page.locator('.place-words strong', { hasText: /^黄埔区$/ }).waitFor();
    await page.locator('.place-button').click();
    await page.locator('.row', { hasText: say.network }).click();
    await page.locator('.place-words strong', { hasText: say.network }).waitFor();
    await answered(page);
    assert.deepEqual((await page.locator('.card-name').allInnerTexts()).filter((other) => other === name), []);
    assert.ok(metres(await page.locator('.distance').first().innerText()) < 5000);
    await page.locator('.place-button').click();
    assert.ok((await page.getByText(say.recent).count()) > 0);
  }));

both('the first visit asks nobody for a position; a network is a way in, which a reload keeps', ({ options, say }) =>
  visit(options, '/?map=off', async (page) => {
    await page.getByRole('button', { name: say.locate }).waitFor();
    assert.deepEqual(await seriousIssues(page), []);
    await page.locator('.row', { hasText: say.network }).click();
    await answered(page);
    await page.getByRole('button', { name: say.allDay }).click();
    await page.getByRole('button', { name: say.toilet }).click();
    // A reload is no new beginning.
    await page.reload();
    await page.locator('.place-words strong', { hasText: say.network }).waitFor();
    await answered(page);
    for (const name of [say.allDay, say.toilet]) await page.getByRole('button', { name, pressed: true }).waitFor();
  }));

test('the districts begin anew each time, and a lost network is no longer told when it is back', () =>
  visit(EN, '/?map=off', async (page, context) => {
    const open = () => page.getByRole('button', { name: /^Find a station/ }).click();
    const districts = page.locator('.places-group').filter({ has: page.locator('.district-grid') });
    await open();
    await districts.getByRole('button', { name: '广东省' }).click();
    await districts.getByRole('heading', { name: '广东省' }).waitFor();
    await page.keyboard.press('Escape');
    await open();
    await districts.getByRole('heading', { name: 'All districts' }).waitFor();
    await districts.getByRole('button', { name: '广东省' }).waitFor();
    await page.keyboard.press('Escape');
    await context.setOffline(true);
    await page.locator('.row').first().click();
    await page.locator('.notice', { hasText: 'No network' }).waitFor();
    await context.setOffline(false);
    await page.locator('.notice', { hasText: 'No network' }).waitFor({ state: 'detached' });
  }, /ERR_INTERNET_DISCONNECTED/));

both('a position that is refused leaves other ways', ({ options, say }) =>
  visit(options, '/?map=off', async (page) => {
    await page.evaluate(() => {
      navigator.geolocation.getCurrentPosition = (_, refuse) =>
        setTimeout(() => refuse({ code: 1, PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 }), 20);
    });
    await page.getByRole('button', { name: say.locate }).click();
    await page.getByText(say.refused).waitFor();
    assert.deepEqual(await seriousIssues(page), []);
    await page.getByRole('button', { name: say.pickDistrict }).click();
    await page.locator('.district-grid button').first().waitFor();
  }));

both('a position outside China, a slow one and a poor one are each told', async ({ options, say }) => {
  await visit({ ...options, geolocation: { longitude: 105.834, latitude: 21.028, accuracy: 10 }, permissions: ['geolocation'] }, '/?map=off', async (page) => {
    await page.getByText(say.outside).waitFor();
    assert.equal(await cards(page).count(), 0);
  });
  await visit({ ...options, geolocation: { ...HUANGPU, accuracy: 3000 }, permissions: ['geolocation'] }, '/?map=off', async (page) => {
    await page.getByText(say.poor).waitFor();
    await answered(page);
  });
  await visit({ ...options, own: true }, '/?map=off', async (page) => {
    await page.evaluate(() => (navigator.geolocation.getCurrentPosition = () => undefined));
    await page.clock.install();
    await page.getByRole('button', { name: say.locate }).click();
    await page.clock.fastForward(4000);
    await page.getByText(say.slow).waitFor();
    await page.locator('.row', { hasText: say.network }).click();
    await answered(page);
  });
});

/** A press on a place of the screen, and a drag from one, by mouse or finger. */
const press = (page, { hasTouch = true }, x, y) => (hasTouch ? page.touchscreen.tap(x, y) : page.mouse.click(x, y));
async function drag(page, { hasTouch = true }, [x, y], [right, down]) {
  const at = (step) => [x + (right * step) / 5, y + (down * step) / 5];
  if (!hasTouch) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(...at(5), { steps: 5 });
    await page.mouse.up();
    return;
  }
  const session = await page.context().newCDPSession(page);
  const touch = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  await touch('touchStart', [at(0)]);
  for (let step = 1; step <= 5; step++) await touch('touchMove', [at(step)]);
  await touch('touchEnd', []);
  await session.detach();
}

both('the pin can be dragged to where one stands, and stays where it is at any other touch', ({ options, say }) =>
  visit({ ...options, ...ALLOWED }, '/', async (page) => {
    await answered(page);
    await page.locator('.mark').first().waitFor();
    const distances = () => page.locator('.distance').allInnerTexts().then(String);
    const before = await distances();
    const box = await page.locator('.me').boundingBox();
    const map = await page.locator('.map').boundingBox();
    await press(page, options, map.x + 30, map.y + 30);
    await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
    await page.locator('.results[aria-busy="false"]').waitFor();
    assert.deepEqual(await page.locator('.me').boundingBox(), box);
    assert.equal(await distances(), before);
    await drag(page, options, [box.x + box.width / 2, box.y + box.height / 2], [90, 60]);
    await page.locator('.place-words small', { hasText: say.pinned }).waitFor();
    await page.waitForFunction((was) => String([...document.querySelectorAll('.distance')].map((e) => e.innerText)) !== was, before);
    await answered(page);
    assert.notEqual(await distances(), before);
  }));

both('without any position one can tap the map of the country, and do the same by keys', ({ options, say }) =>
  visit(options, '/', async (page) => {
    await page.getByRole('button', { name: say.find }).click();
    await page.getByRole('button', { name: say.pickOnMap }).click();
    await page.getByText(say.tapHint).waitFor();
    await drawn(page);
    const box = await page.locator('.map').boundingBox();
    await press(page, options, box.x + box.width / 2, box.y + box.height / 2);
    await page.locator('.place-words strong', { hasText: say.pinned }).waitFor();
    await page.locator('.results').waitFor();
    const standing = () => page.evaluate(() => JSON.parse(sessionStorage['yizhan.visit']).standing);
    const tapped = await standing();
    await page.getByRole('button', { name: say.pinKeys }).focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.waitForFunction((lat) => JSON.parse(sessionStorage['yizhan.visit']).standing.lat < lat, tapped.lat);
    await page.locator('.place-button').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: say.pickOnMap }).focus();
    await page.keyboard.press('Enter');
    const canvas = page.locator('.map canvas').first();
    await canvas.and(page.locator(':focus')).waitFor();
    assert.match(await canvas.getAttribute('aria-label'), say.mapKeys);
    const moved = await standing();
    await page.keyboard.press('ArrowRight');
    await drawn(page);
    await page.keyboard.press('Enter');
    await page.locator('.map [role="status"]', { hasText: say.placed }).waitFor({ state: 'attached' });
    assert.ok((await standing()).lon > moved.lon);
    assert.equal(await page.locator('.map-hint').count(), 0);
    // What the map's library says by itself is said in the page's language.
    assert.equal(await page.locator('.maplibregl-ctrl-zoom-in').getAttribute('title'), say.zoomIn);
    await page.getByRole('button', { name: say.other.language }).click();
    await page.locator(`.maplibregl-ctrl-zoom-in[title="${say.other.zoomIn}"]`).waitFor();
  }));

both('a tap on a mark opens its card; roads are drawn where the service has some', ({ options }) =>
  visit({ ...options, ...ALLOWED }, 'about:blank', async (page) => {
    await page.route('**/tiles/roads.json', async (route) => {
      const answer = await route.fetch();
      const bounds = [113, 22.5, 114, 23.5];
      await route.fulfill({ response: answer, json: { ...(await answer.json()), bounds } });
    });
    const roads = page.waitForRequest(/\/tiles\/roads\/1\d\/\d+\/\d+\.mvt/);
    await page.goto(`${SERVICE}/`);
    await roads;
    await page.locator('.mark', { hasText: /^3$/ }).click();
    await page.locator('.card.unfolded .details').waitFor();
    assert.equal(await page.locator('.card.unfolded .number').innerText(), '3');
    assert.deepEqual(await seriousIssues(page), []);
  }));

both('each map is handed the right place in its own datum', ({ options, say }) =>
  visit({ ...options, ...ALLOWED }, '/?map=off', async (page) => {
    await answered(page);
    const nearest = await page.evaluate(
      async ({ longitude, latitude }) =>
        (await fetch(`/v1/stations/nearest?lon=${longitude}&lat=${latitude}&limit=3&open_at=now`)).json(),
      HUANGPU,
    );
    for (let i = 0; i < 3; i++) {
      await cards(page).nth(i).getByRole('button', { name: say.go }).click();
      const link = async (map) => new URL(await page.locator(`[data-map="${map}"]`).first().getAttribute('href'));
      const wgs84 = nearest.features[i].geometry.coordinates;
      const gcj02 = gcoord.transform(wgs84, gcoord.WGS84, gcoord.GCJ02);
      const bd09 = gcoord.transform(wgs84, gcoord.WGS84, gcoord.BD09);
      const amap = (await link('amap')).searchParams.get('to').split(',');
      const baidu = (await link('baidu')).searchParams.get('location').split(',');
      const tencent = (await link('tencent')).searchParams.get('tocoord').split(',');
      const apple = (await link('apple')).searchParams.get('daddr').split(',');
      // 0.00001 degrees are about a metre.
      const same = (found, wanted) =>
        found.forEach((value, axis) => assert.ok(Math.abs(Number(value) - wanted[axis]) < 1e-5, `${found} is not ${wanted}`));
      same(amap.slice(0, 2), gcj02);
      same(baidu, [bd09[1], bd09[0]]);
      same(tencent, [gcj02[1], gcj02[0]]);
      same(apple, [gcj02[1], gcj02[0]]);
      assert.deepEqual((await page.locator('.go-maps small').allInnerTexts()).map((words) => words.split(' · ').at(-1)), ['GCJ-02', 'GCJ-02', 'BD-09', 'GCJ-02', 'GCJ-02']);
      if (i === 0) assert.deepEqual(await seriousIssues(page), []);
      await page.keyboard.press('Escape');
      await page.locator('.sheet').waitFor({ state: 'detached' });
    }
  }));

both('a shared link opens its station, for somebody whose place nobody knows', async ({ options, say }) => {
  let id;
  await visit({ ...options, ...ALLOWED, permissions: ['geolocation', 'clipboard-read', 'clipboard-write'] }, '/?map=off', async (page) => {
    await answered(page);
    await page.evaluate(() => Object.defineProperty(navigator, 'share', { value: undefined }));
    await page.getByRole('button', { name: say.share }).first().click();
    const told = page.locator('.told');
    await told.getByText(say.copied).waitFor();
    assert.ok((await told.boundingBox()).width > 80);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    id = new URL(link).searchParams.get('station');
    // A browser that copies nothing, as one may without https, shows the link.
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await page.getByRole('button', { name: say.share }).first().click();
    assert.equal(await told.getByRole('textbox').inputValue(), link);
    assert.equal(await told.getByRole('textbox').evaluate((field) => field.selectionEnd - field.selectionStart), link.length);
    assert.deepEqual(await seriousIssues(page), []);
    await told.getByRole('button', { name: say.close }).click();
    await told.waitFor({ state: 'hidden' });
  });
  await visit({ ...options, ...EN }, `/?station=${encodeURIComponent(id)}`, async (page) => {
    await page.locator('.card.unfolded').waitFor();
    const title = await page.locator('meta[property="og:title"]').getAttribute('content');
    assert.equal(await page.locator('.card-name').first().innerText(), title);
    // The rest of the page is there too: what is around it, what one needs, and the map.
    await page.getByText(/^\d+ stations, those near the shared one first$/).waitFor();
    assert.ok((await cards(page).count()) > 3);
    await page.getByRole('button', { name: 'Battery swap' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.card:not(.unfolded)').length === document.querySelectorAll('.card:not(.unfolded) .asked').length);
    assert.ok((await cards(page).count()) > 1);
    assert.equal(await page.locator('.card-name').first().innerText(), title);
    await page.locator('.mark').nth(1).waitFor();
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.equal(await page.locator('.distance').count(), 0);
  });
  await visit(options, '/?station=nobody:here', (page) => page.getByText(say.notFound).waitFor(), /404/);
});

/** Takes the network away from who stands where there is one, and gives it back. */
async function withoutNetwork(page, context, say) {
  await answered(page);
  await kept(page);
  const online = (await page.locator('.card-name').allInnerTexts()).slice(0, 8);
  const distances = (await page.locator('.distance').allInnerTexts()).slice(0, 8).map(metres);
  await context.setOffline(true);
  await page.reload();
  await page.locator('.notice', { hasText: say.offline }).waitFor();
  await cards(page).first().waitFor();
  assert.match(await page.locator('.notice', { hasText: say.offline }).innerText(), say.kept);
  assert.deepEqual((await page.locator('.card-name').allInnerTexts()).slice(0, 8), online);
  (await page.locator('.distance').allInnerTexts()).slice(0, 8).forEach((words, i) => {
    assert.ok(Math.abs(metres(words) - distances[i]) <= 10, `${words} was ${distances[i]} m`);
  });
  await page.getByRole('button', { name: say.toilet }).click();
  await page.waitForFunction(() => document.querySelectorAll('.amenities .asked').length > 0);
  assert.equal(await page.locator('.amenities .asked').count(), await cards(page).count());
  // What was kept unseen is found by words, and maps lead there.
  await page.locator('.place-button').click();
  await page.getByRole('searchbox').fill('红山街道');
  await page.getByText(say.searchKept).waitFor();
  await page.locator('.place-list .row', { hasText: '红山街道' }).last().click();
  await cards(page).first().getByRole('button', { name: say.go }).click();
  assert.match(await page.locator('[data-map="amap"]').first().getAttribute('href'), /^https:\/\/uri\.amap\.com\/navigation\?to=113\./);
  await page.keyboard.press('Escape');
  // The network is back: the page notices on its own.
  await context.setOffline(false);
  await page.locator('.notice', { hasText: say.offline }).waitFor({ state: 'detached' });
}

test('it can be installed under its own worker, and opens without a network, in either language and size', () =>
  visitAtHome(ALLOWED, '/?map=off', async (page, context) => {
    await answered(page);
    await controlled(page);
    const session = await context.newCDPSession(page);
    const { errors, data, url } = await session.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    assert.equal(new URL(url).pathname, '/manifest.webmanifest');
    const manifest = JSON.parse(data);
    assert.equal(manifest.display, 'standalone');
    assert.equal(manifest.start_url, '/');
    for (const { src, sizes, type } of manifest.icons) {
      const icon = await page.evaluate(async (address) => {
        const picture = Object.assign(new Image(), { src: address });
        await picture.decode();
        return `${picture.naturalWidth}x${picture.naturalHeight}`;
      }, src);
      if (type === 'image/png') assert.equal(icon, sizes);
    }
    assert.deepEqual((await session.send('Page.getInstallabilityErrors')).installabilityErrors, []);
    await session.detach();
    await withoutNetwork(page, context, ZH_PHONE.say);
    // Somebody else sits down at a desk.
    await page.setViewportSize(DESK.viewport);
    await page.getByRole('button', { name: ZH_PHONE.say.other.language }).click();
    await page.getByRole('button', { name: EN_DESK.say.toilet }).click();
    await page.getByRole('button', { name: EN_DESK.say.locate }).click();
    await page.locator('.place-words small', { hasText: '±' }).waitFor();
    await withoutNetwork(page, context, EN_DESK.say);
  }, /ERR_INTERNET_DISCONNECTED/));

test('a new version of the stations replaces what the phone keeps', () =>
  visit(ALLOWED, '/?map=off', async (page) => {
    await answered(page);
    const before = await kept(page);
    const gone = before.stations[1].id;
    // The next version has one station less, and says so in every answer.
    await page.route('**/v1/stations**', async (route) => {
      const answer = await route.fetch();
      const said = await answer.json();
      const features = said.features.filter(({ id }) => id !== gone);
      await route.fulfill({ response: answer, json: { ...said, dataset_version: 'another', features } });
    });
    await all(page);
    const after = await kept(page, ({ datasetVersion }) => datasetVersion === 'another');
    assert.ok(Date.parse(after.keptAt) > Date.parse(before.keptAt));
    assert.deepEqual(after.stations.map(({ id }) => id), before.stations.map(({ id }) => id).filter((id) => id !== gone));
  }));

both('what the service refuses becomes words, and what is there stays', ({ options, say }) =>
  visit(
    { ...options, ...ALLOWED, own: true },
    '/?map=off',
    async (page) => {
      await answered(page);
      await page.clock.install();
      const refuse = (status, type) =>
        page.route('**/v1/stations/nearest*', (route) =>
          route.fulfill({ status, contentType: 'application/problem+json', json: { type, title: 't', status, detail: 'd' } }),
        );
      await refuse(503, '/problems/dataset-not-ready');
      await page.locator('.segments label').nth(2).click();
      await page.getByText(say.notReady).waitFor();
      assert.ok((await cards(page).count()) > 0);
      await page.unroute('**/v1/stations/nearest*');
      await page.clock.fastForward(RETRY_MS);
      await page.getByText(say.notReady).waitFor({ state: 'detached' });
      await refuse(500, '/problems/internal');
      await page.locator('.segments label').nth(0).click();
      await page.getByText(say.fault).waitFor();
      await page.unroute('**/v1/stations/nearest*');
      await page.route('**/v1/**', (route) => route.abort());
      await page.getByRole('button', { name: say.retry }).click();
      await page.locator('.notice', { hasText: say.offline }).waitFor();
      assert.ok((await cards(page).count()) > 0);
    },
    /503|500|ERR_FAILED/,
  ));

test('a first visit to a slow service shows where the list will be, and then the list', () =>
  visit({ ...ALLOWED, ...EN }, 'about:blank', async (page) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route('**/v1/**', (route) => held.then(() => route.continue()));
    await page.goto(`${SERVICE}/`);
    await page.locator('.results[aria-busy="true"] .skeleton .bone').first().waitFor();
    await page.getByText('Looking…').waitFor();
    // The map does not wait for the list for ever, and shows where one is.
    await page.locator('.me').waitFor();
    assert.equal(await cards(page).count(), 0);
    assert.deepEqual(await seriousIssues(page), []);
    release();
    await answered(page);
    assert.equal(await page.locator('.skeleton').count(), 0);
  }));

test('where there is no station far and wide it says that, does not ask to choose less, and names the places that have some', () =>
  visit({ geolocation: { longitude: 87.6, latitude: 43.8, accuracy: 20 }, permissions: ['geolocation'] }, '/?map=off', async (page) => {
    await page.locator('.nothing', { hasText: '50 公里内没有驿站' }).waitFor();
    assert.equal(await page.getByRole('button', { name: '不管开没开' }).count(), 0);
    assert.deepEqual(await seriousIssues(page), []);
    await page.locator('.nothing .row', { hasText: '尚小驿' }).click();
    await answered(page);
  }));

test('a first visit waits for a service that is not ready, and says so', () =>
  visit({ ...ALLOWED, own: true }, 'about:blank', async (page) => {
    await page.route('**/v1/**', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', json: { type: '/problems/dataset-not-ready', title: 't', status: 503, detail: 'd' } }),
    );
    await page.clock.install();
    await page.goto(`${SERVICE}/?map=off`);
    await page.getByText('正在装载驿站').waitFor();
    assert.equal(await page.getByText('附近没有合条件的驿站').count(), 0);
    await page.unroute('**/v1/**');
    await page.clock.fastForward(RETRY_MS);
    await answered(page);
    await page.getByText('正在装载驿站').waitFor({ state: 'detached' });
  }, /503/));

test('a first visit without any answer says so, and goes on when there is one', () =>
  visit({ ...ALLOWED, ...EN }, 'about:blank', async (page) => {
    await page.route('**/v1/**', (route) => route.abort());
    await page.goto(`${SERVICE}/?map=off`);
    await page.getByText('Nothing is kept for this area yet').waitFor();
    assert.equal(await page.getByText('No station near by meets this').count(), 0);
    await page.unroute('**/v1/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await answered(page);
  }, /ERR_FAILED/));

both('on a small phone the first station and the way to it are on the first screen; large letters and high contrast last, and cut no words', ({ options: { locale }, say }) =>
  visit({ ...(locale && { locale }), ...ALLOWED, viewport: SMALL }, '/', async (page) => {
    await answered(page);
    const bottom = async (part) => {
      const { y, height } = await cards(page).first().locator(part).boundingBox();
      return y + height;
    };
    assert.ok((await bottom('.distance')) <= SMALL.height);
    assert.ok((await bottom('.ways')) <= SMALL.height, `the way ends at ${await bottom('.ways')}`);
    assert.deepEqual(await cutWords(page), []);
    await page.getByRole('button', { name: say.display }).click();
    await page.getByLabel(say.large).check();
    await page.getByLabel(say.contrast).check();
    await page.reload();
    await answered(page);
    assert.deepEqual(await page.evaluate(() => ({ ...document.documentElement.dataset })), { theme: 'light', text: 'large', contrast: 'high' });
    assert.ok((await bottom('.card-head')) <= SMALL.height, `the name ends at ${await bottom('.card-head')}`);
    await page.getByRole('button', { name: say.details }).first().click();
    await page.locator('.details').waitFor();
    assert.deepEqual(await cutWords(page), []);
    assert.deepEqual(await seriousIssues(page), []);
    await cards(page).first().getByRole('button', { name: say.go }).click();
    // The name of a map stands in one line, and what it shows under it.
    for (const name of await page.locator('.go-maps span').all()) assert.ok((await name.boundingBox()).height <= 60);
    assert.deepEqual(await cutWords(page), []);
    assert.deepEqual(await seriousIssues(page), []);
    await page.keyboard.press('Escape');
    await page.locator('.place-button').click();
    await page.locator('.district-grid button').first().waitFor();
    assert.deepEqual(await cutWords(page), []);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  }));

both('dark, as the system asks, is as legible', ({ options, say }) =>
  visit({ ...options, ...ALLOWED, colorScheme: 'dark' }, '/?map=off', async (page) => {
    await answered(page);
    await cards(page).first().getByRole('button', { name: say.details }).click();
    assert.deepEqual(await seriousIssues(page), []);
    // High contrast is not dark, and the boxes say so.
    await page.getByRole('button', { name: say.display }).click();
    assert.equal(await page.getByLabel(say.dark).isChecked(), true);
    await page.getByLabel(say.contrast).check();
    assert.equal(await page.getByLabel(say.dark).isChecked(), false);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
    assert.deepEqual(await seriousIssues(page), []);
    await page.getByLabel(say.dark).check();
    assert.equal(await page.getByLabel(say.contrast).isChecked(), false);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  }));

both('everything is in reach of the keyboard', ({ options, say }) =>
  visit({ ...options, ...ALLOWED }, '/?map=off', async (page) => {
    await answered(page);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'list');
    const go = page.getByRole('button', { name: say.go }).first();
    for (let i = 0; i < 40 && !(await go.evaluate((element) => element === document.activeElement)); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.closest('dialog') !== null), true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }));

both('Back closes a sheet and stays; with none open it leaves', ({ options, say }) =>
  visit({ ...options, ...ALLOWED }, '/robots.txt', async (page) => {
    await page.goto(`${SERVICE}/?map=off`);
    await answered(page);
    // The element, for a dialog that Escape closed has no role any more while the page has yet to hear of it.
    const sheet = page.locator('dialog');
    await page.locator('.place-button').click();
    await sheet.waitFor();
    await page.goBack();
    await sheet.waitFor({ state: 'detached' });
    assert.ok((await cards(page).count()) > 0);
    // One that was closed by other means is not in the way.
    for (let i = 0; i < 2; i++) {
      await page.getByRole('button', { name: say.go }).first().click();
      await sheet.waitFor();
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'detached' });
    }
    await page.evaluate(() => history.back());
    await page.waitForURL('**/robots.txt');
  }, /favicon/));

both('the language changes at a tap and stays', ({ options, say }) =>
  visit({ ...options, ...ALLOWED }, '/?map=off', async (page) => {
    await answered(page);
    await page.getByRole('button', { name: say.other.language }).click();
    await page.getByRole('button', { name: say.other.go }).first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: say.other.go }).first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), say === ZH_PHONE.say ? 'en' : 'zh-CN');
  }));

test('the first load keeps its budget, and nothing jumps', async () => {
  for (const [path, budget] of [
    ['/?map=off', 250_000],
    ['/', 600_000],
  ]) {
    await visit({ ...ALLOWED, own: true }, 'about:blank', async (page, context) => {
      await context.setExtraHTTPHeaders({ 'accept-encoding': 'gzip' });
      await page.addInitScript(() => {
        globalThis.jumps = [];
        new PerformanceObserver((list) =>
          list.getEntries().forEach(({ value, sources }) =>
            globalThis.jumps.push({ value, what: sources.map(({ node }) => node?.className ?? node?.nodeName).join(' ') }),
          ),
        ).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(SERVICE + path);
      await answered(page);
      await kept(page);
      if (path === '/') await page.locator('.mark').first().waitFor();
      await page.waitForLoadState('networkidle');
      const bytes = await weight(page);
      const jumps = await page.evaluate(() => globalThis.jumps);
      const jumped = jumps.reduce((sum, { value }) => sum + value, 0);
      console.log(`${path}: ${bytes} bytes, layout shift ${jumped.toFixed(3)}`);
      assert.ok(bytes > 20_000 && bytes <= budget, `${path} loads ${bytes} bytes of ${budget}`);
      assert.ok(jumped < 0.1, `${path} jumps by ${jumped}: ${JSON.stringify(jumps)}`);
    });
  }
});
