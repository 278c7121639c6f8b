import { expect, test } from 'vitest';
import { distanceMetres, durationSeconds, reachMetres, ring, squareAround } from '../src/shared/measure';

/** Geodesics on WGS 84, as PostGIS has them. */
const GEODESICS = [
  { from: [113.4588, 23.1064], to: [113.459625, 23.106149], metres: 88.97 },
  { from: [116.3666, 39.9128], to: [116.3812, 39.9317], metres: 2441.66 },
  { from: [87.6, 43.8], to: [87.7, 43.9], metres: 13_715.22 },
] as const;

test.each(GEODESICS)('a distance of $metres m is that of the ellipsoid within a thousandth', ({ from, to, metres }) => {
  const found = distanceMetres({ lon: from[0], lat: from[1] }, { lon: to[0], lat: to[1] });
  expect(Math.abs(found - metres)).toBeLessThan(metres / 1000);
});

test('fifteen minutes on foot reach 1000 m, by e-bike 2778 m', () => {
  expect(reachMetres(15, 'walk')).toBeCloseTo(1000, 6);
  expect(reachMetres(15, 'ebike')).toBeCloseTo(2777.8, 1);
  expect(durationSeconds(1000, 'walk')).toBeCloseTo(900, 6);
});

test('a ring is closed and keeps its distance', () => {
  const centre = { lon: 113.4588, lat: 23.1064 };
  const points = ring(centre, 1000);
  expect(points[0]).toEqual(points.at(-1));
  for (const [lon, lat] of points) expect(Math.abs(distanceMetres(centre, { lon, lat }) - 1000)).toBeLessThan(1);
});

test('a square around a place holds what lies within its half side', () => {
  const [west, south, east, north] = squareAround({ lon: 113.4588, lat: 23.1064 }, 10_000);
  const across = distanceMetres({ lon: 113.4588, lat: south }, { lon: 113.4588, lat: north });
  expect(Math.abs(across - 20_000)).toBeLessThan(20);
  expect(west).toBeLessThan(113.4588);
  expect(east).toBeGreaterThan(113.4588);
});
