import { expect, test } from 'vitest';
import answer from '../../resources/dev/yizhan/service/nearest/examples/nearestStations.json?raw';
import { byBike, linksTo } from '../src/courier/links';

/** An answer of the service, as its document shows it. */
const { features } = JSON.parse(answer) as { features: { geometry: { coordinates: [number, number] }; properties: { name: string; links: unknown } }[] };

test('the phone writes the links into maps as the service does', () => {
  expect(features.length).toBeGreaterThan(0);
  for (const { geometry, properties } of features) {
    const [lon, lat] = geometry.coordinates;
    expect(linksTo({ lon, lat }, properties.name)).toEqual(properties.links);
  }
});

test('a comma in a name does not cut the address of Amap, and nothing is shifted where maps do not', () => {
  const { amap, baidu, apple } = linksTo({ lon: 114.158, lat: 22.282 }, '中環, 一號');
  expect(amap).toContain('to=114.158000,22.282000,%E4%B8%AD%E7%92%B0%20%20%E4%B8%80%E8%99%9F&');
  expect(baidu).toContain('location=22.282000,114.158000&');
  expect(apple).toContain('daddr=22.282000,114.158000&');
});

test('Amap opens its app, and leads a rider by bike', () => {
  const { amap } = linksTo({ lon: 113.45, lat: 23.1 }, '黄埔');
  expect(new URL(amap).searchParams.get('callnative')).toBe('1');
  const ridden = new URL(byBike(amap));
  expect(ridden.searchParams.get('mode')).toBe('ride');
  expect(ridden.searchParams.get('to')).toBe(new URL(amap).searchParams.get('to'));
});
