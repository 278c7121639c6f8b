import { describe, expect, it, vi } from 'vitest';
import shifted from '../../../../../../geo-data/src/test/resources/dev/yizhan/geo/datum/shifted.csv?raw';

vi.mock('maplibre-gl', () => ({ Map: class {} }));
const { onDatum } = await import('../../src/plan/baseMap');
const { isShifted } = await import('../../src/plan/china');

/** What the service's own converter is held to, by an independent one. */
const SHIFTED = shifted
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split(','))
  .map(([place, ...numbers]) => [place!, ...numbers.map(Number)] as [string, number, number, number, number, number, number]);

describe('a base map of another datum', () => {
  it('lies where it lies when it is WGS 84', () => {
    expect(onDatum(113.45, 23.1, 'wgs84', isShifted)).toEqual([113.45, 23.1]);
  });

  it('is centred some hundreds of metres off in China, the same way over a whole city', () => {
    const shift = (lon: number, lat: number) => {
      const [x, y] = onDatum(lon, lat, 'gcj02', isShifted);
      return [(x - lon) * 102_457, (y - lat) * 110_755] as const;
    };
    const [east, north] = shift(113.45, 23.1);
    expect(Math.hypot(east, north)).toBeGreaterThan(300);
    expect(Math.hypot(east, north)).toBeLessThan(700);
    // A screen of a city is some kilometres wide: what the edge is off by is less than the width of a road.
    const [beside, above] = shift(113.47, 23.11);
    expect(Math.hypot(beside - east, above - north)).toBeLessThan(15);
  });

  it.each(SHIFTED)('is at %s where the service has it', (_, lon, lat, gcjLon, gcjLat, bdLon, bdLat) => {
    const [x, y] = onDatum(lon, lat, 'gcj02', isShifted);
    expect([x - gcjLon, y - gcjLat].every((off) => Math.abs(off) < 1e-6)).toBe(true);
    const [u, v] = onDatum(lon, lat, 'bd09', isShifted);
    expect([u - bdLon, v - bdLat].every((off) => Math.abs(off) < 1e-6)).toBe(true);
  });

  it.each([
    ['Osaka', 135.5023, 34.6937],
    ['Manila', 120.9842, 14.5995],
    ['Seoul', 126.978, 37.5665],
    ['Hanoi', 105.8342, 21.0278],
    ['Kathmandu', 85.324, 27.7172],
    ['Ulaanbaatar', 106.9057, 47.8864],
    ['Hong Kong Central', 114.1588, 22.2819],
    ['Lok Ma Chau', 114.074, 22.509],
    ['Macau', 113.5439, 22.1987],
    ['Taipei', 121.5654, 25.033],
    ['Sinuiju', 124.398, 40.1],
  ])('is not shifted in %s', (_, lon, lat) => {
    expect(onDatum(lon, lat, 'gcj02', isShifted)).toEqual([lon, lat]);
    expect(onDatum(lon, lat, 'bd09', isShifted)).toEqual([lon, lat]);
  });

  it.each([
    ['Shenzhen Luohu', 114.119, 22.537],
    ['Zhuhai Gongbei', 113.549, 22.224],
    ['Xiamen', 118.0894, 24.4798],
    ['Dandong', 124.383, 40.129],
    ['Sanya', 109.5119, 18.2528],
    ['Kashgar', 75.9898, 39.4704],
    ['Mohe', 122.539, 52.972],
  ])('is shifted in %s, at the edge', (_, lon, lat) => {
    const [x, y] = onDatum(lon, lat, 'gcj02', isShifted);
    expect(Math.hypot(x - lon, y - lat) * 111_000).toBeGreaterThan(100);
  });
});
