// A base map of somebody else's under the planner's: served here, drawn in one datum and in another. The service that
// YIZHAN_URL names has to let the pages load from it: it was started with YIZHAN_BASE_MAP_ORIGINS=http://127.0.0.1:8309, or
// any other port.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import gcoord from 'gcoord';
import sharp from 'sharp';
import { DESK, drawn, PHONE, SERVICE, seriousIssues, visiting } from './browser.mjs';

const DATUMS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02 };
/** Colours that nothing else has: of the base map's ground, and of the dot that it has at one place. */
const GROUND = [255, 150, 255];
const DOT = [0, 0, 255];
const TILE = 256;
/** Marks of both are drawn to whole pixels, and the dot is round to one more. */
const OFF_PIXELS = 3;

/** The place that the base map has a dot at, longitude first, WGS 84: where one is farthest from a station of Huangpu. */
let place;
let port;
let works = true;
const visit = visiting();

before(async () => {
  const policy = (await fetch(`${SERVICE}/plan`)).headers.get('content-security-policy');
  port = Number(/connect-src [^;]*http:\/\/127\.0\.0\.1:(\d+)/.exec(policy)?.[1]);
  assert.ok(port > 0, `start the service with YIZHAN_BASE_MAP_ORIGINS=http://127.0.0.1:8309; its pages load from: ${policy}`);
  const { features } = await (await fetch(`${SERVICE}/v1/coverage/440112/gaps?limit=1`)).json();
  place = features[0].properties.worst_point.coordinates;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
});
after(() => server.close());

const server = createServer((request, response) => {
  const [, datum, ...tile] = /^\/(wgs84|gcj02)\/(?:style\.json|(\d+)\/(\d+)\/(\d+)\.png)$/.exec(request.url) ?? [];
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (!works || !datum) response.writeHead(works ? 404 : 500).end();
  else if (tile[0] === undefined) response.setHeader('Content-Type', 'application/json').end(JSON.stringify(style(datum)));
  else void draw(datum, ...tile.map(Number)).then((png) => response.setHeader('Content-Type', 'image/png').end(png));
});

function style(datum) {
  const attribution = `<a href="http://127.0.0.1:${port}/">© Base map</a>`;
  return {
    version: 8,
    sources: { base: { type: 'raster', tiles: [`http://127.0.0.1:${port}/${datum}/{z}/{x}/{y}.png`], tileSize: TILE, attribution } },
    layers: [{ id: 'base', type: 'raster', source: 'base' }],
  };
}

/** A tile of the world's Mercator square: plain, but for the dot where the place is in the map's datum. */
function draw(datum, z, x, y) {
  const [lon, lat] = gcoord.transform([...place], gcoord.WGS84, DATUMS[datum]);
  const across = TILE * 2 ** z;
  const right = ((lon + 180) / 360) * across - x * TILE;
  const down = ((1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2) * across - y * TILE;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${TILE}" height="${TILE}"><rect width="100%" height="100%" fill="rgb(${GROUND})"/><circle cx="${right}" cy="${down}" r="8" fill="rgb(${DOT})"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** Whose pixels are counted again and again. */
const SMALL_DESK = { ...DESK, viewport: { width: 1100, height: 640 } };
/** Who lays which base map, and reads what. */
const VISITS = [
  { datum: 'wgs84', options: { ...SMALL_DESK, locale: 'zh-CN' }, missing: '底图没有加载出来', again: '再试' },
  { datum: 'gcj02', options: { ...SMALL_DESK, locale: 'zh-CN' }, missing: '底图没有加载出来', again: '再试' },
  { datum: 'gcj02', options: { ...PHONE, locale: 'en-GB' }, missing: 'The base map does not load', again: 'Try again' },
];

async function open(page, datum) {
  await page.route('**/tiles/base-map.json', (route) => route.fulfill({ json: { style: `http://127.0.0.1:${port}/${datum}/style.json`, datum } }));
  await page.goto(`${SERVICE}/plan?parent=440112&desk=gaps`);
  await page.locator('button.gap').first().waitFor();
}

/** The pixels of the map, as it looks; where they have a colour, and how many of all do. */
async function look(page, [r, g, b]) {
  const box = await page.locator('.map-pane').boundingBox();
  const { data, info } = await sharp(await page.screenshot({ clip: box })).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let [count, right, down] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 3) {
    if (Math.abs(data[at] - r) + Math.abs(data[at + 1] - g) + Math.abs(data[at + 2] - b) > 60) continue;
    count++;
    right += (at / 3) % info.width;
    down += Math.floor(at / 3 / info.width);
  }
  const scale = box.width / info.width;
  return { share: count / (info.width * info.height), x: box.x + (right / count + 0.5) * scale, y: box.y + (down / count + 0.5) * scale };
}

/** Waits until a colour is to be seen on the map, or is no more. */
async function seen(page, colour, wanted = ({ share }) => share > 0) {
  for (;;) {
    const found = await look(page, colour);
    if (wanted(found)) return found;
    await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
  }
}

for (const { datum, options } of VISITS) {
  test(`a base map in ${datum} lies below, with its source, and nothing is shifted: ${options.locale}`, () =>
    visit(
      options,
      'about:blank',
      async (page) => {
        await open(page, datum);
        await seen(page, GROUND, ({ share }) => share > 0.1);
        const source = page.locator('.ground').getByRole('link', { name: '© Base map' });
        await source.click({ trial: true });
        assert.deepEqual(await seriousIssues(page), []);
        await page.locator('button.gap').first().click();
        const mark = page.locator('.mark.worst');
        await mark.waitFor();
        await drawn(page);
        await page.evaluate(() => scrollTo(0, 0));
        const { x, y, width, height } = await mark.boundingBox();
        // What is below is looked at alone.
        await page.locator('.map:not(.ground)').evaluate((node) => (node.style.visibility = 'hidden'));
        const dot = await seen(page, DOT);
        const off = [dot.x - x - width / 2, dot.y - y - height / 2];
        assert.ok(Math.hypot(...off) < OFF_PIXELS, `the dot lies ${off} pixels off`);
      },
      /^asked elsewhere: http:\/\/127\.0\.0\.1:/,
    ));
}

for (const { options, missing, again } of VISITS.slice(1)) {
  test(`a base map that does not load is told, the page keeps its own, and looks again when asked: ${options.locale}`, () =>
    visit(
      options,
      'about:blank',
      async (page) => {
        works = false;
        try {
          await open(page, 'gcj02');
          await page.getByText(missing).waitFor();
          await drawn(page);
          assert.equal((await look(page, GROUND)).share, 0);
          const canvas = page.locator('.map:not(.ground) canvas');
          assert.ok((await canvas.evaluate((node) => node.toDataURL())).length > 5000, 'our own map is drawn');
          assert.deepEqual(await seriousIssues(page), []);
        } finally {
          works = true;
        }
        await page.getByRole('button', { name: again }).click();
        await page.getByText(missing).waitFor({ state: 'detached' });
        await page.evaluate(() => scrollTo(0, 0));
        await seen(page, GROUND, ({ share }) => share > 0.1);
      },
      /^asked elsewhere: http:\/\/127\.0\.0\.1:|Failed to load resource/,
    ));
}
