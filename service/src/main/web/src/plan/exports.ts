import { signal } from '@preact/signals';
import { api } from '../shared/api/client';
import type { Failure } from '../shared/failure';
import { language } from '../shared/language';
import { ask, askShapes, type Asked } from './ask';
import { coverage, coverageQuestion, rows } from './figures';
import { gaps } from './gaps';
import { mapCanvas } from './mapFocus';
import { view } from './look';
import { atWork, here } from './place';
import { toCsv, toFile, toGeoJson, undecided } from './scenario';
import { rejected, suggested } from './suggest';
import { scenario } from './whatIf';
import { question, writeView } from './view';
import { changeName, say } from './words';

/** Why an export did not come. */
export const exportFailure = signal<Failure | null>(null);
export const exporting = signal(false);

function download(name: string, type: string, content: string | Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const stem = () => `yizhan-${here.value?.adcode ?? 'china'}-${coverage.value?.dataset_version ?? ''}`;

export function saveScenario(): void {
  const at = atWork.value;
  if (!at) return;
  const file = toFile(
    scenario.value.changes,
    { adcode: at.adcode, name: at.name, view: writeView(view.value), version: coverage.value?.dataset_version ?? null },
    new Date(),
  );
  download(`${stem()}-scenario.json`, 'application/json', JSON.stringify(file, null, 2));
}

/** What the figures stand on, which every line repeats: named as the service names it in its own files. */
function said(): Record<string, string | number | null> {
  const { standard, filter, demand_source: demand } = coverage.value ?? {};
  const listed = (codes: string[] | undefined) => codes?.join(',') || null;
  return {
    demand_dataset: demand?.dataset ?? null,
    demand_hour: demand?.hour ?? null,
    network: listed(filter?.network),
    tier: listed(filter?.tier),
    amenity: listed(filter?.amenity),
    open_at: filter?.open_at ?? null,
    mode: standard?.mode ?? null,
    minutes: standard?.minutes ?? null,
    speed_kmh: standard?.speed_kmh ?? null,
    detour: standard?.detour ?? null,
    method: standard?.method ?? null,
  };
}

type Cells = (string | number | null)[][];

/** What is looked at: gaps, changes and suggestions at their desks, else the table as it is sorted now. */
export function exportCsv(): void {
  const { desk } = view.value;
  const lines = desk === 'gaps' ? gapLines() : desk === 'sites' ? siteLines() : districtLines();
  // What the figures are of goes along with each line, for lines of two files are put together.
  const of = { ...said(), dataset_version: coverage.value?.dataset_version ?? null };
  const [head, ...rest] = lines;
  download(`${stem()}${desk === 'districts' ? '' : `-${desk}`}.csv`, 'text/csv;charset=utf-8', toCsv([[...head!, ...Object.keys(of)], ...rest.map((line) => [...line, ...Object.values(of)])]));
}

function districtLines(): Cells {
  return [
    ['adcode', 'cell', 'name', 'level', 'stations', 'area_m2', 'covered_area_m2', 'area_ratio', 'demand', 'covered_demand', 'demand_ratio', 'uncovered_demand', 'stations_per_10k_workers', 'worst_distance_m', 'worst_lon', 'worst_lat'],
    ...rows.value.map((row) => [
      row.adcode,
      row.cell?.id ?? null,
      row.name,
      row.level,
      row.stations,
      row.area_m2,
      row.covered_area_m2,
      row.area_ratio,
      row.demand,
      row.covered_demand,
      row.demand_ratio,
      row.uncovered_demand,
      row.stations_per_10k_workers,
      row.worst_distance_m,
      ...lonLat(row.worst_point),
    ]),
  ];
}

function gapLines(): Cells {
  const at = atWork.value;
  return [
    ['adcode', 'name', 'gap', 'area_m2', 'uncovered_demand', 'nearest_station', 'worst_distance_m', 'worst_lon', 'worst_lat'],
    ...(gaps.value?.features ?? []).map(({ properties: gap }, i) => [
      at?.adcode ?? null,
      at?.name ?? null,
      i + 1,
      gap.area_m2,
      gap.demand,
      gap.nearest_station?.id ?? null,
      gap.nearest_station?.distance_m ?? null,
      ...lonLat(gap.worst_point),
    ]),
  ];
}

function siteLines(): Cells {
  const at = atWork.value;
  const of = [at?.adcode ?? null, at?.name ?? null];
  return [
    ['adcode', 'district', 'kind', 'id', 'name', 'lon', 'lat', 'from_lon', 'from_lat', 'rank', 'gained_demand'],
    ...toGeoJson(scenario.value.changes, changeName).features.map(({ id, geometry, properties: one }) => [...of, one.change, id, one.name, ...lonLat(geometry), one.from_lon, one.from_lat, null, null]),
    ...openSuggestions().map(({ id, geometry, properties: one }) => [...of, 'suggested_site', id, one.name, ...lonLat(geometry), null, null, one.rank, one.gained_demand]),
  ];
}

const lonLat = (point: { coordinates: number[] } | null | undefined) => [point?.coordinates[0] ?? null, point?.coordinates[1] ?? null];
const openSuggestions = () => undecided(suggested.value?.features ?? [], rejected.value, scenario.value.changes);

/** Everything that has a place: gaps where they are looked at, changes, suggestions; else the districts with their shapes. */
export async function exportGeoJson(): Promise<void> {
  const version = coverage.value?.dataset_version ?? null;
  const features: unknown[] = [];
  if (view.value.desk !== 'districts') {
    for (const gap of gaps.value?.features ?? []) features.push({ ...gap, properties: { kind: 'gap', ...gap.properties } });
    for (const one of toGeoJson(scenario.value.changes, changeName).features) features.push({ ...one, properties: { kind: 'change', ...one.properties } });
    for (const one of openSuggestions()) features.push({ ...one, properties: { kind: 'suggested_site', ...one.properties } });
  } else {
    const answer = await waitedFor(askShapes(coverageQuestion()));
    if (!answer.ok) return;
    features.push(...answer.value.features);
  }
  download(`${stem()}.geojson`, 'application/geo+json', JSON.stringify({ type: 'FeatureCollection', dataset_version: version, crs_name: 'wgs84', ...said(), features }));
}

/** The report on the district that is looked into, as the service prints it: with its map and scale, gaps and method. */
export async function exportReport(): Promise<void> {
  const at = here.value;
  if (!at) return;
  const answer = await waitedFor(
    ask(
      api.GET('/v1/coverage/{adcode}/report', {
        params: { path: { adcode: at.adcode }, query: { ...question(view.value), format: 'pdf', lang: language.value } },
        parseAs: 'blob',
      }) as Promise<{ data?: Blob; error?: unknown; response: Response }>,
    ),
  );
  if (answer.ok) download(`${stem()}.pdf`, 'application/pdf', answer.value);
}

async function waitedFor<T>(answer: Promise<Asked<T>>): Promise<Asked<T>> {
  exportFailure.value = null;
  exporting.value = true;
  const came = await answer;
  exporting.value = false;
  if (!came.ok) exportFailure.value = came.failure;
  return came;
}

/** What is looked at, laid out for paper, the scenario and what was suggested with it; the map goes along as a picture. */
export function printReport(): void {
  const canvas = mapCanvas();
  const picture = document.querySelector<HTMLImageElement>('#report-map');
  const title = document.title;
  const go = () => {
    document.title = `${say('reportTitle')} ${here.value?.name ?? say('country')} ${coverage.value?.dataset_version ?? ''}`;
    window.print();
    document.title = title;
  };
  if (canvas && picture) {
    picture.onload = go;
    picture.src = canvas.toDataURL('image/png');
  } else {
    go();
  }
}
