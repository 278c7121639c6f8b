import { describe, expect, it, vi } from 'vitest';

vi.mock('maplibre-gl', () => ({ Map: class {} }));
const { onDatum } = await import('../../src/plan/baseMap');

describe('a base map of another datum', () => {
  it('lies where it lies when it is WGS 84', () => {
    expect(onDatum(113.45, 23.1, 'wgs84')).toEqual([113.45, 23.1]);
  });

  it('is centred some hundreds of metres off in China, the same way over a whole city', () => {
    const shift = (lon: number, lat: number) => {
      const [x, y] = onDatum(lon, lat, 'gcj02');
      return [(x - lon) * 102_457, (y - lat) * 110_755] as const;
    };
    const [east, north] = shift(113.45, 23.1);
    expect(Math.hypot(east, north)).toBeGreaterThan(300);
    expect(Math.hypot(east, north)).toBeLessThan(700);
    // A screen of a city is some kilometres wide: what the edge is off by is less than the width of a road.
    const [beside, above] = shift(113.47, 23.11);
    expect(Math.hypot(beside - east, above - north)).toBeLessThan(15);
  });

  it('is not shifted outside China', () => {
    expect(onDatum(139.7, 35.7, 'gcj02')).toEqual([139.7, 35.7]);
  });
});
