import { describe, expect, it } from 'vitest';
import { breaks, classOf, shownPart, sorted, together, type Row } from '../../src/plan/rows';

function row(adcode: string, more: Partial<Row> = {}): Row {
  return {
    adcode,
    name: adcode,
    level: 'county',
    cell: null,
    stations: 0,
    stations_per_10k_workers: null,
    area_m2: 100,
    covered_area_m2: 50,
    area_ratio: 0.5,
    demand: null,
    covered_demand: null,
    demand_ratio: null,
    uncovered_demand: null,
    mean_distance_m: null,
    p95_distance_m: null,
    worst_point: null,
    worst_distance_m: null,
    drawn: 'circle',
    ...more,
  };
}

describe('rows in order', () => {
  const rows = [row('3', { worst_distance_m: 5 }), row('1'), row('2', { worst_distance_m: 9 }), row('0', { worst_distance_m: 5 })];

  it.each([
    [true, '0 3 2 1'],
    [false, '2 0 3 1'],
  ])('have the unknown last, and equals by their code (up: %s)', (up, order) => {
    expect(sorted(rows, 'worst_distance_m', up).map((one) => one.adcode).join(' ')).toBe(order);
  });

  it('sort names as Chinese does', () => {
    const named = ['中原区', '黄埔区', '安阳县'].map((name, i) => row(String(i), { name }));
    expect(sorted(named, 'name', true).map((one) => one.name)).toEqual(['安阳县', '黄埔区', '中原区']);
  });

  it('have cells by their rows and columns as people count, there and back', () => {
    const cells = ['r10c2', 'r2c10', 'r2c9'].map((id) => row('440112', { cell: { id, centre: { type: 'Point', coordinates: [113, 23] } } }));
    const ids = (by: 'name' | 'area_ratio', up: boolean) => sorted(cells, by, up).map((one) => one.cell!.id);
    expect(ids('area_ratio', true)).toEqual(['r2c9', 'r2c10', 'r10c2']);
    expect(ids('name', true)).toEqual(['r2c9', 'r2c10', 'r10c2']);
    expect(ids('name', false)).toEqual(['r10c2', 'r2c10', 'r2c9']);
  });

  it('leave the list as it was', () => {
    const before = [...rows];
    sorted(rows, 'area_ratio', true);
    expect(rows).toEqual(before);
  });
});

describe('colours', () => {
  it('have one of two fixed ladders for shares', () => {
    expect(breaks([], 'area_ratio')).toEqual([0.05, 0.2, 0.4, 0.7]);
    expect(breaks([row('a', { area_ratio: 0.01 }), row('b', { area_ratio: 0.6 })], 'area_ratio')).toEqual([0.05, 0.2, 0.4, 0.7]);
    expect(breaks([row('a', { area_ratio: 0.01 }), row('b', { area_ratio: 0.12 })], 'area_ratio')).toEqual([0.005, 0.02, 0.05, 0.15]);
  });

  it('are fifths of what is known otherwise', () => {
    const rows = Array.from({ length: 100 }, (_, i) => row(String(i), { worst_distance_m: i + 1 }));
    expect(breaks([...rows, row('x')], 'worst_distance_m')).toEqual([21, 41, 61, 81]);
  });

  it('are fewer where values repeat, and none where nothing is known', () => {
    expect(breaks([row('a'), row('b')], 'worst_distance_m')).toEqual([]);
    expect(breaks([row('a', { worst_distance_m: 7 }), row('b', { worst_distance_m: 7 })], 'worst_distance_m')).toEqual([]);
  });

  it.each([
    [null, null],
    [0, 0],
    [0.05, 1],
    [0.69, 3],
    [1, 4],
  ])('of %s is class %s', (value, at) => {
    expect(classOf(value, [0.05, 0.2, 0.4, 0.7])).toBe(at);
  });
});

describe('rows together', () => {
  it('are shares of sums, not means of shares', () => {
    const all = together([row('a', { area_m2: 900, covered_area_m2: 0, area_ratio: 0 }), row('b', { area_m2: 100, covered_area_m2: 100, area_ratio: 1 })]);
    expect(all.areaRatio).toBeCloseTo(0.1, 12);
  });

  it('know no demand where no row does, and never take the unknown for nothing', () => {
    expect(together([row('a'), row('b')]).demand).toBeNull();
    const all = together([row('a'), row('b', { demand: 10, covered_demand: 4 })]);
    expect([all.demand, all.uncoveredDemand, all.demandRatio]).toEqual([10, 6, 0.4]);
  });

  it('of nothing are nothing', () => {
    expect(together([])).toMatchObject({ stations: null, areaRatio: null, demand: null, worst: null });
  });

  it('name the worst', () => {
    expect(together([row('a', { worst_distance_m: 3 }), row('b', { worst_distance_m: 8 })]).worst?.adcode).toBe('b');
  });
});

describe('the part of a long list that is seen', () => {
  it('holds what is on the screen and a little more', () => {
    expect(shownPart(40_000, 600, 40, 2868)).toEqual({ first: 992, last: 1023 });
    expect(shownPart(0, 600, 40, 5)).toEqual({ first: 0, last: 5 });
  });
});
