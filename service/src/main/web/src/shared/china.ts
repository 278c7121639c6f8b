import { BESIDE, SHIFTED } from './chinaOutline';
import { isInside } from './inside';
import type { LonLat } from './measure';

/*
 * Where China is, from the mask by which the service converts datums, with the regions beside it where maps do not shift:
 * about two kilometres rough along the border, 200 m at towns on it, 100 m between Shenzhen and Hong Kong, Zhuhai and
 * Macau, Xiamen and Kinmen. It reaches 0.25° out to sea, and says nothing about borders.
 */

type Ring = readonly (readonly [lon: number, lat: number])[];

const PRECISION = 1e-4;
const KM_PER_DEGREE = 111.2;
/** Who stands so near is taken to be inside: a bad position of a courier in a border town, or a rough piece of outline. */
const MARGIN_KM = 5;
/** Islands of 三沙 that lie beyond the mask, and how far around them counts as there. */
const ISLANDS: readonly LonLat[] = [
  { lon: 112.89, lat: 9.55 },
  { lon: 114.08, lat: 10.92 },
  { lon: 115.53, lat: 9.9 },
];
const ISLAND_KM = 30;

/** Rings of an encoded polyline each: steps of a ten-thousandth of a degree, zigzag, five bits a letter. */
function decode(letters: string): Ring[] {
  return letters.split(' ').map((word) => {
    const points: [number, number][] = [];
    let at = 0;
    const next = () => {
      let value = 0;
      for (let shift = 0; ; shift += 5) {
        const bits = word.charCodeAt(at++) - 59;
        value |= (bits & 31) << shift;
        if (bits < 32) return (value >> 1) ^ -(value & 1);
      }
    };
    let x = 0;
    let y = 0;
    while (at < word.length) {
      x += next();
      y += next();
      points.push([x * PRECISION, y * PRECISION]);
    }
    return points;
  });
}

let shifted: Ring[] | undefined;
let beside: Ring[] | undefined;

/** Kilometres to the nearest point of some rings, good enough for a few of them. */
function distanceKm(rings: Ring[], { lon, lat }: LonLat): number {
  const east = KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  let nearest = Infinity;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const x = (ring[i]![0] - lon) * east;
      const y = (ring[i]![1] - lat) * KM_PER_DEGREE;
      const dx = (ring[j]![0] - lon) * east - x;
      const dy = (ring[j]![1] - lat) * KM_PER_DEGREE - y;
      const length = dx * dx + dy * dy;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(x * dx + y * dy) / length));
      nearest = Math.min(nearest, Math.hypot(x + along * dx, y + along * dy));
    }
  }
  return nearest;
}

/**
 * Whether GCJ-02, and with it BD-09, differs from WGS 84 at a place: in China without Hong Kong, Macau and Taiwan, where
 * maps do not shift.
 */
export function gcj02Applies(place: LonLat): boolean {
  return isInside(place.lon, place.lat, (shifted ??= decode(SHIFTED)));
}

/** Whether a place is in China, Hong Kong, Macau and Taiwan with it, or within a few kilometres of it. */
export function isInChina(place: LonLat): boolean {
  if (gcj02Applies(place) || isInside(place.lon, place.lat, (beside ??= decode(BESIDE)))) return true;
  if (distanceKm(shifted!, place) < MARGIN_KM) return true;
  return ISLANDS.some((island) => distanceKm([[[island.lon, island.lat]]], place) < ISLAND_KM);
}
