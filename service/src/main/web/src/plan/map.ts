import { effect } from '@preact/signals';
import {
  GeoJSONSource,
  Map as Maps,
  Marker,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  VectorTileSource,
  type ExpressionSpecification,
  type FilterSpecification,
  type LngLatBoundsLike,
  type MapMouseEvent,
  type StyleSpecification,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { squareAround } from '../shared/measure';
import { ask, type DistrictFeature } from './ask';
import { classOf, isBetterHigh, keyOf, valueOf, CLASSES } from './rows';
import type { Place } from './scenario';
import * as state from './state';
import { say } from './words';

setWorkerUrl(worker);

const LEVELS = ['province', 'city', 'county'] as const;
const NOTHING = { type: 'FeatureCollection' as const, features: [] };
const CHINA: LngLatBoundsLike = [73.5, 17.5, 135.1, 53.6];

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function ramp(): string[] {
  const kind = isBetterHigh(state.view.value.measure) ? 'good' : 'bad';
  return Array.from({ length: CLASSES }, (_, i) => colour(`--${kind}-${i}`));
}

/** The colour of a class; what has none is not painted. */
function painted(of: ExpressionSpecification): ExpressionSpecification {
  const colours = ramp();
  return [
    'case',
    ...colours.flatMap((one, i) => [['==', of, i], one]),
    ['==', of, -1],
    colour('--surface-2'),
    'rgba(0,0,0,0)',
  ] as unknown as ExpressionSpecification;
}

const CLASS: ExpressionSpecification = ['feature-state', 'class'];

function tiles(layer: string, words: Record<string, string | number | null>): string[] {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) if (value !== null && value !== '') query.set(name, String(value));
  const text = query.toString();
  return [`${location.origin}/tiles/${layer}/{z}/{x}/{y}.mvt${text === '' ? '' : `?${text}`}`];
}

function style(): StyleSpecification {
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
      'fill-opacity': ['interpolate', ['linear'], ['zoom'], 8, 0.92, 12, 0.55] as unknown as ExpressionSpecification,
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
      stations: { type: 'vector', tiles: tiles('stations', {}), minzoom: 4, maxzoom: 16, promoteId: { stations: 'id' } },
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
      ...lines,
      {
        id: 'here',
        type: 'line',
        source: 'county',
        'source-layer': 'districts',
        filter: ['==', ['get', 'adcode'], ''],
        paint: { 'line-color': colour('--ink'), 'line-width': 2.2 },
      },
      {
        id: 'hovered',
        type: 'line',
        source: 'county',
        'source-layer': 'districts',
        filter: ['==', ['get', 'adcode'], ''],
        paint: { 'line-color': colour('--focus'), 'line-width': 2.4 },
      },
      {
        id: 'difference',
        type: 'fill',
        source: 'difference',
        paint: {
          'fill-color': ['match', ['get', 'what'], 'gained', colour('--gained'), colour('--lost')],
          'fill-opacity': 0.5,
        },
      },
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
          'text-field': ['get', 'name'] as unknown as ExpressionSpecification,
          'text-font': ['Noto Sans Regular'],
          'text-size': ['interpolate', ['linear'], ['zoom'], 3, 10.5, 9, 13] as unknown as ExpressionSpecification,
          'text-padding': 6,
        },
        paint: { 'text-color': colour('--map-label'), 'text-halo-color': colour('--halo'), 'text-halo-width': 1.4 },
      })),
    ],
  };
}

/** Opens the map in an element; null where the device cannot draw one. The returned call takes it away. */
export function openMap(element: HTMLElement, ground: HTMLElement): (() => void) | null {
  let map: Maps;
  try {
    map = new Maps({
      container: element,
      style: style(),
      bounds: CHINA,
      fitBoundsOptions: { padding: 20 },
      minZoom: 2,
      maxZoom: 18,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      canvasContextAttributes: { preserveDrawingBuffer: true },
    });
  } catch {
    return null;
  }
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-right');
  element.querySelector('canvas')?.setAttribute('aria-label', say('mapLabel'));

  const undo: (() => void)[] = [];
  const markers = new Map<string, Marker>();
  map.on('load', () => {
    undo.push(...[paint, filters, frame, cells, gaps, difference, marks, versions, recolour].map((one) => effect(() => one())));
    element.dataset['ready'] = '';
  });
  void import('./baseMap')
    .then(({ layBaseMap }) => layBaseMap(ground, map))
    .then((below) => {
      if (!below) return;
      undo.push(() => below.remove());
      const bare = () => {
        for (const layer of ['ground', 'land']) show(layer, false);
        for (const one of LEVELS) map.setPaintProperty(`fill-${one}`, 'fill-opacity', 0.55);
      };
      if (map.isStyleLoaded()) bare();
      else map.once('load', bare);
    });
  const json = (name: string) => map.getSource(name) as GeoJSONSource;
  const show = (layer: string, on: boolean) => map.setLayoutProperty(layer, 'visibility', on ? 'visible' : 'none');

  let version = '';
  /** Tiles of another dataset version are other tiles. */
  function versions(): void {
    const now = state.coverage.value?.dataset_version;
    const { network, tier, amenity, method } = state.view.value;
    const radius = state.coverage.value?.standard.radius_m ?? null;
    const filter = { network: network.join(','), tier: tier.join(','), amenity: amenity.join(',') };
    if (!now) return;
    const key = JSON.stringify([now, filter, radius, method]);
    if (key === version) return;
    version = key;
    (map.getSource('stations') as VectorTileSource).setTiles(tiles('stations', { ...filter, v: now }));
    const drawn = method === 'circle' && radius !== null && radius >= 50 && radius <= 20_000;
    if (drawn) (map.getSource('circles') as VectorTileSource).setTiles(tiles('circles', { ...filter, radius_m: radius, v: now }));
    // Tiles know no hours: whom a closed station leaves alone is told by the figures and the gaps.
    show('circles', drawn);
  }

  let painting = '';
  let states: string[] = [];
  function paint(): void {
    const rows = state.found.value;
    const { measure } = state.view.value;
    const cuts = state.cuts.value;
    const level = rows[0]?.level ?? state.level.value;
    const source = LEVELS.find((one) => one === level);
    void state.theme.value;
    if (painting !== '' && painting !== source) map.removeFeatureState({ source: painting, sourceLayer: 'districts' });
    for (const one of LEVELS) {
      show(`fill-${one}`, one === source);
      show(`line-${one}`, one === 'province' || one === source || (source === undefined && one === 'county') || (one === 'city' && source === 'county'));
      show(`name-${one}`, one === source || (source === undefined && one === 'county'));
    }
    if (!source) {
      painting = '';
      states = [];
      return;
    }
    const seen = new Set<string>();
    for (const row of rows) {
      seen.add(row.adcode);
      map.setFeatureState(
        { source, sourceLayer: 'districts', id: row.adcode },
        { class: classOf(valueOf(row, measure), cuts) ?? -1 },
      );
    }
    if (painting === source) {
      for (const old of states) if (!seen.has(old)) map.setFeatureState({ source, sourceLayer: 'districts', id: old }, { class: null });
    }
    painting = source;
    states = [...seen];
  }

  function filters(): void {
    const level = LEVELS.find((one) => one === (state.found.value[0]?.level ?? '')) ?? 'county';
    const hovered: FilterSpecification = ['==', ['get', 'adcode'], state.hovered.value ?? ''];
    outline('hovered', level, hovered);
    const at = state.here.value;
    const atLevel = LEVELS.find((one) => one === at?.level) ?? 'county';
    outline('here', atLevel, ['==', ['get', 'adcode'], at?.adcode ?? '']);
  }

  function outline(id: string, source: string, filter: FilterSpecification): void {
    const layer = map.getLayer(id);
    if (layer?.source === source) {
      map.setFilter(id, filter);
      return;
    }
    const paint = { 'line-color': colour(id === 'here' ? '--ink' : '--focus'), 'line-width': 2.2 };
    if (layer) map.removeLayer(id);
    map.addLayer({ id, type: 'line', source, 'source-layer': 'districts', filter, paint }, 'difference');
  }

  let framed: string | null | undefined;
  function frame(): void {
    const { parent } = state.view.value;
    if (parent === framed) return;
    const first = framed === undefined;
    framed = parent;
    const how = { padding: 36, duration: first ? 0 : 700, maxZoom: 13 };
    if (parent === null) {
      if (!first) map.fitBounds(CHINA, how);
      return;
    }
    void ask<DistrictFeature>(`/v1/districts/${parent}`).then((answer) => {
      if (!answer.ok || state.view.value.parent !== parent || !answer.value.geometry) return;
      map.fitBounds(boxOf(answer.value.geometry.coordinates), how);
    });
  }

  function cells(): void {
    const rows = state.found.value.filter((row) => row.cell);
    const side = state.cellMetres();
    const { measure } = state.view.value;
    const cuts = state.cuts.value;
    json('cells').setData({
      type: 'FeatureCollection',
      features: rows.map((row) => {
        const [lon, lat] = row.cell!.centre.coordinates as [number, number];
        const [w, s, e, n] = squareAround({ lon, lat }, side / 2);
        return {
          type: 'Feature',
          properties: { key: keyOf(row), class: classOf(valueOf(row, measure), cuts) ?? -1 },
          geometry: { type: 'Polygon', coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] },
        };
      }),
    });
  }

  let flown: number | null = null;
  function gaps(): void {
    const found = state.gaps.value;
    const desk = state.view.value.desk;
    const picked = state.pickedGap.value;
    const shown = found !== null && desk !== 'districts' ? found.features : [];
    json('gaps').setData({
      type: 'FeatureCollection',
      features: shown.map((gap, i) => ({
        type: 'Feature',
        properties: { gap: i, picked: i === picked },
        geometry: { type: 'Polygon' as const, coordinates: gap.geometry.coordinates },
      })),
    });
    show('cells', desk === 'districts');
    const worst = picked === null ? null : (shown[picked]?.properties.worst_point?.coordinates as [number, number] | undefined);
    mark('worst', worst ? { lon: worst[0], lat: worst[1] } : null, 'mark worst', '', say('gapWorst'));
    if (picked !== flown && picked !== null && shown[picked]) {
      map.fitBounds(boxOf(shown[picked].geometry.coordinates), { padding: 90, maxZoom: 14.5, duration: 700 });
    }
    flown = picked;
  }

  function difference(): void {
    const found = state.moved.value;
    json('difference').setData({
      type: 'FeatureCollection',
      features: found
        ? (['gained', 'lost'] as const).map((what) => ({
            type: 'Feature' as const,
            properties: { what },
            geometry: { type: 'MultiPolygon' as const, coordinates: found[what] },
          }))
        : [],
    });
  }

  /** A marker of HTML, made, moved or taken away. */
  function mark(id: string, place: Place | null, kind: string, text: string, label: string, onDrag?: (place: Place) => void): void {
    let marker = markers.get(id);
    if (!place) {
      marker?.remove();
      markers.delete(id);
      return;
    }
    if (!marker) {
      const node = document.createElement('div');
      node.setAttribute('role', 'img');
      marker = new Marker({ element: node, draggable: onDrag !== undefined, anchor: 'center' });
      if (onDrag) {
        const own = marker;
        marker.on('dragend', () => {
          const { lng, lat } = own.getLngLat();
          onDrag({ lon: lng, lat });
        });
      }
      markers.set(id, marker.setLngLat([place.lon, place.lat]).addTo(map));
    }
    const node = marker.getElement();
    for (const one of kind.split(' ')) node.classList.add(one);
    node.textContent = text;
    node.setAttribute('aria-label', label);
    node.title = label;
    marker.setLngLat([place.lon, place.lat]);
  }

  function marks(): void {
    const { changes } = state.scenario.value;
    const wanted = new Set<string>(['worst']);
    for (const one of changes) {
      const id = `change ${one.kind} ${one.id}`;
      wanted.add(id);
      if (one.kind === 'close') mark(id, one.from, 'mark closed', '×', `${say('closed')}: ${one.name}`);
      else {
        const word = one.kind === 'add' ? say('added') : say('moved');
        mark(id, one.place, `mark ${one.kind}`, one.kind === 'add' ? '+' : '↗', `${word}: ${one.name}`, (place) =>
          state.act(
            one.kind === 'add'
              ? { ...one, place }
              : { ...one, place },
          ),
        );
      }
    }
    const taken = new Set(changes.flatMap((one) => (one.kind === 'add' ? [`${one.place.lon} ${one.place.lat}`] : [])));
    for (const site of state.suggested.value?.features ?? []) {
      const [lon, lat] = site.geometry.coordinates;
      if (state.rejected.value.has(site.id) || taken.has(`${lon} ${lat}`)) continue;
      const id = `site ${site.id}`;
      wanted.add(id);
      mark(id, { lon, lat }, 'mark site', String(site.properties.rank), `${say('suggest')} ${site.properties.rank}`);
    }
    for (const [id, marker] of markers) {
      if (wanted.has(id)) continue;
      marker.remove();
      markers.delete(id);
    }
    json('ways').setData({
      type: 'FeatureCollection',
      features: changes.flatMap((one) =>
        one.kind === 'move'
          ? [
              {
                type: 'Feature' as const,
                properties: {},
                geometry: { type: 'LineString' as const, coordinates: [[one.from.lon, one.from.lat], [one.place.lon, one.place.lat]] },
              },
            ]
          : [],
      ),
    });
  }

  let coloured = '';
  function recolour(): void {
    void state.theme.value;
    const key = [state.view.value.measure, colour('--surface'), colour('--good-0')].join();
    if (key === coloured) return;
    const first = coloured === '';
    coloured = key;
    for (const one of LEVELS) map.setPaintProperty(`fill-${one}`, 'fill-color', painted(CLASS));
    map.setPaintProperty('cells', 'fill-color', painted(['get', 'class']));
    if (first) return;
    for (const layer of style().layers) {
      if (!map.getLayer(layer.id) || !('paint' in layer) || !layer.paint) continue;
      for (const [name, value] of Object.entries(layer.paint)) {
        if (name.endsWith('-color')) map.setPaintProperty(layer.id, name as 'fill-color', value as string);
      }
    }
  }
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const onDark = () => {
    if (map.isStyleLoaded()) recolour();
  };
  dark.addEventListener('change', onDark);
  undo.push(() => dark.removeEventListener('change', onDark));

  const fillsNow = () => LEVELS.map((one) => `fill-${one}`).filter((id) => map.getLayer(id) && map.getLayoutProperty(id, 'visibility') !== 'none');
  const at = (event: MapMouseEvent, layers: string[]) => {
    const known = layers.filter((id) => map.getLayer(id));
    const { x, y } = event.point;
    return known.length === 0 ? [] : map.queryRenderedFeatures([[x - 4, y - 4], [x + 4, y + 4]], { layers: known });
  };

  map.on('mousemove', (event) => {
    if (state.placing.value) {
      map.getCanvas().style.cursor = 'crosshair';
      return;
    }
    const station = at(event, ['stations'])[0];
    const district = map.queryRenderedFeatures(event.point, { layers: fillsNow() }).find((one) => one.state['class'] !== undefined && one.state['class'] !== null);
    map.getCanvas().style.cursor = station || district ? 'pointer' : '';
    const adcode = district ? String(district.properties['adcode']) : null;
    if (adcode !== state.hovered.value) state.hovered.value = adcode;
  });
  map.on('mouseout', () => (state.hovered.value = null));

  map.on('click', (event) => {
    if ((event.originalEvent.target as Element).closest('.mark')) return;
    if (state.placing.value) {
      state.placing.value = false;
      state.addStation({ lon: event.lngLat.lng, lat: event.lngLat.lat }, say('newStation'));
      return;
    }
    const station = at(event, ['stations'])[0];
    if (station?.properties['id']) {
      void state.pickStation(String(station.properties['id']));
      return;
    }
    const gap = state.view.value.desk === 'districts' ? undefined : map.queryRenderedFeatures(event.point, { layers: ['gaps'] })[0];
    if (gap) {
      state.pickedGap.value = Number(gap.properties['gap']);
      return;
    }
    const cluster = at(event, ['clusters'])[0];
    if (cluster && map.getZoom() > 8) {
      map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
      return;
    }
    const district = map.queryRenderedFeatures(event.point, { layers: fillsNow() }).find((one) => one.state['class'] !== undefined && one.state['class'] !== null);
    if (district) state.enter(String(district.properties['adcode']));
  });

  // A station is taken by the mouse and carried: a try, which changes nothing until it is let go.
  map.on('mousedown', (event) => {
    if (state.view.value.desk !== 'sites' || !state.can.value?.whatIf || state.placing.value) return;
    const station = at(event, ['stations'])[0];
    const id = station?.properties['id'];
    if (!station || !id) return;
    event.preventDefault();
    const from = { lon: event.lngLat.lng, lat: event.lngLat.lat };
    let carried = false;
    const onMove = (to: MapMouseEvent) => {
      if (!carried && event.point.dist(to.point) < 5) return;
      carried = true;
      map.getCanvas().style.cursor = 'grabbing';
      mark('carried', { lon: to.lngLat.lng, lat: to.lngLat.lat }, 'mark move', '↗', say('moved'));
    };
    map.on('mousemove', onMove);
    map.once('mouseup', (to) => {
      map.off('mousemove', onMove);
      mark('carried', null, '', '', '');
      if (!carried) return;
      void state.moveStation(String(id), String(station.properties['name'] ?? id), from, { lon: to.lngLat.lng, lat: to.lngLat.lat });
    });
  });

  const resized = new ResizeObserver(() => map.resize());
  resized.observe(element);
  return () => {
    resized.disconnect();
    for (const one of undo) one();
    map.remove();
  };
}

/** West, south, east, north of coordinates however deep. */
export function boxOf(coordinates: unknown): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number' && typeof part[1] === 'number') {
      const [lon, lat] = part as [number, number];
      if (lon < box[0]) box[0] = lon;
      if (lat < box[1]) box[1] = lat;
      if (lon > box[2]) box[2] = lon;
      if (lat > box[3]) box[3] = lat;
      return;
    }
    for (const one of part) walk(one);
  };
  walk(coordinates);
  return box;
}
