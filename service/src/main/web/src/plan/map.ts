import { effect, signal } from '@preact/signals';
import type { Polygon } from 'geojson';
import {
  GeoJSONSource,
  Map as Maps,
  NavigationControl,
  setWorkerUrl,
  VectorTileSource,
  type FilterSpecification,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { highContrast, largeText, shade } from '../shared/display';
import { language } from '../shared/language';
import { squareAround } from '../shared/measure';
import { askDistrict } from './ask';
import { againAfterMs } from './again';
import { bounds, roadTiles, stationBounds } from './catalogue';
import { byCircles, coverage, cuts, found, loading } from './figures';
import { gaps as gapList, gapsLoading, pickedGap } from './gaps';
import { ground } from './ground';
import { ringsOf } from '../shared/inside';
import { hovered, pickedCell, view } from './look';
import { handsOn } from './mapHands';
import { marksOn } from './mapMarks';
import { CLASS, colour, LEVELS, OPAQUE, painted, ROADS, SEEN_THROUGH, style, textSize, tiles } from './mapStyle';
import { border, cellMetres, here, level } from './place';
import { classOf, keyOf, valueOf } from './rows';
import { mapZoom, metresPerPixel, metresPerPixelAt, spot } from './spot';
import { suggested } from './suggest';
import { filter } from './view';
import { moved, scenario } from './whatIf';
import { say } from './words';

setWorkerUrl(worker);

/** What the frame leaves free around what it shows; on a narrow map the key stands there too. */
const AROUND = { top: 36, right: 36, bottom: 36, left: 36 };
const NARROW_PIXELS = 600;
/** Near enough to tell one cell from the next. */
const CELLS_FROM = 12;
const UNDER_KEY_PIXELS = 84;
const UNDER_LARGE_KEY_PIXELS = 104;

/** The lines around one district: what the mouse is over, and where one is. */
const OUTLINES = { hovered: '--focus', here: '--ink' } as const;

type Box = [number, number, number, number];

/** Without the islands of the South China Sea, which would make all else small. */
const CHINA: Box = [73.5, 17.5, 135.1, 53.6];

/** All that there is to see: the districts, else the stations, as far as they lie in this box. */
function everything(): Box {
  const [west, south, east, north] = bounds.value ?? stationBounds.value ?? CHINA;
  const seen: Box = [Math.max(west!, CHINA[0]), Math.max(south!, CHINA[1]), Math.min(east!, CHINA[2]), Math.min(north!, CHINA[3])];
  return seen[0] < seen[2] && seen[1] < seen[3] ? seen : CHINA;
}

/** Opens the map in an element, above another for a base map; null where the device cannot draw one. The returned call takes it away. */
export function openMap(element: HTMLElement, below: HTMLElement): (() => void) | null {
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

  const undo: (() => void)[] = [
    effect(() => {
      void language.value;
      element.querySelector('canvas')?.setAttribute('aria-label', say('mapKeys'));
      for (const [button, word] of [['in', 'zoomIn'], ['out', 'zoomOut']] as const) {
        const node = element.querySelector<HTMLButtonElement>(`.maplibregl-ctrl-zoom-${button}`);
        node?.setAttribute('aria-label', say(word));
        if (node) node.title = say(word);
      }
    }),
  ];
  let framed: string | null | undefined;
  let reframe: ReturnType<typeof setTimeout> | undefined;
  const { mark, draw: marks } = marksOn(map);
  element.setAttribute('aria-busy', 'true');
  let still = false;
  const framing = signal(false);
  /** Says whether the picture will change by itself. */
  const tell = () => element.setAttribute('aria-busy', String(!still || framing.value || loading.value || gapsLoading.value));
  for (const sign of ['dataloading', 'movestart'] as const) {
    map.on(sign, () => {
      still = false;
      tell();
    });
  }
  const zoomed = () => (mapZoom.value = map.getZoom());
  zoomed();
  map.on('zoomend', zoomed);
  const measure = () => (metresPerPixel.value = metresPerPixelAt(map.getZoom(), map.getCenter().lat));
  measure();
  map.on('moveend', measure);
  map.on('idle', () => {
    still = true;
    tell();
  });
  // Where one looks is known before anything is drawn: the country's tiles are not asked for on the way to a district. It
  // is a task of its own, for to open a map is a long one already.
  const opened = setTimeout(() => undo.push(effect(() => frame())));
  map.on('load', () => {
    undo.push(...[paint, filters, cells, cellLines, gaps, spots, sites, difference, marks, ways, versions, lonely, roads, land, recolour, tell].map((one) => effect(() => one())));
    handsOn(map, mark);
  });
  let gone = false;
  void import('./baseMap')
    .then(({ layBaseMap }) => layBaseMap(below, map))
    .then((away) => {
      if (gone) away?.();
      else if (away) undo.push(away);
    });
  const json = (name: string) => map.getSource(name) as GeoJSONSource;
  const show = (layer: string, on: boolean) => map.setLayoutProperty(layer, 'visibility', on ? 'visible' : 'none');

  let version = '';
  /** Tiles of another dataset version are other tiles. */
  function versions(): void {
    const now = coverage.value?.dataset_version;
    const standard = coverage.value?.standard;
    const { network, tier, amenity, open_at } = filter(view.value);
    if (!now || !standard) return;
    const asked = { network, tier, amenity, open_at };
    const radius = Math.round(standard.radius_m * 10) / 10;
    const key = JSON.stringify([now, asked, radius, byCircles.value]);
    if (key === version) return;
    version = key;
    (map.getSource('stations') as VectorTileSource).setTiles(tiles('stations', { ...asked, v: now }));
    const drawn = byCircles.value && radius >= 50 && radius <= 20_000;
    if (drawn) (map.getSource('circles') as VectorTileSource).setTiles(tiles('circles', { ...asked, radius_m: radius, v: now }));
    show('circles', drawn);
  }

  function roads(): void {
    const addresses = roadTiles.value;
    if (!addresses || map.getSource('roads')) return;
    map.addSource('roads', { type: 'vector', tiles: addresses, minzoom: 8, maxzoom: 14 });
    for (const layer of ROADS) map.addLayer({ ...layer, paint: { ...layer.paint, 'line-color': colour('--road') } }, 'circles');
  }

  const states = new Map<string, string[]>();
  function paint(): void {
    const rows = found.value.filter((row) => !row.cell);
    const { measure } = view.value;
    const borders = cuts.value;
    // Where a level has gaps, districts of another stand for it: a municipality among cities.
    const used = LEVELS.filter((one) => rows.some((row) => row.level === one));
    const listed = LEVELS.find((one) => one === level.value) ?? 'county';
    for (const source of LEVELS) {
      const here = rows.filter((row) => row.level === source);
      const among = source !== listed && here.length > 0;
      const those: FilterSpecification | null = among ? ['in', ['get', 'adcode'], ['literal', here.map((row) => row.adcode)]] : null;
      show(`fill-${source}`, used.includes(source));
      show(`line-${source}`, source === 'province' || source === listed || among || (source === 'city' && listed === 'county'));
      show(`name-${source}`, source === listed || among);
      map.setFilter(`name-${source}`, those);
      if (source !== 'province') map.setFilter(`line-${source}`, source === 'city' && listed === 'county' ? null : those);
      const now = here.map((row) => row.adcode);
      const seen = new Set(now);
      for (const old of states.get(source) ?? []) if (!seen.has(old)) map.setFeatureState({ source, sourceLayer: 'districts', id: old }, { class: null });
      for (const row of here) {
        map.setFeatureState({ source, sourceLayer: 'districts', id: row.adcode }, { class: classOf(valueOf(row, measure), borders) ?? -1 });
      }
      states.set(source, now);
    }
  }

  function filters(): void {
    outline('hovered', found.value.find((row) => !row.cell && row.adcode === hovered.value));
    outline('here', here.value);
  }

  /** Around a district, or nothing: what is not shown has no tiles of its level loaded for it. */
  function outline(id: keyof typeof OUTLINES, district: { adcode: string; level: string } | null | undefined): void {
    const source = LEVELS.find((one) => one === district?.level);
    const layer = map.getLayer(id);
    if (layer && layer.source !== source) map.removeLayer(id);
    if (!district || !source) return;
    const filter: FilterSpecification = ['==', ['get', 'adcode'], district.adcode];
    if (map.getLayer(id)) map.setFilter(id, filter);
    else map.addLayer({ id, type: 'line', source, 'source-layer': 'districts', filter, paint: { 'line-color': colour(OUTLINES[id]), 'line-width': 2.2 } }, 'ways');
  }

  /** Our own land gives way to a base map, and is there again when that does not come. */
  function land(): void {
    const isOurs = ground.value !== 'theirs';
    for (const layer of ['ground', 'land']) show(layer, isOurs);
    for (const one of LEVELS) map.setPaintProperty(`fill-${one}`, 'fill-opacity', isOurs ? OPAQUE : SEEN_THROUGH);
  }

  /** Without districts stations are all there is to see: then they are drawn from afar. */
  function lonely(): void {
    const from = bounds.value === null ? 0 : 6;
    map.setLayerZoomRange('clusters', from, 24);
    map.setLayerZoomRange('stations', from, 24);
  }

  function frame(): void {
    const { parent } = view.value;
    // Where the shape could not be had, it is asked for again once the path is known.
    void here.value?.adcode;
    const box = everything();
    const now = parent ?? box.join();
    if (now === framed) return;
    const underKey = largeText.peek() ? UNDER_LARGE_KEY_PIXELS : UNDER_KEY_PIXELS;
    const how = { padding: { ...AROUND, bottom: element.clientWidth < NARROW_PIXELS ? underKey : AROUND.bottom }, duration: framed === undefined ? 0 : 700, maxZoom: 13 };
    framed = now;
    clearTimeout(reframe);
    framing.value = false;
    if (parent === null) {
      map.fitBounds(box, how);
      return;
    }
    framing.value = true;
    void askDistrict(parent, true).then((answer) => {
      if (view.value.parent !== parent) return;
      framing.value = false;
      if (!answer.ok) {
        framed = null;
        const later = againAfterMs(answer.failure);
        if (later !== null) reframe = setTimeout(frame, later);
        return;
      }
      if (!answer.value.geometry) return;
      border.value = { adcode: parent, rings: ringsOf(answer.value.geometry as { type: string; coordinates: unknown }) };
      map.fitBounds(boxOf(answer.value.geometry.coordinates), how);
    });
  }

  function cells(): void {
    const rows = found.value.filter((row) => row.cell);
    const side = cellMetres();
    const { measure } = view.value;
    const borders = cuts.value;
    json('cells').setData({
      type: 'FeatureCollection',
      features: rows.map((row) => {
        const [lon, lat] = row.cell!.centre.coordinates as [number, number];
        const [w, s, e, n] = squareAround({ lon, lat }, side / 2);
        return {
          type: 'Feature',
          properties: { key: keyOf(row), class: classOf(valueOf(row, measure), borders) ?? -1 },
          geometry: { type: 'Polygon', coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] },
        };
      }),
    });
  }

  let shownCell: string | null = null;
  function cellLines(): void {
    const picked = pickedCell.value;
    map.setFilter('cell-lines', ['in', ['get', 'key'], ['literal', [picked, hovered.value].filter((one) => one !== null)]]);
    if (picked === shownCell) return;
    shownCell = picked;
    const centre = found.value.find((row) => row.cell && keyOf(row) === picked)?.cell?.centre.coordinates as [number, number] | undefined;
    if (!centre) return;
    const [w, s, e, n] = squareAround({ lon: centre[0], lat: centre[1] }, cellMetres() / 2);
    if (!map.getBounds().contains([w, s]) || !map.getBounds().contains([e, n]) || map.getZoom() < CELLS_FROM) {
      map.fitBounds([w, s, e, n], { padding: 160, maxZoom: CELLS_FROM, duration: 700 });
    }
  }

  function spots(): void {
    const one = spot.value;
    mark('spot', one?.place ?? null, 'mark spot', '', one?.label ?? '');
    if (!one) return;
    const { place, near } = one;
    map.fitBounds(boxOf([[place.lon, place.lat], ...(near ? [[near.lon, near.lat]] : [])]), { padding: beside(), maxZoom: 14.5, duration: 700 });
  }

  let shownSites: unknown = null;
  /** All that was found comes into sight when it is found. */
  function sites(): void {
    const features = suggested.value?.features ?? [];
    if (suggested.value === shownSites) return;
    shownSites = suggested.value;
    if (features.length > 0) map.fitBounds(boxOf(features.map((one) => one.geometry?.coordinates)), { padding: beside(), maxZoom: 13, duration: 700 });
  }

  /** Room for the card that tells of what is shown. */
  function beside() {
    const { clientWidth: width, clientHeight: height } = element;
    const side = Math.min(120, width / 5);
    return { top: Math.min(190, height * 0.4), bottom: Math.min(100, height / 5), left: side, right: side };
  }

  let flown: number | null = null;
  function gaps(): void {
    const answer = gapList.value;
    const { desk } = view.value;
    const picked = pickedGap.value;
    const shown = answer !== null && desk !== 'districts' ? answer.features : [];
    json('gaps').setData({
      type: 'FeatureCollection',
      features: shown.map((gap, i) => ({ type: 'Feature', properties: { gap: i, picked: i === picked }, geometry: gap.geometry as Polygon })),
    });
    for (const layer of ['cells', 'cell-lines']) show(layer, desk === 'districts');
    const worst = picked === null ? null : (shown[picked]?.properties.worst_point?.coordinates as [number, number] | undefined);
    mark('worst', worst ? { lon: worst[0], lat: worst[1] } : null, 'mark worst', '', say('gapWorst'));
    const area = picked === null ? null : shown[picked]?.geometry;
    if (picked !== flown && area) {
      map.fitBounds(boxOf(area.coordinates), { padding: 90, maxZoom: 14.5, duration: 700 });
    }
    flown = picked;
  }

  function difference(): void {
    const change = moved.value;
    json('difference').setData({
      type: 'FeatureCollection',
      features: (['gained', 'lost'] as const)
        .filter((what) => change && change[what].length > 0)
        .map((what) => ({ type: 'Feature', properties: { what }, geometry: { type: 'MultiPolygon', coordinates: change![what] } })),
    });
  }

  function ways(): void {
    const { changes } = scenario.value;
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
    void shade.value;
    void highContrast.value;
    const key = [largeText.value, view.value.measure, colour('--surface'), colour('--good-0')].join();
    if (key === coloured) return;
    const first = coloured === '';
    coloured = key;
    for (const one of LEVELS) {
      map.setPaintProperty(`fill-${one}`, 'fill-color', painted(CLASS));
      if (!first) map.setLayoutProperty(`name-${one}`, 'text-size', textSize());
    }
    map.setPaintProperty('cells', 'fill-color', painted(['get', 'class']));
    if (first) return;
    for (const one of ROADS) if (map.getLayer(one.id)) map.setPaintProperty(one.id, 'line-color', colour('--road'));
    for (const [id, name] of Object.entries(OUTLINES)) if (map.getLayer(id)) map.setPaintProperty(id, 'line-color', colour(name));
    for (const layer of style().layers) {
      if (!map.getLayer(layer.id) || !('paint' in layer) || !layer.paint) continue;
      for (const [name, value] of Object.entries(layer.paint)) {
        if (name.endsWith('-color')) map.setPaintProperty(layer.id, name as 'fill-color', value as string);
      }
    }
  }
  const resized = new ResizeObserver(() => map.resize());
  resized.observe(element);
  return () => {
    gone = true;
    clearTimeout(opened);
    clearTimeout(reframe);
    resized.disconnect();
    for (const one of undo) one();
    map.remove();
  };
}

/** West, south, east, north of coordinates however deep. */
export function boxOf(coordinates: unknown): Box {
  const box: Box = [180, 90, -180, -90];
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
