import { batch, computed, effect, signal } from '@preact/signals';
import type { MultiPolygon } from 'polygon-clipping';
import { api } from '../shared/api/client';
import { remember, remembered } from '../shared/session';
import type { Failure } from '../shared/failure';
import { againAfterMs } from './again';
import { ask, askStation, type Asked, type Station, type Stations, type StationsQuery, type Tried } from './ask';
import { byCircles, coverage } from './figures';
import { view } from './look';
import { atWork } from './place';
import { NO_CHANGES, change, fromFile, fromShelf, nextId, request, type Change, type FileFault, type Place, type Scenario } from './scenario';
import { spot } from './spot';
import { filter, question, readView } from './view';

/** What would be done; each city and county has a scenario of its own. */
export const scenario = signal<Scenario>(NO_CHANGES);
export const tried = signal<Tried | null>(null);
export const trying = signal(false);
export const triedFailure = signal<Failure | null>(null);
/** Where circles reach that did not, and the other way round. */
export const moved = signal<{ gained: MultiPolygon; lost: MultiPolygon } | null>(null);
/** Whether the next place that is picked on the map is a new station. */
export const placing = signal(false);
/** The station that the next place that is picked is for. */
export const carrying = signal<Station | null>(null);
/** Whether the map waits for a place. */
export const armed = computed(() => placing.value || carrying.value !== null);
export const pickedStation = signal<Station | null>(null);
export const fileFault = signal<FileFault | 'other-version' | null>(null);

export function act(next: Change): void {
  turnTo(change(scenario.value, next));
}

/** Another state of the scenario; what was wrong with a file is then no longer of interest. */
export function turnTo(next: Scenario): void {
  batch(() => {
    scenario.value = next;
    fileFault.value = null;
  });
}

/** A new station; `rank`: of the suggestion that it was. */
export function addStation(place: Place, name = '', rank?: number): void {
  // A card that is open speaks of another station.
  pickedStation.value = null;
  act({ kind: 'add', id: nextId(scenario.value, rank), place, name, ...(rank === undefined ? {} : { suggested: true, from: place }) });
}

/** A place was picked on the map, for what waits for one. */
export function putDown(place: Place): void {
  const station = carrying.value;
  const isNew = placing.value;
  letGo();
  if (station) act({ kind: 'move', id: station.id, name: station.properties.name, from: placeOf(station.geometry), place });
  else if (isNew) addStation(place);
}

/** Nothing waits for a place any more. */
export function letGo(): void {
  batch(() => {
    placing.value = false;
    carrying.value = null;
  });
}

/** A station carried elsewhere; where it really stands is asked, for the hand took it only near by. */
export async function moveStation(id: string, name: string, near: Place, to: Place): Promise<void> {
  const answer = await askStation(id);
  act({ kind: 'move', id, name, from: answer.ok ? placeOf(answer.value.geometry) : near, place: to });
}

export async function pickStation(id: string): Promise<void> {
  const answer = await askStation(id);
  if (answer.ok) pickedStation.value = answer.value;
}

/** Picks a station that was named beside the map, and has the map show it. */
export async function showStation(id: string, near?: Place): Promise<void> {
  await pickStation(id);
  const station = pickedStation.value;
  if (station?.id === id) spot.value = { place: placeOf(station.geometry), label: station.properties.name, ...(near && { near }) };
}

/** Where a point is; nowhere is no place. */
export function placeOf(point: { coordinates: number[] } | null): Place {
  const [lon = NaN, lat = NaN] = point?.coordinates ?? [];
  return { lon, lat };
}

let trial: AbortController | null = null;
let again: ReturnType<typeof setTimeout> | undefined;

async function tryChanges(adcode: string, changes: readonly Change[]): Promise<void> {
  trial?.abort();
  clearTimeout(again);
  const mine = (trial = new AbortController());
  trying.value = true;
  let answer;
  try {
    answer = await ask(
      api.POST('/v1/coverage/{adcode}/what-if', {
        params: { path: { adcode }, query: question(view.value) },
        body: request(changes, view.value.amenity, view.value.hour),
        signal: mine.signal,
      }),
    );
  } catch {
    return; // A later change has taken over.
  }
  if (mine.signal.aborted) return;
  trying.value = false;
  if (answer.ok) {
    tried.value = answer.value;
    triedFailure.value = null;
  } else {
    triedFailure.value = answer.failure;
    const later = againAfterMs(answer.failure);
    if (later !== null) again = setTimeout(retryChanges, later);
  }
}

/** Tries once more what had no answer. */
export function retryChanges(): void {
  const at = atWork.value;
  if (at && scenario.value.changes.length > 0) void tryChanges(at.adcode, scenario.value.changes);
}

/**
 * Colours what circles gain and lose; areas over roads are the service's to know. Without all stations near by nothing is
 * coloured, for one that is missing would make others' land look new.
 */
async function drawDifference(changes: readonly Change[]): Promise<void> {
  const radius = coverage.value?.standard.radius_m;
  if (!radius || !byCircles.value) {
    moved.value = null;
    return;
  }
  const { difference, touched } = await import('./discs');
  const near = new Map<string, { id: string; place: Place }>();
  const asked = filter(view.value);
  for (const bbox of touched(changes, radius)) {
    let cursor: string | null = null;
    do {
      const query: StationsQuery = { bbox: bbox.map((degree) => Number(degree.toFixed(6))), limit: 1000, ...asked, ...(cursor !== null && { cursor }) };
      const answer: Asked<Stations> = await ask(api.GET('/v1/stations', { params: { query } }));
      if (scenario.value.changes !== changes) return;
      if (!answer.ok) {
        moved.value = null;
        return;
      }
      for (const one of answer.value.features) {
        if (one.properties.status === null || one.properties.status === 'open') near.set(one.id, { id: one.id, place: placeOf(one.geometry) });
      }
      cursor = answer.value.next_cursor;
    } while (cursor !== null);
  }
  moved.value = difference(changes, [...near.values()], radius);
}

const SHELF = 'yizhan.scenarios';
/** Kept for as long as the window is open, a reload included. */
const shelf = new Map<string, Scenario>(fromShelf(remembered(SHELF)).map(([adcode, changes]) => [adcode, { ...NO_CHANGES, changes }]));
let scenarioOf: string | null = null;
let openedFor: string | null = null;

/** Opens a scenario from a file; what cannot be understood leaves everything as it is. */
export function openFile(text: string): void {
  const read = fromFile(text);
  if ('fault' in read) {
    fileFault.value = read.fault;
    return;
  }
  const { file } = read;
  batch(() => {
    view.value = { ...readView(file.view), parent: file.adcode, desk: 'sites' };
    const before = (scenarioOf === file.adcode ? scenario.value : shelf.get(file.adcode)) ?? NO_CHANGES;
    const opened = { changes: file.changes, past: [...before.past, before.changes], future: [] };
    shelf.set(file.adcode, opened);
    if (scenarioOf === file.adcode) scenario.value = opened;
    else openedFor = file.adcode;
    fileFault.value =
      file.dataset_version !== null && coverage.value && file.dataset_version !== coverage.value.dataset_version ? 'other-version' : null;
  });
}

/** Tries every change as it is made; takes the scenario of a district from the shelf when one comes to it. */
export function beginWhatIf(): void {
  effect(() => {
    const at = atWork.value;
    if (!at || at.adcode === scenarioOf) return;
    if (scenarioOf !== null) shelf.set(scenarioOf, scenario.peek());
    scenarioOf = at.adcode;
    batch(() => {
      scenario.value = shelf.get(at.adcode) ?? NO_CHANGES;
      tried.value = null;
      // What is said of a file is said where it was opened for.
      if (openedFor !== at.adcode) fileFault.value = null;
      openedFor = null;
      letGo();
    });
  });
  effect(() => {
    const { changes } = scenario.value;
    if (scenarioOf === null) return;
    shelf.set(scenarioOf, scenario.peek());
    const all = [...shelf].map(([adcode, one]) => [adcode, one.changes] as const).filter(([, one]) => one.length > 0);
    remember(SHELF, changes.length === 0 && all.length === 0 ? null : JSON.stringify(all));
  });
  // What waits for a place waits at this desk alone, and a fault is of the file that was just opened.
  const desk = computed(() => view.value.desk);
  effect(() => {
    if (desk.value === 'sites') return;
    letGo();
    fileFault.value = null;
  });
  const asked = computed(() => {
    const { desk: _, measure: __, sort: ___, level: ____, ...rest } = view.value;
    return JSON.stringify([rest, coverage.value?.standard, coverage.value?.dataset_version]);
  });
  effect(() => {
    const { changes } = scenario.value;
    const at = atWork.value;
    void asked.value;
    queueMicrotask(() => {
      if (changes.length === 0 || !at) {
        trial?.abort();
        batch(() => {
          trying.value = false;
          tried.value = null;
          moved.value = null;
          triedFailure.value = null;
        });
        return;
      }
      void tryChanges(at.adcode, changes);
      void drawDifference(changes);
    });
  });
}
