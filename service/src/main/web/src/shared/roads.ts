import type { LineLayerSpecification } from 'maplibre-gl';

/** Tiles of the service where the page found the service: behind a proxy it may not know its own address. */
export function ownTiles(tiles: readonly string[]): string[] {
  return tiles.map((address) => address.replace(/^https?:\/\/[^/]+/, location.origin));
}

/** Roads, where there are any: under what is asked about, over the land. */
export const ROADS: LineLayerSpecification[] = [
  { rank: ['way', 'street'], from: 13, wide: [12, 0.3, 16, 2.5] as const },
  { rank: ['tertiary', 'secondary'], from: 10, wide: [9, 0.4, 13, 1.4, 16, 4] as const },
  { rank: ['primary', 'trunk', 'motorway'], from: 8, wide: [7, 0.5, 11, 1.6, 16, 6] as const },
].map(({ rank, from, wide }) => ({
  id: `roads-${rank[0]}`,
  type: 'line',
  source: 'roads',
  'source-layer': 'roads',
  minzoom: from,
  filter: ['in', ['get', 'rank'], ['literal', rank]],
  layout: { 'line-cap': 'round', 'line-join': 'round' },
  paint: { 'line-color': '#000', 'line-width': ['interpolate', ['linear'], ['zoom'], ...wide] },
}));
