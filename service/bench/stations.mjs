// Makes up stations over the real counties of China, the same ones every time.
// usage  node stations.mjs COUNTIES.geojson.gz COUNT OUT.csv PLACES.lua
// OUT    a CSV as cities keep it, GCJ-02; one station in eighty has an AED, and eight in ten are open on a Wednesday at ten
// PLACES where couriers ask from, WGS 84 near enough: a table for wrk
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';

const [counties, count, out, places] = process.argv.slice(2);
let seed = 20261124;
// Mulberry32.
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const pick = list => list[Math.floor(random() * list.length)];

function inside(ring, x, y) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}
const raw = await text(createReadStream(counties).pipe(createGunzip()));
const features = raw.trimStart().startsWith('{"type":"FeatureCollection"') || raw.includes('"features"')
  ? JSON.parse(raw).features
  : raw.trim().split('\n').map(line => JSON.parse(line));
const towns = [];
for (const feature of features) {
  const shape = feature.geometry;
  if (!shape?.coordinates?.length) continue;
  const rings = shape.type === 'Polygon' ? [shape.coordinates[0]] : shape.coordinates.map(part => part[0]);
  const ring = rings.reduce((a, b) => (b.length > a.length ? b : a));
  const xs = ring.map(p => p[0]), ys = ring.map(p => p[1]);
  const w = Math.min(...xs), e = Math.max(...xs), s = Math.min(...ys), n = Math.max(...ys);
  for (let tries = 0; tries < 200; tries++) {
    const x = w + random() * (e - w), y = s + random() * (n - s);
    // A county seat is small: most stations lie within a few kilometres of its middle.
    if (inside(ring, x, y)) {
      towns.push({ x, y, ring, weight: random() ** 3 });
      break;
    }
  }
}
const cumulated = [];
towns.reduce((sum, town, i) => (cumulated[i] = sum + town.weight + 0.02), 0);
function town() {
  const at = random() * cumulated.at(-1);
  let low = 0, high = cumulated.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulated[middle] < at) low = middle + 1;
    else high = middle;
  }
  return towns[low];
}
const words = ['饮水', '卫生间', '空调', '休息座椅', '手机充电', '微波炉', '热水', '药箱', '无线网络', '雨具'];
const hours = [
  '08:00-20:00', '周一至周五 08:00-12:00,14:00-18:00', '周一至周日 07:00-22:00', '周一至周五 09:00-17:00', '09:00-21:00',
  '周一至周六 08:30-18:00', '05:00-17:30', '22:00-次日06:00', '周一至周五 09:00-18:00 法定节假日除外', '',
];
const file = createWriteStream(out);
file.write('id,name,address,lon,lat,amenities,status,open_hours,capacity\n');
const asked = [];
for (let i = 0; i < Number(count); i++) {
  let x, y, tries = 0;
  const home = town();
  do {
    x = home.x + gauss() * 0.04;
    y = home.y + gauss() * 0.03;
  } while (!inside(home.ring, x, y) && ++tries < 50);
  const rare = i % 80 === 7;
  const offers = words.filter(() => random() < 0.55);
  if (rare) offers.push('自动体外除颤仪');
  const row = [
    `s${i}`, `工会户外劳动者驿站${i}号`, `解放路${1 + Math.floor(random() * 900)}号`, x.toFixed(6), y.toFixed(6),
    offers.join('|'), random() < 0.97 ? 'open' : 'closed', `"${pick(hours)}"`,
    4 + Math.floor(random() * 30),
  ];
  if (!file.write(row.join(',') + '\n')) await once(file, 'drain');
  if (i % 20 === 0) asked.push([x + gauss() * 0.01, y + gauss() * 0.01]);
}
file.end();
await once(file, 'finish');
writeFileSync(places, 'return {' + asked.map(([x, y]) => `"lon=${x.toFixed(6)}&lat=${y.toFixed(6)}"`).join(',\n') + '}\n');
console.log(`${count} stations in ${towns.length} counties`);
