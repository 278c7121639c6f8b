import type { Schemas } from '../shared/api/client';
import type { Column, Figure, Measure } from './view';

/** A row of coverage. Unknown is null, never 0. */
export type Row = Schemas['CoverageAnswerRow'];

/** What a row is known by in tables and on maps. */
export function keyOf(row: Row): string {
  return row.cell ? row.cell.id : row.adcode;
}

export function valueOf(row: Row, column: Figure): number | null {
  return row[column];
}

const NAMES = new Intl.Collator('zh-CN');
/** Cells by their rows and columns, the second before the tenth. */
const CODES = new Intl.Collator('en', { numeric: true });

/** Sorted anew; what is unknown comes last whichever way, equals in order of their code. */
export function sorted(rows: readonly Row[], by: Column, up: boolean): Row[] {
  const sign = up ? 1 : -1;
  return rows
    .map((row) => ({ row, value: by === 'name' ? null : valueOf(row, by) }))
    .sort((a, b) => {
      if (by === 'name') return sign * (NAMES.compare(a.row.name, b.row.name) || order(a.row, b.row));
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || order(a.row, b.row);
      return sign * (a.value - b.value) || order(a.row, b.row);
    })
    .map(({ row }) => row);
}

function order(a: Row, b: Row): number {
  return CODES.compare(keyOf(a), keyOf(b));
}

/** High is good: shares, and stations a head. */
export function isBetterHigh(measure: Measure): boolean {
  return measure === 'area_ratio' || measure === 'demand_ratio' || measure === 'stations_per_10k_workers';
}

export const CLASSES = 5;

/** For a city whose streets are served, and for a country that is mostly mountains. */
const SHARES = [
  [0.05, 0.2, 0.4, 0.7],
  [0.005, 0.02, 0.05, 0.15],
];

/**
 * Where one colour ends and the next begins: for shares one of two fixed ladders, so that pictures can be compared;
 * fifths of the values for everything else. Ascending; fewer where values repeat.
 */
export function breaks(rows: readonly Row[], measure: Measure): number[] {
  const values = rows
    .map((row) => valueOf(row, measure))
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
  if (measure === 'area_ratio' || measure === 'demand_ratio') {
    return SHARES[values.length > 0 && values[Math.floor(values.length * 0.8)]! < 0.2 ? 1 : 0]!;
  }
  if (values.length === 0) return [];
  const cuts = Array.from({ length: CLASSES - 1 }, (_, i) => pretty(values[Math.floor(((i + 1) * values.length) / CLASSES)]!));
  return [...new Set(cuts)].filter((cut) => cut > values[0]!);
}

/** Two digits are enough for a border between colours. */
function pretty(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(2));
}

/** The class of a value, 0 the lowest; null for the unknown. */
export function classOf(value: number | null, cuts: readonly number[]): number | null {
  if (value === null) return null;
  let at = 0;
  while (at < cuts.length && value >= cuts[at]!) at++;
  return at;
}

/** All rows together. Shares are of sums; a sum over rows of which one is unknown is unknown. */
export function together(rows: readonly Row[]) {
  const sum = (pick: (row: Row) => number | null): number | null => {
    let total = 0;
    for (const row of rows) {
      const value = pick(row);
      if (value === null) return null;
      total += value;
    }
    return rows.length === 0 ? null : total;
  };
  /** Of what is known: demand that no dataset speaks of is not in it. */
  const known = rows.filter((row) => row.demand !== null);
  const area = sum((row) => row.area_m2);
  const covered = sum((row) => row.covered_area_m2);
  const demand = known.length === 0 ? null : known.reduce((total, row) => total + row.demand!, 0);
  const coveredDemand = known.length === 0 ? null : known.reduce((total, row) => total + (row.covered_demand ?? 0), 0);
  const worst = rows.reduce<Row | null>(
    (far, row) => (row.worst_distance_m !== null && row.worst_distance_m > (far?.worst_distance_m ?? -1) ? row : far),
    null,
  );
  return {
    stations: sum((row) => row.stations),
    areaRatio: area === null || covered === null || area <= 0 ? null : covered / area,
    demand,
    uncoveredDemand: demand === null || coveredDemand === null ? null : Math.max(0, demand - coveredDemand),
    demandRatio: demand === null || coveredDemand === null || demand <= 0 ? null : coveredDemand / demand,
    worst,
  };
}

/** One figure of all rows together; null as well where it is none of sums. */
export function valueTogether(rows: readonly Row[], column: Figure): number | null {
  const all = together(rows);
  switch (column) {
    case 'stations':
      return all.stations;
    case 'area_ratio':
      return all.areaRatio;
    case 'demand_ratio':
      return all.demandRatio;
    case 'uncovered_demand':
      return all.uncoveredDemand;
    case 'worst_distance_m':
      return all.worst?.worst_distance_m ?? null;
    case 'stations_per_10k_workers':
      return null;
  }
}

/** The visible part of a long list with some rows around it, so that 2,868 rows cost no more than 40. */
export function shownPart(scrollTop: number, height: number, rowHeight: number, count: number, margin = 8): { first: number; last: number } {
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)) - margin);
  return { first, last: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + margin) };
}
