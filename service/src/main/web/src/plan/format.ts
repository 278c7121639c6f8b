import { language } from '../shared/language';
import type { Figure } from './view';

const zh = () => language.value === 'zh';
const locale = () => (zh() ? 'zh-CN' : 'en-GB');

/** What stands where nothing is known. */
export const UNKNOWN = '–';

export function percent(ratio: number | null): string {
  if (ratio === null) return UNKNOWN;
  const value = ratio * 100;
  // 100% means all of it, and 0 nothing.
  if (value > 99.9 && ratio < 1) return '99.9%';
  if (value > 0 && value < 0.1) return '< 0.1%';
  return `${value.toFixed(value >= 99.95 || value === 0 ? 0 : 1)}%`;
}

export function count(value: number | null): string {
  return value === null ? UNKNOWN : Math.round(value).toLocaleString(locale());
}

export function decimal(value: number | null): string {
  return value === null ? UNKNOWN : value.toLocaleString(locale(), { maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** Metres below a kilometre, then kilometres. */
export function distance(metres: number | null): string {
  if (metres === null) return UNKNOWN;
  if (metres < 1000) return `${Math.round(metres)} ${zh() ? '米' : 'm'}`;
  const km = metres / 1000;
  return `${km < 100 ? km.toFixed(1) : Math.round(km).toLocaleString(locale())} ${zh() ? '公里' : 'km'}`;
}

export function area(squareMetres: number | null): string {
  if (squareMetres === null) return UNKNOWN;
  const unit = zh() ? '平方公里' : 'km²';
  const km2 = squareMetres / 1e6;
  if (km2 > 0 && km2 < 0.005) return `< 0.01 ${unit}`;
  return `${km2 < 10 ? km2.toFixed(2) : km2 < 1000 ? km2.toFixed(1) : Math.round(km2).toLocaleString(locale())} ${unit}`;
}

/** A figure of a district in the words of its kind. */
export function figure(kind: Figure, value: number | null): string {
  switch (kind) {
    case 'area_ratio':
    case 'demand_ratio':
      return percent(value);
    case 'stations_per_10k_workers':
      return decimal(value);
    case 'worst_distance_m':
      return distance(value);
    case 'stations':
    case 'uncovered_demand':
      return count(value);
  }
}

/** With its sign, for what changes. */
export function change(value: number | null, words: (value: number) => string): string {
  if (value === null) return UNKNOWN;
  if (value === 0) return '±0';
  return `${value > 0 ? '+' : '−'}${words(Math.abs(value))}`;
}

/** Before, after, and what lies between them as the two are shown, so that the three add up. */
export function difference(before: number, after: number, kind: 'ratio' | 'distance'): [before: string, after: string, change: string] {
  const [step, words] = kind === 'ratio' ? [hundredth, hundredths] : [tenMetres, nearDistance];
  const [was, is] = [step(before), step(after)];
  return [words(was), words(is), change(step(is - was), kind === 'ratio' ? points : nearDistance)];
}

const hundredth = (ratio: number) => Math.round(ratio * 1e4) / 1e4;
const hundredths = (ratio: number) => `${(ratio * 100).toFixed(2)}%`;
const tenMetres = (metres: number) => Math.round(metres / 10) * 10;

/** To ten metres, which is nearer than it can be measured. */
function nearDistance(metres: number): string {
  return metres < 1000 ? distance(metres) : `${(metres / 1000).toFixed(2)} ${zh() ? '公里' : 'km'}`;
}

/** Percentage points. */
function points(ratio: number): string {
  return zh() ? `${(ratio * 100).toFixed(2)} 个百分点` : `${(ratio * 100).toFixed(2)} pp`;
}

/** An area that is no better known than to some cells. */
export function roughArea(squareMetres: number): string {
  const km2 = squareMetres / 1e6;
  const figure = km2 < 0.1 ? '< 0.1' : km2 < 10 ? km2.toFixed(1) : Math.round(km2).toLocaleString(locale());
  return `${figure} ${zh() ? '平方公里' : 'km²'}`;
}

export function hourWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** A day, 2026-11-30, as people say it: the day of the week decides who is open. */
export function dayWords(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString(locale(), { timeZone: 'UTC', weekday: 'short', month: 'short', day: 'numeric' });
}
