import { batch, computed, effect, signal } from '@preact/signals';
import type { MultiPolygon } from 'polygon-clipping';
import { api } from '../shared/api/client';
import type { Failure } from '../shared/failure';
import { ask, askStation, type Station, type Tried } from './ask';
import { coverage } from './figures';
import { view } from './look';
import { atWork } from './place';
import { NO_CHANGES, change, fromFile, nextId, request, type Change, type FileFault, type Place, type Scenario } from './scenario';
import { filter, question, readView } from './view';

/** What would be done; each city and county has a scenario of its own. */
export const scenario = signal<Scenario>(NO_CHANGES);
export const tried = signal<Tried | null>(null);
export const trying = signal(false);
export const triedFailure = signal<Failure | null>(null);
/** Where circles reach that did not, and the other way round. */
export const moved = signal<{ gained: MultiPolygon; lost: MultiPolygon } | null>(null);
/** Whether the next click on the map is a new station. */
export const placing = signal(false);
export const pickedStation = signal<Station | null>(null);
export const fileFault = signal<FileFault | 'other-version' | null>(null);

export function act(next: Change): void {
  scenario.value = change(scenario.value, next);
}

export function addStation(place: Place, name: string, isSuggested = false): void {
  act({ kind: 'add', id: nextId(scenario.value), place, name, ...(isSuggested ? { suggested: true } : {}) });
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

/** Where a point is; nowhere is no place. */
export function placeOf(point: { coordinates: number[] } | null): Place {
  const [lon = NaN, lat = NaN] = point?.coordinates ?? [];
  return { lon, lat };
}

let trial: AbortController | null = null;

async function tryChanges(adcode: string, changes: readonly Change[]): Promise<void> {
  trial?.abort();
  const mine = (trial = new AbortController());
  trying.value = true;
  let answer;
  try {
    answer = await ask(
      api.POST('/v1/coverage/{adcode}/what-if', {
        params: { path: { adcode }, query: question(view.value, new Date()) },
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
  }
}

/** Colours what circles gain and lose; areas over roads are the service's to know. */
async function drawDifference(changes: readonly Change[]): Promise<void> {
  const radius = coverage.value?.standard.radius_m;
  if (!radius || coverage.value?.standard.method !== 'circle') {
    moved.value = null;
    return;
  }
  const { difference, touched } = await import('./discs');
  const near = new Map<string, { id: string; place: Place }>();
  for (const bbox of touched(changes, radius)) {
    const answer = await ask(api.GET('/v1/stations', { params: { query: { bbox: bbox.map((degree) => Number(degree.toFixed(6))), limit: 1000, ...filter(view.value, new Date()) } } }));
    if (scenario.value.changes !== changes) return;
    if (!answer.ok) continue;
    for (const one of answer.value.features) {
      if (one.properties.status === null || one.properties.status === 'open') near.set(one.id, { id: one.id, place: placeOf(one.geometry) });
    }
  }
  moved.value = difference(changes, [...near.values()], radius);
}

const shelf = new Map<string, Scenario>();
let scenarioOf: string | null = null;

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
      placing.value = false;
    });
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
