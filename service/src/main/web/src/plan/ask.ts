import { api, type Schemas } from '../shared/api/client';
import type { paths } from '../shared/api/schema';
import { ask } from '../shared/ask';

export { ask, type Asked } from '../shared/ask';

/* Answers, as the service's own document has them. */
export type Coverage = Schemas['CoverageAnswer'];
export type CoverageQuery = NonNullable<paths['/v1/coverage']['get']['parameters']['query']>;
export type District = Schemas['DistrictProperties'];
export type DistrictFeature = Schemas['FeatureGeometryDistrictProperties'];
export type Gaps = Schemas['GapsAnswer'];
export type GapsQuery = NonNullable<paths['/v1/coverage/{adcode}/gaps']['get']['parameters']['query']>;
export type Tried = Schemas['WhatIfAnswer'];
export type Changes = Schemas['WhatIfRequest'];
export type Station = Schemas['StationAnswer'];
export type StationsQuery = NonNullable<paths['/v1/stations']['get']['parameters']['query']>;
export type Stations = Schemas['FeatureCollectionPointShapeStationProperties'];
export type Job = Schemas['JobAnswer'];
export type Sites = Schemas['SitesAnswer'];
export type SitesQuestion = paths['/v1/coverage/{adcode}/sites']['post']['requestBody']['content']['application/json'];
export type Datum = NonNullable<SitesQuestion['candidates_crs']>;
export type Network = Schemas['CataloguesNetworkEntry'];
export type Amenity = Schemas['CataloguesAmenityEntry'];
export type Demand = Schemas['DemandAnswerLoaded'];
export type BaseMap = Schemas['BaseMapControllerBaseMap'];

/** Rows of coverage; the same call has other forms for other readers. */
export const askRows = (query: CoverageQuery) => ask(api.GET('/v1/coverage', { params: { query } }) as Promise<{ data?: Coverage; error?: unknown; response: Response }>);

/** The same with the shapes of the districts: the wider the place, the fewer corners a map of it needs. */
export const askShapes = (query: CoverageQuery) =>
  ask(
    api.GET('/v1/coverage', { params: { query: { ...query, format: 'geojson', simplify_m: query.parent === undefined ? 1000 : query.parent.endsWith('0000') ? 200 : 50 } } }) as Promise<{
      data?: Schemas['CoverageFeatures'];
      error?: unknown;
      response: Response;
    }>,
  );

/** Gaps as features; the same call has a table and a layer for other readers. */
export const askGapsOf = (adcode: string, query: GapsQuery) =>
  ask(api.GET('/v1/coverage/{adcode}/gaps', { params: { path: { adcode }, query } }) as Promise<{ data?: Gaps; error?: unknown; response: Response }>);

/** What a job found; the same call has a table for spreadsheets. */
export const askResult = (id: string) =>
  ask(api.GET('/v1/jobs/{id}/result', { params: { path: { id } } }) as Promise<{ data?: Sites; error?: unknown; response: Response }>);

export const askDistrict = (adcode: string, geometry: boolean) =>
  ask(api.GET('/v1/districts/{adcode}', { params: { path: { adcode }, query: { geometry } } }));

/** Districts by their names, the sounds of these, or how their codes begin. */
export const findDistricts = (words: string, limit: number) =>
  ask(api.GET('/v1/districts', { params: { query: { q: words, geometry: false, limit } } }));

export const askStation = (id: string) => ask(api.GET('/v1/stations/{id}', { params: { path: { id } } }));
