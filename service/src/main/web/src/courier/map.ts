import { GeoJSONSource, Map as Maps, Marker, NavigationControl, setWorkerUrl, type LngLatBoundsLike, Point, type StyleSpecification, type SymbolLayerSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { api } from '../shared/api/client';
import { distanceMetres, reachMetres, ring, type LonLat } from '../shared/measure';
import { ownTiles, ROADS } from '../shared/roads';
import type { Tone } from './opening';

setWorkerUrl(worker);

/** A numbered place on the map. */
export interface Mark {
  id: string;
  place: LonLat;
  number: number;
  state: Tone;
  synthetic: boolean;
  picked: boolean;
  label: string;
}

export interface View {
  me: LonLat | null;
  marks: Mark[];
  others: LonLat[];
  words: { minutes: string; pin: string; map: string; zoomIn: string; zoomOut: string };
  /** What covers the map's edges. */
  padding: { top: number; bottom: number; left: number; right: number };
}

export interface CourierMap {
  show(view: View): void;
  flyTo(place: LonLat): void;
  /** Hands the keyboard to the map: arrows move it, Enter is a tap in its middle. */
  focus(): void;
  redraw(): void;
  remove(): void;
}

/** What a hand does on the map. */
export interface On {
  tap(place: LonLat): void;
  pin(place: LonLat): void;
  pick(id: string): void;
}

const RINGS_MINUTES = [5, 10, 15];
/** What a mark covers, and half of what a ring's minutes do, with some air: in letters' sizes, for these can be large. */
const MARK_REM = 1.75;
const LABEL_REM = { x: 2.25, y: 1 };
/** Nearer than this to a mark, the pin or other minutes, minutes are not read; in letters' sizes. */
const CLOSE_REM = 1.25;
/** Nobody goes so far to rest. */
const FAR_METRES = 50_000;
/** A map so high can keep its edges free. */
const ROOMY_PIXELS = 240;
/** How far up from its place the pin reaches, in steps. */
const PIN_PIXELS = [0, 18, 36];
/** How far a key moves the pin, in pixels; with Shift farther. */
const KEY_PIXELS = 10;
const KEY_PIXELS_FAR = 60;
/** Who has pressed no key for so long has brought it where it should be. */
const KEYS_REST_MS = 500;
const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NOTHING = { type: 'FeatureCollection' as const, features: [] };

/** Colours are those of the page, whatever its mode. */
function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function rem(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** The service's own tiles: districts of one level. */
function districts(level: 'province' | 'county') {
  return {
    type: 'vector' as const,
    tiles: [`${location.origin}/tiles/districts/{z}/{x}/{y}.mvt?level=${level}`],
    minzoom: level === 'province' ? 0 : 6,
    maxzoom: 13,
  };
}

/** Names of districts, in their own tiles; where two would lie on each other the map leaves one out. */
function names(source: 'provinces' | 'counties', zooms: { minzoom?: number; maxzoom?: number }): SymbolLayerSpecification {
  return {
    id: `names-${source}`,
    type: 'symbol',
    source,
    'source-layer': 'district_names',
    ...zooms,
    layout: { 'text-field': ['get', 'name'], 'text-font': ['Noto Sans Regular'], 'text-size': 0.75 * rem(), 'text-padding': 6 },
    paint: { 'text-color': colour('--map-label'), 'text-halo-color': colour('--surface'), 'text-halo-width': 1.4 },
  };
}

function style(): StyleSpecification {
  return {
    version: 8,
    sources: {
      provinces: districts('province'),
      counties: districts('county'),
      rings: { type: 'geojson', data: NOTHING },
      others: { type: 'geojson', data: NOTHING },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colour('--map-ground') } },
      {
        id: 'land',
        type: 'fill',
        source: 'provinces',
        'source-layer': 'districts',
        paint: { 'fill-color': colour('--surface'), 'fill-opacity': 0.8, 'fill-antialias': false },
      },
      {
        id: 'reach',
        type: 'fill',
        source: 'rings',
        // The discs lie over each other: the nearer, the deeper.
        paint: { 'fill-color': colour('--brand'), 'fill-opacity': 0.06 },
      },
      {
        id: 'county-borders',
        type: 'line',
        source: 'counties',
        'source-layer': 'districts',
        paint: { 'line-color': colour('--map-line'), 'line-width': 1 },
      },
      {
        id: 'province-borders',
        type: 'line',
        source: 'provinces',
        'source-layer': 'districts',
        paint: { 'line-color': colour('--map-line'), 'line-width': 1.8 },
      },
      {
        id: 'rings',
        type: 'line',
        source: 'rings',
        paint: { 'line-color': colour('--brand'), 'line-width': 1.25, 'line-opacity': 0.55, 'line-dasharray': [3, 3] },
      },
      {
        id: 'others',
        type: 'circle',
        source: 'others',
        paint: {
          'circle-radius': 3.5,
          'circle-color': colour('--map-label'),
          'circle-opacity': 0.45,
          'circle-stroke-width': 1,
          'circle-stroke-color': colour('--surface'),
        },
      },
      names('provinces', { maxzoom: 7 }),
      names('counties', { minzoom: 7 }),
    ],
  };
}

/**
 * Opens the map in an element. It draws what the service itself gives: districts, how far one walks, stations; nothing
 * is asked of anybody else.
 */
export function openMap(element: HTMLElement, centre: LonLat | null, on: On): CourierMap {
  const map = new Maps({
    container: element,
    style: style(),
    center: centre ? [centre.lon, centre.lat] : [104, 35],
    zoom: centre ? 13.5 : 2.6,
    minZoom: 2,
    maxZoom: 18,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');

  let ready = false;
  let gone = false;
  /** Somebody is moving the pin: what comes meanwhile leaves it in their hand. */
  let held = false;
  let wanted: View | null = null;
  let me: Marker | null = null;
  let framed = '';
  const marks = new Map<string, Marker>();
  const minutes: Marker[] = [];

  map.on('load', () => {
    ready = true;
    if (wanted) draw(wanted);
    void layRoads();
  });
  const busy = (is: boolean) => element.setAttribute('aria-busy', String(is));
  map.on('dataloading', () => busy(true));
  map.on('movestart', () => busy(true));
  map.on('idle', () => busy(false));
  // A tile that does not come leaves plain ground; the page itself tells that the network is away.
  map.on('error', () => undefined);
  map.on('moveend', () => {
    if (!ready || !wanted) return;
    makeRoom(wanted);
    placeMinutes(wanted);
  });
  map.on('click', (event) => {
    if ((event.originalEvent.target as Element).closest('.mark')) return;
    on.tap({ lon: event.lngLat.lng, lat: event.lngLat.lat });
  });

  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const { lng, lat } = map.getCenter();
    on.tap({ lon: lng, lat });
  });

  /** Arrow keys move the pin; where they leave it is where the list looks from. */
  function movedByKeys(pin: HTMLElement): void {
    let moved: ReturnType<typeof setTimeout> | undefined;
    const drop = () => {
      if (moved === undefined || !me) return;
      clearTimeout(moved);
      moved = undefined;
      held = false;
      const { lng, lat } = me.getLngLat();
      on.pin({ lon: lng, lat });
    };
    pin.addEventListener('keydown', (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow || !me) return;
      event.preventDefault();
      event.stopPropagation();
      const step = event.shiftKey ? KEY_PIXELS_FAR : KEY_PIXELS;
      me.setLngLat(map.unproject(map.project(me.getLngLat()).add(new Point(arrow[0] * step, arrow[1] * step))));
      held = true;
      clearTimeout(moved);
      moved = setTimeout(drop, KEYS_REST_MS);
    });
    pin.addEventListener('blur', drop);
  }

  /** Roads under the rest, where the service was started with some. */
  async function layRoads(): Promise<void> {
    const { data } = await api.GET('/tiles/roads.json').catch(() => ({ data: undefined }));
    if (gone || !data || data.bounds === null) return;
    map.addSource('roads', { type: 'vector', tiles: ownTiles(data.tiles), minzoom: 8, maxzoom: 14 });
    for (const layer of ROADS) map.addLayer({ ...layer, paint: { ...layer.paint, 'line-color': colour('--map-line') } }, 'reach');
  }

  function name(selector: string, words: string): void {
    for (const attribute of ['aria-label', 'title']) element.querySelector(selector)?.setAttribute(attribute, words);
  }

  /** What stands in the map's corners: it says whether something of this half a size around a point would lie under that. */
  function corners(): (at: Point, half: { x: number; y: number }) => boolean {
    const { left, top } = element.getBoundingClientRect();
    const boxes = [...element.parentElement!.querySelectorAll('.maplibregl-ctrl-bottom-right, .map-key')].map((one) => one.getBoundingClientRect());
    return ({ x, y }, half) =>
      boxes.some((box) => left + x + half.x > box.left && left + x - half.x < box.right && top + y + half.y > box.top && top + y - half.y < box.bottom);
  }

  function source(name: string): GeoJSONSource {
    return map.getSource(name) as GeoJSONSource;
  }

  function draw(view: View): void {
    map.getCanvas().setAttribute('aria-label', view.words.map);
    name('.maplibregl-ctrl-zoom-in', view.words.zoomIn);
    name('.maplibregl-ctrl-zoom-out', view.words.zoomOut);
    source('others').setData({
      type: 'FeatureCollection',
      features: view.others.map(({ lon, lat }) => ({
        type: 'Feature',
        properties: {},
        geometry: { type: 'Point', coordinates: [lon, lat] },
      })),
    });
    drawMe(view);
    drawMarks(view);
    frame(view);
    makeRoom(view);
    placeMinutes(view);
  }

  function drawMe(view: View): void {
    const { me: place } = view;
    minutes.splice(0).forEach((label) => label.remove());
    if (!place) {
      me?.remove();
      me = null;
      source('rings').setData(NOTHING);
      return;
    }
    source('rings').setData({
      type: 'FeatureCollection',
      features: RINGS_MINUTES.map((time) => ({
        type: 'Feature',
        properties: { minutes: time },
        geometry: { type: 'Polygon', coordinates: [ring(place, reachMetres(time, 'walk'))] },
      })),
    });
    for (const time of RINGS_MINUTES) {
      const label = document.createElement('span');
      label.className = 'ring-label';
      label.textContent = `${time} ${view.words.minutes}`;
      label.setAttribute('aria-hidden', 'true');
      minutes.push(new Marker({ element: label }).setLngLat([place.lon, place.lat]).addTo(map));
    }
    if (!me) {
      const pin = document.createElement('div');
      pin.className = 'me';
      pin.tabIndex = 0;
      pin.setAttribute('role', 'button');
      movedByKeys(pin);
      me = new Marker({ element: pin, draggable: true, anchor: 'bottom' }).setLngLat([place.lon, place.lat]).addTo(map);
      me.on('dragstart', () => (held = true));
      me.on('dragend', () => {
        held = false;
        const at = me!.getLngLat();
        on.pin({ lon: at.lng, lat: at.lat });
      });
    }
    me.getElement().setAttribute('aria-label', view.words.pin);
    if (!held) me.setLngLat([place.lon, place.lat]);
  }

  function drawMarks(view: View): void {
    const now = new Set(view.marks.map(({ id }) => id));
    for (const [id, marker] of marks) {
      if (!now.has(id)) {
        marker.remove();
        marks.delete(id);
      }
    }
    for (const mark of view.marks) {
      let marker = marks.get(mark.id);
      if (!marker) {
        const button = document.createElement('button');
        button.type = 'button';
        button.addEventListener('click', (event) => {
          event.stopPropagation();
          on.pick(mark.id);
        });
        marker = new Marker({ element: button }).setLngLat([mark.place.lon, mark.place.lat]).addTo(map);
        marks.set(mark.id, marker);
      }
      const element = marker.getElement();
      for (const name of [...element.classList]) if (!name.startsWith('maplibregl')) element.classList.remove(name);
      element.classList.add('mark', mark.state);
      element.classList.toggle('synthetic', mark.synthetic);
      element.classList.toggle('picked', mark.picked);
      element.textContent = String(mark.number);
      element.setAttribute('aria-label', mark.label);
      element.style.zIndex = String(mark.picked ? 1000 : 100 - mark.number);
    }
  }

  /** A mark that has no room, under a nearer one or at the edge, shows no number until there is some. */
  function makeRoom(view: View): void {
    const { clientWidth: width, clientHeight: height } = element;
    const size = MARK_REM * rem();
    const covered = corners();
    const taken: Point[] = [];
    for (const { id, place, picked } of [...view.marks].sort((a, b) => Number(b.picked) - Number(a.picked))) {
      const at = map.project([place.lon, place.lat]);
      const inside = at.x > size / 2 && at.x < width - size / 2 && at.y > size / 2 && at.y < height - size / 2;
      const free = inside && !covered(at, { x: size / 2, y: size / 2 }) && taken.every((other) => Math.hypot(other.x - at.x, other.y - at.y) > size);
      const mark = marks.get(id)?.getElement();
      mark?.classList.toggle('crowded', !free && !picked);
      // Keys go to what is seen; the list has them all.
      if (mark) mark.tabIndex = free || (picked && inside) ? 0 : -1;
      if (free) taken.push(at);
    }
  }

  /** Puts the minutes of each ring where they are seen and cover nothing: on the freest of its points, the upper ones first, or nowhere. */
  function placeMinutes(view: View): void {
    if (!view.me) return;
    const taken = view.marks.map(({ place }) => place).map(({ lon, lat }) => map.project([lon, lat]));
    // The pin stands on its place: from there up it covers what is behind it.
    const pin = map.project([view.me.lon, view.me.lat]);
    for (const up of PIN_PIXELS) taken.push(pin.sub(new Point(0, up)));
    const { clientWidth: width, clientHeight: height } = element;
    const label = { x: LABEL_REM.x * rem(), y: LABEL_REM.y * rem() };
    const covered = corners();
    minutes.forEach((words, i) => {
      const free = ring(view.me!, reachMetres(RINGS_MINUTES[i]!, 'walk')).map((point, turn) => {
        const at = map.project(point);
        const seen = at.x > label.x && at.x < width - label.x && at.y > label.y && at.y < height - label.y && !covered(at, label);
        const apart = Math.min(...taken.map((other) => Math.hypot((other.x - at.x) / 1.6, other.y - at.y)));
        // Ring points go once around from the north; the south is last.
        return { point, at, seen: seen && apart > CLOSE_REM * rem(), worth: (seen ? 1000 : 0) + Math.min(apart, 40) - Math.min(turn, 72 - turn) / 4 };
      });
      const best = free.reduce((a, b) => (b.worth > a.worth ? b : a));
      words.setLngLat(best.point).getElement().hidden = !best.seen;
      if (best.seen) taken.push(best.at);
    });
  }

  /**
   * Shows me, the nearest few and how far one walks in ten minutes, on a wide map in fifteen: once for each place and
   * list; afterwards the map is the person's.
   */
  function frame(view: View): void {
    const near = view.marks.slice(0, 3).map(({ place }) => place);
    const minutes = element.clientWidth > 600 ? 15 : 10;
    // A shared station in another city: what lies between is no map of either.
    const guest = view.me && near[0] && distanceMetres(view.me, near[0]) > FAR_METRES ? near[0] : null;
    const from = guest ?? view.me;
    const walked = from ? ring(from, reachMetres(minutes, 'walk')).map(([lon, lat]) => ({ lon, lat })) : [];
    const all = [...(guest ? [] : near), ...walked];
    const key = JSON.stringify([view.me, near[0], near.length]);
    if (all.length === 0 || key === framed) return;
    framed = key;
    const lons = all.map(({ lon }) => lon);
    const lats = all.map(({ lat }) => lat);
    const bounds: LngLatBoundsLike = [
      [Math.min(...lons), Math.min(...lats)],
      [Math.max(...lons), Math.max(...lats)],
    ];
    // A low map has no room to spare.
    const spare = Math.min(1, element.clientHeight / ROOMY_PIXELS);
    const { top, bottom, left, right } = view.padding;
    map.fitBounds(bounds, { padding: { top: top * spare, bottom: bottom * spare, left, right }, maxZoom: 15.5, animate: false });
  }

  return {
    show(view) {
      wanted = view;
      if (ready) draw(view);
    },
    flyTo(place) {
      map.easeTo({ center: [place.lon, place.lat], duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300 });
    },
    focus() {
      map.getCanvas().focus({ preventScroll: true });
    },
    redraw() {
      for (const { id } of ROADS) if (map.getLayer(id)) map.setPaintProperty(id, 'line-color', colour('--map-line'));
      for (const layer of style().layers) {
        for (const [name, value] of Object.entries(layer.paint ?? {})) {
          if (name.endsWith('color')) map.setPaintProperty(layer.id, name as never, value as never);
        }
        if (layer.type === 'symbol') map.setLayoutProperty(layer.id, 'text-size', 0.75 * rem());
      }
    },
    remove() {
      gone = true;
      map.remove();
    },
  };
}
