import { failureOf, type Failure } from '../shared/failure';
import type { Row } from './rows';

export type Asked<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/**
 * One call. Coverage, what-if and sites are asked by their address and not by the generated client: the page shows only
 * what the document of the service that it talks to has, which may be older or newer than the page.
 */
export async function ask<T>(path: string, query: Record<string, string | number | null> = {}, init: RequestInit = {}): Promise<Asked<T>> {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== '') words.set(name, String(value));
  const text = words.toString();
  let response: Response;
  try {
    response = await fetch(text === '' ? path : `${path}?${text}`, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return { ok: false, failure: { kind: 'unreachable' } };
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: body as T };
  return { ok: false, failure: failureOf(body, response) };
}

export function post<T>(path: string, query: Record<string, string | number | null>, body: unknown, signal?: AbortSignal): Promise<Asked<T>> {
  return ask<T>(path, query, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

/** What the service can do, from its own document. */
export interface Abilities {
  /** Whether a parameter of GET /v1/coverage is known. */
  coverage: ReadonlySet<string>;
  levels: ReadonlySet<string>;
  gaps: ReadonlySet<string>;
  whatIf: boolean;
  sites: boolean;
  demand: boolean;
  map: boolean;
}

interface Document {
  paths: Record<string, Record<string, { parameters?: { name: string; in: string; schema?: { enum?: string[] } }[] }>>;
}

export function abilities(document: Document): Abilities {
  const parameters = (path: string) => document.paths[path]?.['get']?.parameters?.filter((one) => one.in === 'query') ?? [];
  const coverage = parameters('/v1/coverage');
  return {
    coverage: new Set(coverage.map((one) => one.name)),
    levels: new Set(coverage.find((one) => one.name === 'level')?.schema?.enum ?? []),
    gaps: new Set(parameters('/v1/coverage/{adcode}/gaps').map((one) => one.name)),
    whatIf: document.paths['/v1/coverage/{adcode}/what-if']?.['post'] !== undefined,
    sites:
      document.paths['/v1/coverage/{adcode}/sites']?.['post'] !== undefined &&
      document.paths['/v1/jobs/{id}/events']?.['get'] !== undefined,
    demand: document.paths['/v1/demand']?.['get'] !== undefined,
    map: document.paths['/tiles/districts.json']?.['get'] !== undefined,
  };
}

export const askDocument = () => ask<Document>('/openapi.json');

export interface Standard {
  mode: 'walk' | 'ebike';
  minutes: number;
  speed_kmh: number;
  detour: number;
  method: string;
  radius_m: number;
}

export interface DemandSource {
  name?: string;
  unit?: string;
  title_zh?: string;
  title_en?: string | null;
  positions?: string;
}

export interface Coverage {
  standard: Standard;
  demand_source?: DemandSource | null;
  demand_choice?: string[];
  dataset_version: string | null;
  total: number;
  rows: Row[];
  outside: { stations: number; ids: string[]; demand: number | null };
}

export interface District {
  adcode: string;
  name: string;
  level: string;
  parent: string | null;
  area_m2: number;
}

export interface DistrictFeature {
  id: string;
  geometry: { type: string; coordinates: unknown } | null;
  properties: District;
}

export interface Gap {
  id: string;
  geometry: { type: string; coordinates: number[][][] };
  properties: {
    area_m2: number;
    demand: number | null;
    worst_point: { type: string; coordinates: number[] } | null;
    nearest_station: { id: string; distance_m: number } | null;
  };
}

export interface Gaps {
  type: 'FeatureCollection';
  features: Gap[];
  standard: Standard;
  dataset_version: string | null;
  total?: number;
  adcode: string;
  name: string;
  gap_area_m2: number;
  area_ratio: number;
  uncovered_demand?: number | null;
  demand_source?: DemandSource | null;
}

export interface Served {
  stations: number;
  covered_area_m2: number;
  area_ratio: number;
  covered_demand: number | null;
  demand_ratio: number | null;
  mean_distance_m: number | null;
  worst_distance_m: number | null;
}

export interface Tried {
  adcode: string;
  dataset_version: string | null;
  standard: Standard;
  demand_source?: DemandSource | null;
  districts: {
    adcode: string;
    name: string;
    level: string;
    area_m2: number;
    demand: number | null;
    before: Served;
    after: Served;
    gains: { area_m2: number; demand: number | null };
    losses: { area_m2: number; demand: number | null };
  }[];
}

export interface StationFeature {
  id: string;
  geometry: { type: string; coordinates: [number, number] };
  properties: { name: string; status: string | null; network: string; tier: string | null; amenities: string[]; position_quality?: string | null };
}

export interface Job {
  id: string;
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'lost';
  stage: string | null;
  gap: number | null;
  failure: string | null;
  links: { self: string; events: string; result: string };
  result: Sites | null;
}

export interface Sites {
  features: {
    id: string;
    geometry: { type: string; coordinates: [number, number] };
    properties: { rank: number; name: string | null; gained_demand: number };
  }[];
  demand_unit: string;
  value: number | null;
  bound: number | null;
  gap: number | null;
  proven_optimal: boolean;
  solver: string | null;
  demand: { total: number; covered_before: number; covered_after: number; ratio_before: number | null; ratio_after: number | null };
  area: { ratio_before: number; ratio_after: number };
  reasons: string[];
  notes: string[];
}

export interface Network {
  code: string;
  name_zh: string;
  name_en: string | null;
  adcode?: string | null;
  positions?: string;
  tiers?: { code: string; name_zh: string; name_en: string | null }[];
}

export interface Amenity {
  code: string;
  name_zh: string;
  name_en: string;
}
