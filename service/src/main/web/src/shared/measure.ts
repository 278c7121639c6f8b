import CheapRuler from 'cheap-ruler';

/** Degrees on WGS 84, longitude first. */
export interface LonLat {
  lon: number;
  lat: number;
}

/** The service standard of a way to travel: speed on the way, and how much longer the way is than the straight line. */
const STANDARDS = {
  walk: { speedKmh: 5, detour: 1.25 },
  ebike: { speedKmh: 15, detour: 1.35 },
} as const;

export type Mode = keyof typeof STANDARDS;

/** Metres in a straight line; within 0.1 % of the ellipsoid over the few kilometres that a page looks at. */
export function distanceMetres(from: LonLat, to: LonLat): number {
  return new CheapRuler(from.lat, 'meters').distance([from.lon, from.lat], [to.lon, to.lat]);
}

/** Seconds that the way behind a straight line takes, as the service estimates them. */
export function durationSeconds(straightMetres: number, mode: Mode): number {
  const { speedKmh, detour } = STANDARDS[mode];
  return (straightMetres * detour) / (speedKmh / 3.6);
}

/** How far, in a straight line, one gets in this time. */
export function reachMetres(minutes: number, mode: Mode): number {
  const { speedKmh, detour } = STANDARDS[mode];
  return ((minutes / 60) * speedKmh * 1000) / detour;
}

/** A closed ring of this radius around a place. */
export function ring(centre: LonLat, radiusMetres: number): [number, number][] {
  const ruler = new CheapRuler(centre.lat, 'meters');
  return Array.from({ length: 73 }, (_, i) => ruler.destination([centre.lon, centre.lat], radiusMetres, (i % 72) * 5));
}

/** West, south, east, north of the square around a place. */
export function squareAround(centre: LonLat, halfMetres: number): [number, number, number, number] {
  return new CheapRuler(centre.lat, 'meters').bufferPoint([centre.lon, centre.lat], halfMetres);
}
