import type { Changes } from './ask';

/** A place, WGS 84. */
export interface Place {
  lon: number;
  lat: number;
}

/** One thing that the planner would do. */
export type Change =
  /** Without a name it is called by its number. `from`: where it was suggested, if it was. */
  | { kind: 'add'; id: string; place: Place; name: string; suggested?: boolean; from?: Place }
  | { kind: 'move'; id: string; place: Place; name: string; from: Place }
  | { kind: 'close'; id: string; name: string; from: Place };

/** What would be done to the stations of a district; immutable, with what came before and what was taken back. */
export interface Scenario {
  changes: readonly Change[];
  past: readonly (readonly Change[])[];
  future: readonly (readonly Change[])[];
}

export const NO_CHANGES: Scenario = { changes: [], past: [], future: [] };

/** The service tries no more at once. */
export const MOST_CHANGES = 200;

function then(scenario: Scenario, changes: readonly Change[]): Scenario {
  return { changes, past: [...scenario.past, scenario.changes], future: [] };
}

/** Adds a change; a later word about the same station takes the place of the earlier one. */
export function change(scenario: Scenario, next: Change): Scenario {
  const before = scenario.changes.find((one) => one.id === next.id);
  if (!before && scenario.changes.length >= MOST_CHANGES) return scenario;
  // One that was only added here is moved by adding it elsewhere, and closed by forgetting it.
  if (before?.kind === 'add' && next.kind === 'close') return drop(scenario, next.id);
  const kept: Change =
    before?.kind === 'add' && next.kind === 'move'
      ? { ...before, place: next.place }
      : before?.kind === 'move' && next.kind !== 'add'
        ? { ...next, from: before.from }
        : next;
  const changes = before ? scenario.changes.map((one) => (one === before ? kept : one)) : [...scenario.changes, kept];
  return then(scenario, changes);
}

export function drop(scenario: Scenario, id: string): Scenario {
  const changes = scenario.changes.filter((one) => one.id !== id);
  return changes.length === scenario.changes.length ? scenario : then(scenario, changes);
}

export function undo(scenario: Scenario): Scenario {
  const before = scenario.past.at(-1);
  if (!before) return scenario;
  return { changes: before, past: scenario.past.slice(0, -1), future: [scenario.changes, ...scenario.future] };
}

export function redo(scenario: Scenario): Scenario {
  const next = scenario.future[0];
  if (!next) return scenario;
  return { changes: next, past: [...scenario.past, scenario.changes], future: scenario.future.slice(1) };
}

/** The number of a station that is added; 0 where it has none. */
export function numberOf({ id }: { id: string }): number {
  return Number(/^(?:new|site)-(\d+)$/.exec(id)?.[1] ?? 0);
}

/** A number that no added station has yet; a suggestion that is taken up keeps its rank, unless one of before has that. */
export function nextId(scenario: Scenario, rank?: number): string {
  const kind = rank === undefined ? 'new' : 'site';
  const taken = scenario.changes.filter(({ id }) => id.startsWith(`${kind}-`)).map(numberOf);
  return `${kind}-${rank !== undefined && !taken.includes(rank) ? rank : Math.max(0, ...taken) + 1}`;
}

/**
 * The question to the service. A new station is one that counts: it has the amenities that are asked for, and where an
 * hour is looked at it is open then, as any that is always open.
 */
export function request(changes: readonly Change[], amenities: readonly string[], hour: number | null): Changes {
  const six = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  const offered = {
    ...(amenities.length > 0 ? { amenities: [...amenities] } : {}),
    ...(hour === null ? {} : { hours: '24/7' }),
  };
  return {
    add: changes.flatMap((one) =>
      one.kind === 'add' ? [{ lon: six(one.place.lon), lat: six(one.place.lat), ...offered }] : [],
    ),
    move: changes.flatMap((one) =>
      one.kind === 'move' ? [{ id: one.id, lon: six(one.place.lon), lat: six(one.place.lat) }] : [],
    ),
    close: changes.flatMap((one) => (one.kind === 'close' ? [one.id] : [])),
  };
}

/** A scenario as a file: what would be done, where, seen how, on which data. */
export interface ScenarioFile {
  yizhan: 'scenario';
  format: 1;
  adcode: string;
  district: string;
  view: string;
  dataset_version: string | null;
  saved_at: string;
  changes: readonly Change[];
}

export function toFile(
  changes: readonly Change[],
  where: { adcode: string; name: string; view: string; version: string | null },
  now: Date,
): ScenarioFile {
  return {
    yizhan: 'scenario',
    format: 1,
    adcode: where.adcode,
    district: where.name,
    view: where.view,
    dataset_version: where.version,
    saved_at: now.toISOString(),
    changes,
  };
}

export type FileFault = 'not-json' | 'not-a-scenario' | 'newer-format' | 'broken-change';

/** Reads a file with care: it may come from anybody, or be something else altogether. */
export function fromFile(text: string): { file: ScenarioFile } | { fault: FileFault; at?: number } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'not-json' };
  }
  if (typeof value !== 'object' || value === null) return { fault: 'not-a-scenario' };
  const file = value as Partial<ScenarioFile>;
  if (file.yizhan !== 'scenario' || !Array.isArray(file.changes) || !/^\d{1,12}$/.test(String(file.adcode))) {
    return { fault: 'not-a-scenario' };
  }
  if (file.format !== 1) return { fault: 'newer-format' };
  const broken = file.changes.findIndex((one: unknown) => !isChange(one));
  if (broken >= 0 || file.changes.length > MOST_CHANGES) return { fault: 'broken-change', at: broken + 1 };
  return {
    file: {
      yizhan: 'scenario',
      format: 1,
      adcode: String(file.adcode),
      district: String(file.district ?? ''),
      view: typeof file.view === 'string' ? file.view : '',
      dataset_version: typeof file.dataset_version === 'string' ? file.dataset_version : null,
      saved_at: String(file.saved_at ?? ''),
      changes: file.changes,
    },
  };
}

/** Scenarios by district, as the browser kept them; whatever it does not understand is left out. */
export function fromShelf(text: string | null): [adcode: string, changes: readonly Change[]][] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((one: unknown) => {
      const [adcode, changes] = Array.isArray(one) ? (one as unknown[]) : [];
      return typeof adcode === 'string' && Array.isArray(changes) && changes.length <= MOST_CHANGES && changes.every(isChange) ? [[adcode, changes] as [string, Change[]]] : [];
    });
  } catch {
    return [];
  }
}

/** The sites that are still to be decided on: neither refused nor already among the changes, wherever they were moved since. */
export function undecided<T extends { id: string; geometry: { coordinates: number[] } | null }>(sites: readonly T[], rejected: ReadonlySet<string>, changes: readonly Change[]): T[] {
  const taken = new Set(changes.flatMap((one) => (one.kind === 'add' ? [one.from ?? one.place].map(({ lon, lat }) => `${lon} ${lat}`) : [])));
  return sites.filter((one) => !rejected.has(one.id) && !taken.has(one.geometry?.coordinates.join(' ') ?? ''));
}

function isPlace(value: unknown): value is Place {
  const { lon, lat } = (value ?? {}) as Partial<Place>;
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

function isChange(value: unknown): value is Change {
  const one = (value ?? {}) as { kind?: unknown; id?: unknown; name?: unknown; place?: unknown; from?: unknown };
  if (typeof one.id !== 'string' || typeof one.name !== 'string') return false;
  if (one.kind === 'add') return isPlace(one.place) && (one.from === undefined || isPlace(one.from));
  if (one.kind === 'move') return isPlace(one.place) && isPlace(one.from);
  return one.kind === 'close' && isPlace(one.from);
}

/** The changes as GeoJSON, WGS 84. */
export function toGeoJson(changes: readonly Change[], nameOf: (change: Change) => string) {
  return {
    type: 'FeatureCollection' as const,
    features: changes.map((one) => ({
      type: 'Feature' as const,
      id: one.id,
      geometry: { type: 'Point' as const, coordinates: one.kind === 'close' ? [one.from.lon, one.from.lat] : [one.place.lon, one.place.lat] },
      properties: {
        change: one.kind,
        name: nameOf(one),
        suggested: one.kind === 'add' && one.suggested === true,
        from_lon: one.kind === 'move' ? one.from.lon : null,
        from_lat: one.kind === 'move' ? one.from.lat : null,
      },
    })),
  };
}

/** A table as spreadsheets read it: with a byte order mark, without which Excel misreads Chinese. */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null) => {
    if (value === null) return '';
    let text = String(value);
    // A spreadsheet takes what begins so for a formula.
    if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return '\ufeff' + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
