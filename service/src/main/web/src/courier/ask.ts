import { api, fetchWithin, type Schemas } from '../shared/api/client';
import { ask, type Asked } from '../shared/ask';
import type { Failure } from '../shared/failure';
import { distanceMetres, durationSeconds, squareAround, type LonLat } from '../shared/measure';
import { deadOfNight, meets, nearestFirst, type Near, type Question } from './choose';
import type { Region, Station } from './kept';

/** How far around a place is kept for the road. */
const REGION_METRES = 10_000;
const LEAST_REGION_METRES = 1000;
const REGION_PAGES = 3;
/** Stations asked for at once: what a thumb scrolls through. */
const SOME = 30;
/** How far the service looks where nothing is near. */
const FAR_METRES = 50_000;
/** Stations that words find. */
export const FOUND = 20;
/** Where the phone has to choose among them, as many as the service gives. */
const ALL = 100;
/** Who stands in the street waits no longer than this; what the phone keeps has been shown long before. */
const fetch = fetchWithin(15_000);

type Listed = Schemas['FeatureCollectionPointShapeStationProperties'];
type NearestFeature = Schemas['NearestAnswer']['features'][number];

export interface Answer {
  near: Near[];
  datasetVersion: string | null;
  widened: boolean;
  stale: boolean;
  /** The same stations before the phone chose among them: what a region may take over. */
  seen: Station[];
}

function fromNearest(feature: NearestFeature): Near {
  const { distance_m, duration_s, links, distance_kind, bearing_deg, ...properties } = feature.properties;
  const station: Station = { id: feature.id, place: lonLat(feature.geometry), properties, links };
  return {
    station,
    distanceMetres: distance_m,
    walkSeconds: duration_s,
    ebikeSeconds: durationSeconds(distance_m, 'ebike'),
  };
}

function lonLat(point: { coordinates: number[] } | null): LonLat {
  return { lon: point?.coordinates[0] ?? NaN, lat: point?.coordinates[1] ?? NaN };
}

async function nearest(
  { place, needs }: Question,
  limit: number,
  openAt: string | undefined,
  signal: AbortSignal,
  radiusMetres?: number,
): Promise<Asked<Answer>> {
  const asked = await ask(
    api.GET('/v1/stations/nearest', {
      params: {
        query: {
          lon: rounded(place.lon),
          lat: rounded(place.lat),
          limit,
          ...(needs.size > 0 && { amenity: [...needs] }),
          ...(openAt && { open_at: openAt }),
          ...(radiusMetres && { radius_m: radiusMetres }),
        },
      },
      signal,
      fetch,
    }),
  );
  if (!asked.ok) return asked;
  const found = asked.value.features.map(fromNearest);
  return {
    ok: true,
    value: {
      near: found,
      datasetVersion: asked.value.dataset_version,
      widened: asked.value.widened,
      stale: asked.value.stale,
      seen: found.map(({ station }) => station),
    },
  };
}

/** Whether there is any station as far around as the service looks, whatever it offers and whenever it opens. */
export async function isServed(place: LonLat, signal: AbortSignal): Promise<boolean> {
  const asked = await nearest({ place, needs: new Set(), allDay: false, opening: 'any' }, 1, undefined, signal);
  return !asked.ok || asked.value.near.length > 0;
}

/**
 * Asks the service. "When I arrive" is another moment for each station, so the phone chooses among the nearest; where
 * those are too few, the service is asked again for what is open when one has walked past all of them.
 */
export async function askNearest(question: Question, signal: AbortSignal): Promise<Asked<Answer>> {
  if (question.allDay) return nearestAllDay(question, signal);
  if (question.opening !== 'arrival') return nearest(question, SOME, question.opening === 'now' ? 'now' : undefined, signal);

  const now = new Date();
  const first = await nearest(question, ALL, undefined, signal);
  if (!first.ok) return first;
  const all = first.value.near;
  const fitting = all.filter((candidate) => meets(question, candidate, now));
  const last = all.at(-1);
  if (fitting.length >= SOME / 3 || all.length < ALL || !last) {
    return { ok: true, value: { ...first.value, near: fitting.slice(0, SOME) } };
  }
  const arrival = new Date(now.getTime() + last.walkSeconds * 1000).toISOString();
  const farther = await nearest(question, ALL, arrival, signal);
  if (!farther.ok) return { ok: true, value: { ...first.value, near: fitting } };
  const known = new Set(fitting.map(({ station }) => station.id));
  const more = farther.value.near.filter((candidate) => !known.has(candidate.station.id) && meets(question, candidate, now));
  return { ok: true, value: { ...first.value, near: [...fitting, ...more].slice(0, SOME) } };
}

/**
 * What never closes is open at any time, and in the dead of night little else is: the phone chooses among that. Where
 * nothing near by is left, it looks as far as the service would have.
 */
async function nearestAllDay(question: Question, signal: AbortSignal): Promise<Asked<Answer>> {
  const now = new Date();
  const night = deadOfNight(now).toISOString();
  const chosen = async (radiusMetres?: number) => {
    const asked = await nearest(question, ALL, night, signal, radiusMetres);
    if (asked.ok) asked.value.near = asked.value.near.filter((candidate) => meets(question, candidate, now)).slice(0, SOME);
    return asked;
  };
  const close = await chosen();
  if (!close.ok || close.value.near.length > 0 || close.value.widened || close.value.seen.length === 0) return close;
  const far = await chosen(FAR_METRES);
  if (far.ok) far.value.widened = far.value.near.length > 0;
  return far.ok ? far : close;
}

/** Six decimals are a tenth of a metre; more would only make every question another one. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

/** One station by its id. */
export async function askStation(id: string): Promise<Asked<Station>> {
  const asked = await ask(api.GET('/v1/stations/{id}', { params: { path: { id } }, fetch }));
  if (!asked.ok) return asked;
  return { ok: true, value: { id, place: lonLat(asked.value.geometry), properties: asked.value.properties, links: null } };
}

/** What is found by words: stations, those around a place first and nearest first, and districts. */
export async function search(
  words: string,
  around: LonLat | null,
  signal: AbortSignal,
): Promise<Asked<{ stations: Station[]; districts: Place[] }>> {
  const [close, anywhere, districts] = await Promise.all([
    around && ask(api.GET('/v1/stations', { params: { query: { q: words, bbox: squareAround(around, FAR_METRES).map(rounded), limit: 100 } }, signal, fetch })),
    ask(api.GET('/v1/stations', { params: { query: { q: words, limit: FOUND } }, signal, fetch })),
    ask(api.GET('/v1/districts', { params: { query: { q: words, geometry: false, limit: 6 } }, signal, fetch })),
  ]);
  if (!anywhere.ok) return anywhere;
  const features = [...(close?.ok ? close.value.features : []), ...anywhere.value.features];
  const stations = [...new Map(features.map((feature) => [feature.id, listed(feature)])).values()];
  return {
    ok: true,
    value: {
      stations: nearestFirst(stations, around).slice(0, FOUND),
      districts: districts.ok ? districts.value.features.map((d) => ({ adcode: d.id, name: d.properties.name })) : [],
    },
  };
}

function listed(feature: { id: string; geometry: { coordinates: number[] } | null; properties: Station['properties'] }): Station {
  return { id: feature.id, place: lonLat(feature.geometry), properties: feature.properties, links: null };
}

export interface Place {
  adcode: string;
  name: string;
}

export async function askDistricts(parent: string | null): Promise<Asked<Place[]>> {
  const asked = await ask(
    api.GET('/v1/districts', {
      params: { query: { ...(parent ? { parent } : { level: 'province' as const }), geometry: false, limit: 1000 } },
      fetch,
    }),
  );
  if (!asked.ok) return asked;
  return { ok: true, value: asked.value.features.map((d) => ({ adcode: d.id, name: d.properties.name })) };
}

/** Where to look from: amid these stations; where there are none, amid the shape of their district. */
export async function placeAmid(
  whose: { network: string[] } | { district: string },
  adcode: string | null,
): Promise<Asked<LonLat>> {
  const stations = await ask(api.GET('/v1/stations', { params: { query: { ...whose, limit: 1000 } }, fetch }));
  if (!stations.ok) return stations;
  if (stations.value.features.length > 0) {
    const places = stations.value.features.map((feature) => lonLat(feature.geometry));
    const middle = { lon: median(places.map(({ lon }) => lon)), lat: median(places.map(({ lat }) => lat)) };
    // The station next to the middle is a place where one can be; the middle itself may lie in a lake.
    return { ok: true, value: places.reduce((a, b) => (distanceMetres(middle, a) <= distanceMetres(middle, b) ? a : b)) };
  }
  if (adcode === null) return { ok: false, failure: NOWHERE };
  const shape = await ask(api.GET('/v1/districts/{adcode}', { params: { path: { adcode } }, fetch }));
  if (!shape.ok) return shape;
  const points = positions(shape.value.geometry?.coordinates);
  return { ok: true, value: { lon: median(points.map(([lon]) => lon)), lat: median(points.map(([, lat]) => lat)) } };
}

const NOWHERE: Failure = { kind: 'problem', status: 404, type: 'about:blank', detail: '', retryAfterSeconds: null };

function positions(coordinates: unknown): [number, number][] {
  if (!Array.isArray(coordinates)) return [];
  if (typeof coordinates[0] === 'number') return [coordinates as [number, number]];
  return coordinates.flatMap(positions);
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** The stations around a place, to be kept, or those nearer by where a phone would not hold all; null where they did not come. */
export async function askAround(place: LonLat, seen: readonly Station[], radiusMetres = REGION_METRES): Promise<Region | null> {
  const stations: Station[] = [];
  let version: string | null = null;
  let cursor: string | null = null;
  for (let page = 0; page < REGION_PAGES; page++) {
    const asked: Asked<Listed> = await ask(
      api.GET('/v1/stations', {
        params: { query: { bbox: squareAround(place, radiusMetres).map(rounded), limit: 1000, ...(cursor !== null && { cursor }) } },
      }),
    );
    if (!asked.ok) return null;
    stations.push(...asked.value.features.map(listed));
    version = asked.value.dataset_version;
    cursor = asked.value.next_cursor;
    if (cursor === null) break;
  }
  // A list that was cut short may lack the nearest.
  if (cursor !== null && radiusMetres > LEAST_REGION_METRES) return askAround(place, seen, radiusMetres / 2);
  if (version === null) return null;
  const links = new Map(seen.map((station) => [station.id, station.links]));
  return {
    centre: place,
    radiusMetres,
    datasetVersion: version,
    keptAt: new Date().toISOString(),
    stations: stations.map((station) => ({ ...station, links: links.get(station.id) ?? null })),
  };
}

/** Whether a region has something to say about a place. */
export function reaches(region: Region, place: LonLat): boolean {
  return distanceMetres(region.centre, place) < region.radiusMetres;
}

