import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { view } from './look';
import { CLASSES, isBetterHigh } from './rows';
import { largeText } from '../shared/display';

/** The levels that are painted; others are painted as cells, or not at all. */
export const LEVELS = ['province', 'city', 'county'] as const;
const NOTHING = { type: 'FeatureCollection' as const, features: [] };

/** How much of what lies below districts hide: our own land gives way as one comes nearer, a base map is always seen. */
export const OPAQUE: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 8, 0.92, 12, 0.55];
export const SEEN_THROUGH = 0.55;

export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function ramp(): string[] {
  const kind = isBetterHigh(view.value.measure) ? 'good' : 'bad';
  return Array.from({ length: CLASSES }, (_, i) => colour(`--${kind}-${i}`));
}

/** The colour of a class; what has none is not painted. */
export function painted(of: ExpressionSpecification): ExpressionSpecification {
  const colours = ramp();
  return [
    'case',
    ...colours.flatMap((one, i) => [['==', of, i], one]),
    ['==', of, -1],
    colour('--surface-2'),
    'rgba(0,0,0,0)',
  ] as unknown as ExpressionSpecification;
}

/** Names on the map, as large as the page's own letters are. */
export function textSize(): ExpressionSpecification {
  const scale = largeText.value ? 1.25 : 1;
  return ['interpolate', ['linear'], ['zoom'], 3, 10.5 * scale, 9, 13 * scale];
}

export const CLASS: ExpressionSpecification = ['feature-state', 'class'];

const NAME: ExpressionSpecification = ['get', 'name'];
/** Provinces as maps write them, 广西 for 广西壮族自治区: two signs, but for two of them; then there is room for all. */
const SHORT_NAME: ExpressionSpecification = [
  'case',
  ['any', ...['省', '市', '自治区', '特别行政区'].map((kind) => ['in', kind, NAME])],
  ['match', ['slice', NAME, 0, 2], ['内蒙', '黑龙'], ['slice', NAME, 0, 3], ['slice', NAME, 0, 2]],
  NAME,
] as unknown as ExpressionSpecification;

const GIVING_WAY: ('center' | 'left' | 'right' | 'top' | 'bottom')[] = ['center', 'left', 'right', 'top', 'bottom'];

/** Addresses of our own tiles; lists are written with commas. */
export function tiles(layer: string, words: Record<string, string | number | readonly string[] | null | undefined>): string[] {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  const text = query.toString();
  return [`${location.origin}/tiles/${layer}/{z}/{x}/{y}.mvt${text === '' ? '' : `?${text}`}`];
}

export function style(): StyleSpecification {
  const districts = Object.fromEntries(
    LEVELS.map((level) => [
      level,
      {
        type: 'vector' as const,
        tiles: tiles('districts', { level }),
        minzoom: level === 'province' ? 0 : 2,
        maxzoom: 13,
        promoteId: { districts: 'adcode', district_names: 'adcode' },
      },
    ]),
  );
  const fills = LEVELS.map((level) => ({
    id: `fill-${level}`,
    type: 'fill' as const,
    source: level,
    'source-layer': 'districts',
    layout: { visibility: 'none' as const },
    paint: {
      'fill-color': painted(CLASS),
      'fill-opacity': OPAQUE,
      'fill-antialias': false,
    },
  }));
  const lines = [...LEVELS].reverse().map((level) => ({
    id: `line-${level}`,
    type: 'line' as const,
    source: level,
    'source-layer': 'districts',
    layout: { visibility: level === 'province' ? ('visible' as const) : ('none' as const), 'line-join': 'round' as const },
    paint: {
      'line-color': colour('--border'),
      'line-opacity': level === 'province' ? 0.9 : 0.45,
      'line-width': (level === 'province'
        ? ['interpolate', ['linear'], ['zoom'], 3, 0.7, 8, 1.6]
        : ['interpolate', ['linear'], ['zoom'], 3, 0.15, 6, 0.5, 10, 1]) as unknown as ExpressionSpecification,
    },
  }));
  return {
    version: 8,
    sources: {
      ...districts,
      cells: { type: 'geojson', data: NOTHING, promoteId: 'key' },
      gaps: { type: 'geojson', data: NOTHING },
      circles: { type: 'vector', tiles: tiles('circles', {}), minzoom: 9, maxzoom: 14 },
      stations: { type: 'vector', tiles: tiles('stations', {}), minzoom: 2, maxzoom: 16, promoteId: { stations: 'id' } },
      difference: { type: 'geojson', data: NOTHING },
      ways: { type: 'geojson', data: NOTHING },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colour('--map-ground') } },
      {
        id: 'land',
        type: 'fill',
        source: 'province',
        'source-layer': 'districts',
        paint: { 'fill-color': colour('--land'), 'fill-antialias': false },
      },
      ...fills,
      {
        id: 'cells',
        type: 'fill',
        source: 'cells',
        paint: { 'fill-color': painted(['get', 'class']), 'fill-opacity': 0.6, 'fill-outline-color': colour('--border-soft') },
      },
      {
        id: 'cell-lines',
        type: 'line',
        source: 'cells',
        filter: ['in', ['get', 'key'], ['literal', []]],
        paint: { 'line-color': colour('--focus'), 'line-width': 2.4 },
      },
      {
        id: 'circles',
        type: 'fill',
        source: 'circles',
        'source-layer': 'circles',
        layout: { visibility: 'none' },
        paint: { 'fill-color': colour('--covered'), 'fill-opacity': 0.16 },
      },
      {
        id: 'gaps',
        type: 'fill',
        source: 'gaps',
        paint: { 'fill-color': colour('--gap'), 'fill-opacity': ['case', ['get', 'picked'], 0.42, 0.16] },
      },
      {
        id: 'gap-lines',
        type: 'line',
        source: 'gaps',
        paint: { 'line-color': colour('--gap'), 'line-width': ['case', ['get', 'picked'], 2, 0.6], 'line-opacity': 0.8 },
      },
      // As its key says: the gap that it was, or is now, does not shine through.
      {
        id: 'difference',
        type: 'fill',
        source: 'difference',
        paint: {
          'fill-color': ['match', ['get', 'what'], 'gained', colour('--gained'), colour('--lost')],
        },
      },
      ...lines,
      { id: 'ways', type: 'line', source: 'ways', paint: { 'line-color': colour('--ink'), 'line-width': 1.5, 'line-dasharray': [2, 2] } },
      {
        id: 'clusters',
        type: 'circle',
        source: 'stations',
        'source-layer': 'stations',
        filter: ['>', ['get', 'count'], 1],
        minzoom: 6,
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1.4, 3, 6, 7, 20, 12],
          'circle-color': colour('--station'),
          'circle-opacity': 0.75,
          'circle-stroke-color': colour('--surface'),
          'circle-stroke-width': 1,
        },
      },
      {
        id: 'stations',
        type: 'circle',
        source: 'stations',
        'source-layer': 'stations',
        filter: ['==', ['get', 'count'], 1],
        minzoom: 6,
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 7, 1.6, 10, 3, 14, 6],
          'circle-color': ['case', ['==', ['get', 'serving'], 0], colour('--unknown'), colour('--station')],
          'circle-stroke-color': colour('--surface'),
          'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 8, 0.4, 12, 1.5],
        },
      },
      ...[...LEVELS].reverse().map((level) => ({
        id: `name-${level}`,
        type: 'symbol' as const,
        source: level,
        'source-layer': 'district_names',
        layout: {
          visibility: 'none' as const,
          'text-field': level === 'province' ? SHORT_NAME : NAME,
          'text-font': ['Noto Sans Regular'],
          'text-size': textSize(),
          'text-padding': 1,
          // The wide ones stand where they belong; a name beside another gives way by half its length before it is left out.
          'symbol-sort-key': ['-', ['get', 'area_m2']] as ExpressionSpecification,
          'text-variable-anchor': GIVING_WAY,
          'text-justify': 'center' as const,
        },
        paint: { 'text-color': colour('--map-label'), 'text-halo-color': colour('--halo'), 'text-halo-width': 1.4 },
      })),
    ],
  };
}

export { ROADS } from '../shared/roads';
