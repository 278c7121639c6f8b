import { signal } from '@preact/signals';
import type { Place } from './scenario';

/** A place that was named beside the map and is to be found on it; `near`: what it is to be seen together with. */
export const spot = signal<{ place: Place; label: string; near?: Place } | null>(null);

/** How wide the map looks: its zoom. */
export const mapZoom = signal(0);

/** How many metres a pixel is in the middle of the map; null before there is one. */
export const metresPerPixel = signal<number | null>(null);

const EQUATOR_METRES = 40_075_016.686;
const TILE_PIXELS = 512;

/** How many metres a pixel is of a map in Web Mercator. */
export function metresPerPixelAt(zoom: number, lat: number): number {
  return (EQUATOR_METRES * Math.cos((lat * Math.PI) / 180)) / (TILE_PIXELS * 2 ** zoom);
}

/** The largest of 1, 2, 5, 10, 20 … that is not more. */
export function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([5, 2].find((one) => one * power <= value) ?? 1);
}
