import type { Level } from './view';

/** Municipalities, Hong Kong and Macau: provinces without cities, and as much a place to plan in as a city. */
const WITHOUT_CITIES: ReadonlySet<string> = new Set(['110000', '120000', '310000', '500000', '810000', '820000']);

/** The level of a division, as its code (GB/T 2260) tells it. */
export function levelOf(adcode: string): Exclude<Level, 'cell'> {
  if (adcode.length > 6) return 'town';
  return adcode.endsWith('0000') ? 'province' : adcode.endsWith('00') ? 'city' : 'county';
}

/** Whether gaps and sites are looked at here: all below a province, and the provinces that are cities themselves. */
export function isPlannedIn(adcode: string, level: string): boolean {
  return level !== 'province' || WITHOUT_CITIES.has(adcode);
}

/** Which levels can be listed under a district of this one; null = under none. `towns`: whether there are any. */
export function levelsBelow(above: string | null, adcode: string | null, towns: boolean): Level[] {
  switch (above) {
    case null:
      return ['province', 'city', 'county'];
    case 'province':
      return adcode !== null && WITHOUT_CITIES.has(adcode) ? ['county'] : ['city', 'county'];
    case 'city':
      return ['county'];
    case 'county':
      return towns ? ['town', 'cell'] : ['cell'];
    default:
      return ['cell'];
  }
}
