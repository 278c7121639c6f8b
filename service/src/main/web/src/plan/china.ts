import mask from '../../../../../../geo-data/src/main/resources/dev/yizhan/geo/datum/china-mask.wkt?raw';
import { isInside } from '../shared/inside';

/** The service's own outline of where maps shift coordinates: one file, so that the page and the service agree. */
const RINGS = [...mask.matchAll(/\(([^()]+)\)/g)].map(([, ring]) => ring!.split(',').map((pair) => pair.trim().split(' ').map(Number)));

const BOX = RINGS.flat().reduce(
  ([west, south, east, north], [lon, lat]) => [Math.min(west!, lon!), Math.min(south!, lat!), Math.max(east!, lon!), Math.max(north!, lat!)],
  [180, 90, -180, -90],
) as [number, number, number, number];

/** Whether maps shift this place; WGS 84. Hong Kong, Macau, Taiwan and the neighbours are not shifted. */
export function isShifted(lon: number, lat: number): boolean {
  const [west, south, east, north] = BOX;
  return lon >= west && lon <= east && lat >= south && lat <= north && isInside(lon, lat, RINGS);
}
