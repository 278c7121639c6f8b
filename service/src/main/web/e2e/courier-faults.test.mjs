// What a courier sees where something goes wrong, or is not as usual: networks, answers, positions, stations, eyes and thumbs.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { test } from 'node:test';
import gcoord from 'gcoord';
import { DESK, drawn, HUANGPU, kept, seriousIssues, SERVICE, visitAtHome, visiting } from './browser.mjs';

const EN = { locale: 'en-GB' };
const ALLOWED = { geolocation: HUANGPU, permissions: ['geolocation'] };
const NEAREST = '**/v1/stations/nearest*';
/** When the page says that it waits, and when it gives up. */
const SLOW_MS = 4000;
const GIVEN_UP_MS = 15_000;

const visit = visiting();
const cards = (page) => page.locator('.card:not(.skeleton)');
const answered = (page) => page.locator('.results[aria-busy="false"] .card:not(.skeleton)').first().waitFor();
const need = (page) => page.locator('.chip').nth(2).click();
const notice = (page, words) => page.locator('.notice', { hasText: words });
const names = (page) => page.locator('.card-name').allInnerTexts();

/** The answer of the service, with its stations as a test wants them. */
const answering = (page, change) =>
  page.route(NEAREST, async (route) => {
    const answer = await route.fetch();
    const said = await answer.json();
    await route.fulfill({ response: answer, json: { ...said, features: change(said.features) } });
  });

test('a network that hangs is told, with the age of what is shown, and given up', () =>
  visit({ ...ALLOWED, own: true }, 'about:blank', async (page) => {
    // Before the page is there: what is kept gets its time from this clock, too.
    await page.clock.install();
    await page.goto(`${SERVICE}/?map=off`);
    await answered(page);
    await kept(page);
    await page.route(NEAREST, () => undefined);
    await need(page);
    await page.locator('.results[aria-busy="true"]').waitFor();
    await page.clock.fastForward(SLOW_MS);
    await notice(page, '网络很慢').waitFor();
    assert.match(await notice(page, '网络很慢').innerText(), /存在手机上.*刚存的.*再试一次/s);
    assert.ok((await cards(page).count()) > 0);
    await page.clock.fastForward(GIVEN_UP_MS);
    await notice(page, '网络太慢').waitFor();
    assert.match(await notice(page, '网络太慢').innerText(), /刚存的/);
    assert.equal(await notice(page, '没有网络').count(), 0);
    await page.locator('.results[aria-busy="false"]').waitFor();
    assert.deepEqual(await seriousIssues(page), []);
    await page.unroute(NEAREST);
    await page.getByRole('button', { name: '再试一次' }).click();
    await notice(page, '网络太慢').waitFor({ state: 'detached' });
    await answered(page);
  }));

test('a first visit into a network that hangs is told so, can try again, and is not left waiting', () =>
  visit({ ...ALLOWED, ...EN, own: true }, 'about:blank', async (page) => {
    await page.route(NEAREST, () => undefined);
    await page.clock.install();
    await page.goto(`${SERVICE}/?map=off`);
    await page.locator('.skeleton').first().waitFor();
    await page.clock.fastForward(SLOW_MS);
    await notice(page, 'The network is slow').getByRole('button', { name: 'Try again' }).waitFor();
    await page.clock.fastForward(GIVEN_UP_MS);
    await page.locator('.nothing', { hasText: 'too slow' }).waitFor();
    assert.equal(await page.locator('.skeleton').count(), 0);
    await page.unroute(NEAREST);
    await page.getByRole('button', { name: 'Try again' }).click();
    await answered(page);
  }));

for (const [what, answer] of [
  ['an answer that is no list', { contentType: 'application/json', body: '{"code":0,"msg":"ok"}' }],
  ['the page of a network that asks to log in', { contentType: 'text/html', body: '<!doctype html><title>login</title>' }],
  ['half an answer', { contentType: 'application/geo+json', body: '{"type":"FeatureCollection","feat' }],
  ['a list of something else', { contentType: 'application/geo+json', body: '{"dataset_version":null,"features":[{}]}' }],
]) {
  test(`${what} is no lost network, and ends the waiting`, () =>
    visit(ALLOWED, 'about:blank', async (page) => {
      await page.route(NEAREST, (route) => route.fulfill(answer));
      await page.goto(`${SERVICE}/?map=off`);
      await page.locator('.nothing', { hasText: '可能要先登录这个 Wi-Fi' }).waitFor();
      assert.equal(await page.getByText('没有网络').count(), 0);
      assert.equal(await page.locator('.skeleton').count(), 0);
      await page.unroute(NEAREST);
      await page.getByRole('button', { name: '再试一次' }).click();
      await answered(page);
    }));
}

test('too many questions, and a proxy without a server behind it, have words of their own', () =>
  visit(
    { ...ALLOWED, ...EN },
    '/?map=off',
    async (page) => {
      await answered(page);
      for (const [status, words] of [
        [429, 'The server is busy'],
        [502, 'Something went wrong'],
      ]) {
        await page.route(NEAREST, (route) => route.fulfill({ status, contentType: 'text/html', body: '<h1>no</h1>' }));
        await need(page);
        await notice(page, words).waitFor();
        assert.ok((await cards(page).count()) > 0);
        await page.unroute(NEAREST);
        await page.getByRole('button', { name: 'Try again' }).click();
        await notice(page, words).waitFor({ state: 'detached' });
      }
    },
    /429|502/,
  ));

test('a search says that it is at it, leaves its field where it is, and forgets what was taken back', () =>
  visit({ ...ALLOWED, viewport: { width: 360, height: 740 } }, '/?map=off', async (page) => {
    await answered(page);
    await page.locator('.place-button').click();
    const field = page.getByRole('searchbox');
    const top = async () => (await field.boundingBox()).y;
    const before = await top();
    await page.route('**/v1/stations?q=*', () => undefined);
    await field.fill('hpqx');
    await page.locator('.found[aria-busy="true"]', { hasText: '正在找…' }).waitFor();
    assert.equal(await top(), before);
    await field.fill('');
    await page.locator('.found[aria-busy="false"]').waitFor({ state: 'attached' });
    await page.locator('.district-grid').waitFor();
    await page.unroute('**/v1/stations?q=*');
    await field.fill('hpqxzzz');
    await page.getByText('没有找到').waitFor();
    assert.equal(await top(), before);
  }));

test('without a network a search that finds nothing says one thing', () =>
  visit(ALLOWED, '/?map=off', async (page, context) => {
    await answered(page);
    await kept(page);
    await context.setOffline(true);
    await page.locator('.place-button').click();
    await page.getByRole('searchbox').fill('hpq');
    await page.locator('.found', { hasText: '存在手机上的驿站里没有找到' }).waitFor();
    assert.equal((await page.locator('.found').innerText()).match(/没有找到/g).length, 1);
    assert.equal(await page.getByText('拼音首字母').count(), 0);
    await context.setOffline(false);
  }, /ERR_INTERNET_DISCONNECTED/));

test('a station is found by its name and by its address', () =>
  visit(ALLOWED, '/?map=off', async (page) => {
    await answered(page);
    const { name, address } = await page.evaluate(async () => {
      const { features } = await (await fetch('/v1/stations/nearest?lon=113.4588&lat=23.1064&limit=20')).json();
      return features.map(({ properties }) => properties).find((station) => station.address && !station.name.includes(station.address));
    });
    for (const words of [name, address]) {
      await page.locator('.place-button').click();
      await page.getByRole('searchbox').fill(words);
      const row = page.locator('.found .row', { hasText: words }).first();
      const found = (await row.innerText()).split('\n')[0];
      await row.click();
      await page.waitForFunction((wanted) => document.querySelector('.card-name')?.textContent === wanted, found);
    }
  }));

test('recent places are told apart, and each is a way back', () =>
  visit({ ...DESK, ...ALLOWED }, '/', async (page) => {
    await answered(page);
    await page.locator('.place-words strong', { hasText: '黄埔区' }).waitFor();
    await page.getByRole('button', { name: '图钉，用方向键移动' }).focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
    await page.locator('.place-words small', { hasText: '图钉的位置' }).waitFor();
    await page.locator('.place-words strong', { hasText: '黄埔区' }).waitFor();
    await page.locator('.place-button').click();
    const rows = page.locator('.places-group', { hasText: '最近看过的地方' }).locator('.row');
    const told = await rows.allInnerTexts();
    assert.equal(told.length, 2);
    assert.equal(told[0].split('\n')[0], told[1].split('\n')[0]);
    assert.match(told[0], /图钉的位置/);
    assert.match(told[1], /我的位置.*离这里 \d/);
    await rows.nth(1).click();
    await page.locator('.place-words small').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.place-words').innerText(), '黄埔区');
    await answered(page);
  }));

test('a position that cannot be had is told, at once and each time, and the last place is a way on', () =>
  visit(ALLOWED, '/?map=off', async (page) => {
    await answered(page);
    await page.locator('.place-button').click();
    await page.locator('.row', { hasText: '尚小驿' }).click();
    await page.locator('.place-words strong', { hasText: '尚小驿' }).waitFor();
    await page.evaluate(() => {
      navigator.geolocation.getCurrentPosition = (_, refuse) => (globalThis.refuse = (code) => refuse({ code, PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 }));
    });
    const locate = page.locator('.place-bar .square');
    await locate.click();
    await page.locator('.place-words small', { hasText: '正在定位' }).waitFor();
    assert.equal(await locate.isDisabled(), true);
    await page.evaluate(() => globalThis.refuse(2));
    await notice(page, '手机定不了位').waitFor();
    assert.equal(await notice(page, '还是不行').count(), 0);
    await page.getByRole('button', { name: '重新定位' }).click();
    await page.evaluate(() => globalThis.refuse(3));
    await notice(page, '还是不行').waitFor();
    assert.match(await notice(page, '还是不行').innerText(), /手机定不了位/);
    await page.getByRole('button', { name: '上次的地方：黄埔区' }).click();
    await page.locator('.place-words strong', { hasText: '黄埔区' }).waitFor();
    await answered(page);
  }));

test('how well the position is known is never cut, and a place keeps its name on the smallest phone', async () => {
  for (const [width, text] of [
    [360, 'normal'],
    [360, 'large'],
    [320, 'large'],
  ]) {
    await visit({ ...ALLOWED, geolocation: { ...HUANGPU, accuracy: 450 }, viewport: { width, height: 740 } }, '/robots.txt', async (page) => {
      await page.evaluate((size) => localStorage.setItem('yizhan.text', size), text);
      await page.goto(`${SERVICE}/?map=off`);
      await answered(page);
      await page.locator('.place-words small', { hasText: '误差 450 米' }).waitFor();
      await page.locator('.place-words strong', { hasText: '黄埔区' }).waitFor();
      const cut = await page.locator('.place-words strong, .place-words small, .place-words small span').evaluateAll((parts) =>
        parts.filter((part) => part.scrollWidth > part.clientWidth && getComputedStyle(part).display !== 'inline').map((part) => part.textContent),
      );
      assert.deepEqual(cut, []);
      const box = await page.locator('.place-words').boundingBox();
      for (const span of await page.locator('.place-words small span').all()) {
        const { x, width: wide } = await span.boundingBox();
        assert.ok(x + wide <= box.x + box.width + 1, `at ${width} px in ${text} letters it is cut`);
      }
    }, /favicon/);
  }
});

test('"when I arrive" is another question than "now"', () =>
  visit(ALLOWED, '/?map=off', async (page) => {
    await answered(page);
    const soon = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();
    await answering(page, (features) => {
      const [closing, opening] = features.slice(5);
      Object.assign(closing.properties, { open: true, closes_at: soon(1), opens_at: null });
      Object.assign(opening.properties, { open: false, opens_at: soon(1), closes_at: null });
      return [closing, opening];
    });
    await page.locator('.segments label').nth(2).click();
    await page.waitForFunction(() => document.querySelectorAll('.card:not(.skeleton)').length === 2);
    const [, opening] = await names(page);
    await page.locator('.segments label').nth(1).click();
    await page.waitForFunction((name) => [...document.querySelectorAll('.card-name')].map((e) => e.textContent).join() === name, opening);
  }));

test('a station out of service says so on its card and on the map, and a check has its date', () =>
  visit({ ...DESK, ...ALLOWED }, 'about:blank', async (page) => {
    await answering(page, (features) => {
      const [shut, locked, checked, unknown] = features;
      Object.assign(shut.properties, { status: 'temporarily_closed', open: true });
      Object.assign(locked.properties, { status: 'locked', open: true });
      Object.assign(checked.properties, { verified_at: new Date(Date.now() - 3 * 86_400_000).toISOString(), open: true, hours: { osm: '24/7' } });
      Object.assign(unknown.properties, { open: null, opens_at: null, closes_at: null });
      return [shut, locked, checked, unknown];
    });
    await page.goto(`${SERVICE}/`);
    await answered(page);
    const said = await page.locator('.card .pill:first-child').allInnerTexts();
    assert.deepEqual(said, ['暂停开放', '有人反映锁着门', '24 小时开', '营业时间不详']);
    assert.match(await cards(page).nth(2).locator('.door').innerText(), /3 天前核实/);
    await page.locator('.mark').nth(3).waitFor({ state: 'attached' });
    const marks = await page.locator('.mark').evaluateAll((all) => all.map((mark) => [mark.ariaLabel, getComputedStyle(mark).borderRadius, getComputedStyle(mark).borderStyle]));
    const by = (words) => marks.find(([label]) => label.includes(words));
    const [closed, open, unknown] = [by('暂停开放'), by('24 小时开'), by('营业时间不详')];
    assert.ok(by('有人反映锁着门'));
    // Without colours too.
    assert.equal(new Set([closed, open, unknown].map(([, ...form]) => String(form))).size, 3);
    assert.deepEqual(await seriousIssues(page), []);
  }));

test('a link is handed to the phone, which may call it off', () =>
  visit(ALLOWED, '/?map=off', async (page) => {
    await answered(page);
    await page.evaluate(() => {
      globalThis.handed = [];
      const share = (what) => {
        globalThis.handed.push(what);
        return globalThis.handed.length === 1 ? Promise.resolve() : Promise.reject(new DOMException('no', 'AbortError'));
      };
      Object.defineProperty(navigator, 'share', { value: share });
    });
    const button = page.getByRole('button', { name: '分享' }).first();
    await button.click();
    await button.click();
    await page.waitForFunction(() => globalThis.handed.length === 2);
    const [{ title, url }] = await page.evaluate(() => globalThis.handed);
    assert.equal(title, (await names(page))[0]);
    assert.match(url, /\?station=demo/);
    assert.equal(await page.locator('.told').innerText(), '');
  }));

test('Amap leads on foot or by bike in its app; without a network all maps are handed the right place', () =>
  visit(ALLOWED, '/?map=off', async (page, context) => {
    await answered(page);
    await kept(page);
    // A station that the phone keeps, and for which the service wrote no links.
    const [name, wgs84] = await page.evaluate(async () => {
      const { features } = await (await fetch('/v1/stations?bbox=113.40,23.08,113.42,23.12&limit=1')).json();
      return [features[0].properties.name, features[0].geometry.coordinates];
    });
    await context.setOffline(true);
    await page.locator('.place-button').click();
    await page.getByRole('searchbox').fill(name);
    await page.locator('.found .row', { hasText: name }).first().click();
    await cards(page).first().getByRole('button', { name: '带我去' }).click();
    const link = async (map, way) => new URL(await page.locator(`[data-map="${map}"][data-way="${way}"]`).getAttribute('href')).searchParams;
    const same = (found, wanted) => found.split(',').slice(0, 2).forEach((value, axis) => assert.ok(Math.abs(value - wanted[axis]) < 1e-5, `${found} is not ${wanted}`));
    const [lon, lat] = gcoord.transform(wgs84, gcoord.WGS84, gcoord.GCJ02);
    const bd09 = gcoord.transform(wgs84, gcoord.WGS84, gcoord.BD09);
    for (const [way, mode] of [['ride', 'ride'], ['walk', 'walk']]) {
      const amap = await link('amap', way);
      same(amap.get('to'), [lon, lat]);
      assert.equal(amap.get('mode'), mode);
      assert.equal(amap.get('callnative'), '1');
    }
    same((await link('baidu', 'spot')).get('location'), bd09.toReversed());
    same((await link('tencent', 'walk')).get('tocoord'), [lat, lon]);
    same((await link('apple', 'walk')).get('daddr'), [lat, lon]);
    await context.setOffline(false);
  }, /ERR_INTERNET_DISCONNECTED/));

test('a map that does not come is told, and comes when it can', () =>
  visit(ALLOWED, 'about:blank', async (page) => {
    await page.route('**/assets/map-*.js', (route) => route.abort());
    await page.goto(`${SERVICE}/`);
    await answered(page);
    await page.locator('.map', { hasText: '地图没有下载下来' }).waitFor();
    assert.equal(await page.getByText('这台设备画不了地图').count(), 0);
    await page.unroute('**/assets/map-*.js');
    await page.locator('.map').getByRole('button', { name: '再试一次' }).click();
    await page.locator('.mark').first().waitFor();
  }, /ERR_FAILED|Failed to fetch/));

test('a device that cannot draw maps is told that', () =>
  visit({ ...ALLOWED, ...EN, own: true }, 'about:blank', async (page) => {
    await page.addInitScript(() => (HTMLCanvasElement.prototype.getContext = () => null));
    await page.goto(`${SERVICE}/`);
    await answered(page);
    await page.getByText('This device cannot draw the map').waitFor();
  }, /WebGL/));

test('what a thumb hits on the map is large enough, and the keys go to what is seen', () =>
  visit({ ...ALLOWED, viewport: { width: 360, height: 740 } }, '/', async (page) => {
    await answered(page);
    await page.locator('.mark').nth(5).waitFor({ state: 'attached' });
    await drawn(page);
    await page.locator('.map-key', { hasText: '灰点' }).waitFor();
    const map = await page.locator('.map').boundingBox();
    const marks = await page.locator('.mark').evaluateAll((all) =>
      all.map((mark) => {
        const { x, y, width } = mark.getBoundingClientRect();
        return { x, y, width, tab: mark.tabIndex, hit: parseFloat(getComputedStyle(mark, '::after').width) };
      }),
    );
    for (const { hit } of marks) assert.ok(hit >= 24, `${hit} px`);
    assert.ok(marks.filter(({ width }) => width > 20).every(({ hit }) => hit >= 40));
    const seen = ({ x, y }) => x > map.x && x < map.x + map.width && y > map.y && y < map.y + map.height;
    assert.ok(marks.some((mark) => !seen(mark)));
    assert.deepEqual(marks.filter((mark) => mark.tab === 0 && !seen(mark)), []);
    assert.ok(marks.some(({ tab }) => tab === 0));
    for (const zoom of await page.locator('.map .maplibregl-ctrl-group button').all()) assert.ok((await zoom.boundingBox()).height >= 44);
    // No mark lies over the hint.
    await page.locator('.place-button').click();
    await page.getByRole('button', { name: '在地图上选' }).click();
    const hint = page.locator('.map-hint span').first();
    await hint.waitFor();
    const over = await hint.evaluate((words) => {
      const z = (element) => Number(getComputedStyle(element).zIndex) || 0;
      return [...document.querySelectorAll('.mark')].filter((mark) => z(mark) >= z(words.closest('.map-hint'))).length;
    });
    assert.equal(over, 0);
  }));

test('Chinese names are said to be Chinese on the English page', () =>
  visit({ ...ALLOWED, ...EN }, '/?map=off', async (page) => {
    await answered(page);
    await cards(page).first().getByRole('button', { name: 'Details' }).click();
    await page.locator('.details').waitFor();
    const unsaid = await page.locator('.card, .place-bar').evaluateAll((parts) =>
      parts.flatMap((part) => [...part.querySelectorAll('*')])
        .filter((e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && /[\u4e00-\u9fff]{2}/.test(n.data)))
        .filter((e) => e.closest('[lang]').lang !== 'zh-CN')
        .map((e) => e.textContent),
    );
    assert.deepEqual(unsaid, []);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('button', { name: '收起' }).waitFor();
    assert.equal(await page.locator('.card [lang]:not([lang="zh-CN"])').count(), 0);
  }));

test('a phone held sideways shows a station beside the map', () =>
  visit({ ...ALLOWED, viewport: { width: 740, height: 360 } }, '/', async (page) => {
    await answered(page);
    await page.locator('.mark').first().waitFor();
    const map = await page.locator('.map').boundingBox();
    const list = await page.locator('.column').boundingBox();
    assert.ok(map.x >= list.x + list.width - 1 && map.height > 200, JSON.stringify({ map, list }));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  }));

test('who likes motion sees some, and loses nothing', async () => {
  for (const [reducedMotion, moving] of [
    ['no-preference', 'wait'],
    ['reduce', 'none'],
  ]) {
    await visit({ ...DESK, ...ALLOWED, reducedMotion }, 'about:blank', async (page) => {
      let release;
      const held = new Promise((resolve) => (release = resolve));
      await page.route(NEAREST, (route) => held.then(() => route.continue()));
      await page.goto(`${SERVICE}/`);
      assert.equal(await page.locator('.skeleton .bone').first().evaluate((bone) => getComputedStyle(bone).animationName), moving);
      release();
      await answered(page);
      await page.locator('.mark', { hasText: /^2$/ }).click();
      await page.locator('.card.unfolded .number', { hasText: '2' }).waitFor();
      await drawn(page);
    });
  }
});

test('who rides on sees the list of where they are, and how old a position is that cannot be had anew', () =>
  visit({ ...ALLOWED, own: true }, 'about:blank', async (page, context) => {
    await page.clock.install();
    await page.goto(`${SERVICE}/?map=off`);
    await answered(page);
    const before = await names(page);
    await context.setGeolocation({ ...HUANGPU, latitude: HUANGPU.latitude + 0.05 });
    await page.clock.fastForward(120_000);
    await page.waitForFunction((was) => document.querySelector('.card-name')?.textContent !== was, before[0]);
    await answered(page);
    assert.notDeepEqual(await names(page), before);
    assert.equal((await page.evaluate(() => JSON.parse(localStorage['yizhan.places']))).length, 1);
    await page.evaluate(() => (navigator.geolocation.getCurrentPosition = () => undefined));
    await page.clock.fastForward(600_000);
    await page.locator('.place-words small', { hasText: /1\d 分钟前/ }).waitFor();
  }));

test('a station that closes meanwhile leaves the list of what is open', () =>
  visit({ ...ALLOWED, own: true }, 'about:blank', async (page) => {
    let later = false;
    await answering(page, (features) => {
      const [closing, ...others] = features;
      Object.assign(closing.properties, { name: '快关门了', open: true, opens_at: null, closes_at: new Date(Date.now() + 60_000).toISOString() });
      return later ? others : [closing, ...others];
    });
    await page.clock.install();
    await page.goto(`${SERVICE}/?map=off`);
    await answered(page);
    assert.equal((await names(page))[0], '快关门了');
    later = true;
    await page.clock.fastForward(120_000);
    await page.locator('.card-name', { hasText: '快关门了' }).waitFor({ state: 'detached' });
    assert.equal(await page.locator('.pill.closed').count(), 0);
  }));

test('districts of one name are told apart by their provinces', () =>
  visit(ALLOWED, '/?map=off', async (page) => {
    await page.route('**/v1/districts?q=*', async (route) => {
      const answer = await route.fetch();
      const features = ['310199', '440199'].map((id) => ({ type: 'Feature', id, geometry: null, properties: { name: '和平区', level: 'county' } }));
      await route.fulfill({ response: answer, json: { ...(await answer.json()), features } });
    });
    await answered(page);
    await page.locator('.place-button').click();
    await page.locator('.district-grid button').first().waitFor();
    await page.getByRole('searchbox').fill('和平区');
    const rows = page.locator('.found .places-group', { hasText: '区县' }).locator('.row');
    await rows.nth(1).waitFor();
    const told = await rows.allInnerTexts();
    assert.ok(/和平区\s+上海市/.test(told[0]) && /和平区\s+广东省/.test(told[1]), String(told));
  }));

test('of many stations that words find the nearest come first, with their distance', () =>
  visit(ALLOWED, '/?map=off', async (page) => {
    await answered(page);
    await page.locator('.place-button').click();
    await page.getByRole('searchbox').fill('共享');
    const metres = page.locator('.found .places-group', { hasText: '驿站' }).locator('.row > small');
    await metres.nth(5).waitFor();
    const told = (await metres.allInnerTexts()).map((words) => parseFloat(words) * (words.endsWith('公里') ? 1000 : 1));
    assert.deepEqual(told, told.toSorted((a, b) => a - b));
    assert.ok(told[0] < 5000, `the nearest is ${told[0]} m away`);
  }));

test('a browser of 2022 opens the page', () =>
  visit({ ...ALLOWED, own: true }, 'about:blank', async (page) => {
    await page.addInitScript(() => {
      for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'group']) delete Array.prototype[name];
      for (const name of ['any', 'timeout']) delete AbortSignal[name];
    });
    await page.goto(`${SERVICE}/`);
    await answered(page);
    await page.locator('.mark').first().waitFor();
  }));

/** The service as it is, and after a deploy over a weak network: the next page comes, its files do not. */
async function deployed(work) {
  let next = false;
  const proxy = createServer((request, response) => {
    const path = new URL(request.url, SERVICE).pathname;
    if (next && path.startsWith('/assets/')) return request.destroy();
    const passed = ask(new URL(request.url, SERVICE), { method: request.method, headers: { ...request.headers, 'accept-encoding': 'identity' } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        let body = Buffer.concat(parts);
        if (next && path === '/') body = Buffer.from(String(body).replaceAll('/assets/', '/assets/next-'));
        if (next && path === '/sw.js') body = Buffer.from(String(body).replaceAll('/assets/', '/assets/next-'));
        const { 'transfer-encoding': _, 'content-length': __, etag: ___, ...headers } = answer.headers;
        response.writeHead(answer.statusCode, headers).end(body);
      });
    });
    passed.on('error', () => request.destroy());
    request.pipe(passed);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  try {
    await work(`http://127.0.0.1:${proxy.address().port}`, () => (next = true));
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
}

test('a new version of which only half comes leaves the installed page whole, with a network and without', () =>
  deployed((address, deploy) =>
    visitAtHome({}, 'about:blank', async (page, context) => {
      await context.grantPermissions(['geolocation'], { origin: address });
      await context.setGeolocation(HUANGPU);
      await page.goto(`${address}/?map=off`);
      await answered(page);
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await kept(page);
      deploy();
      for (let i = 0; i < 2; i++) {
        await page.reload();
        await answered(page);
      }
      await context.setOffline(true);
      await page.reload();
      await notice(page, '没有网络').waitFor();
      assert.ok((await cards(page).count()) > 0);
      await context.setOffline(false);
    }, /./),
  ));

test('each button says whose it is, and the keyboard goes on where there is more, or again something', () =>
  visit({ ...DESK, ...ALLOWED }, '/?map=off', async (page) => {
    await page.locator('.segments label', { hasText: '全部' }).click();
    await answered(page);
    const go = cards(page).nth(1).getByRole('button', { name: '带我去' });
    const whose = await go.evaluate((one) => document.getElementById(one.getAttribute('aria-describedby')).textContent);
    assert.equal(whose, (await names(page))[1]);
    const before = await cards(page).count();
    await page.getByRole('button', { name: '再看一些' }).press('Enter');
    await cards(page).nth(before).waitFor();
    await page.waitForFunction((name) => document.activeElement.textContent === name, (await names(page))[before]);

    // Nothing has what is needed, and something is there.
    await page.route(/nearest\?.*amenity=/, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), features: [] } });
    });
    await need(page);
    await page.getByRole('button', { name: '清除条件' }).press('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'list');
  }));
