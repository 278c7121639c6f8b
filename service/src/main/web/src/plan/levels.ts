import type { Level } from './view';

/** The level of a division, as its code (GB/T 2260) tells it. */
export function levelOf(adcode: string): Exclude<Level, 'cell'> {
  return adcode.endsWith('0000') ? 'province' : adcode.endsWith('00') ? 'city' : adcode.length > 6 ? 'town' : 'county';
}

/** Which levels can be listed under a district of this one; null = under none. */
export function levelsBelow(above: string | null): Level[] {
  switch (above) {
    case null:
      return ['province', 'city', 'county'];
    case 'province':
      return ['city', 'county'];
    case 'city':
      return ['county'];
    default:
      return ['cell'];
  }
}
