import { batch, computed, effect, signal } from '@preact/signals';
import type { MultiPolygon } from 'polygon-clipping';
import type { Failure } from '../shared/failure';
import { remember, remembered } from '../shared/language';
import {
  abilities,
  ask,
  askDocument,
  post,
  type Abilities,
  type Amenity,
  type Coverage,
  type District,
  type DistrictFeature,
  type Gaps,
  type Job,
  type Network,
  type Sites,
  type StationFeature,
  type Tried,
} from './ask';
import { breaks, sorted, together } from './rows';
import { NO_CHANGES, change, fromFile, nextId, request, type Change, type FileFault, type Place, type Scenario } from './scenario';
import { openAt, question, readView, writeView, type Level, type View } from './view';

/** A whole country of counties; the service allows more. */
const MOST_ROWS = 5000;
const MOST_GAPS = 200;
const CELLS_ACROSS = 40;

/** A dataset of demand, by its name. */
interface Need {
  name: string;
  title_zh?: string;
  unit: string;
}

/* What the person looks at. */
export const view = signal<View>(readView(location.search));
export const picked = signal<string | null>(null);
export const hovered = signal<string | null>(null);
export const pickedGap = signal<number | null>(null);
export const pickedStation = signal<StationFeature | null>(null);
export const placing = signal(false);
export const playing = signal(false);
export const theme = signal<'light' | 'dark' | null>(asTheme(remembered('yizhan.theme')));

/* What the page knows. */
export const can = signal<Abilities | null>(null);
export const networks = signal<Network[]>([]);
export const amenities = signal<Amenity[]>([]);
export const demands = signal<Need[]>([]);
export const path = signal<District[]>([]);
export const pathFailure = signal<Failure | null>(null);
export const coverage = signal<Coverage | null>(null);
export const coverageFailure = signal<Failure | null>(null);
export const loading = signal(true);
export const gaps = signal<Gaps | null>(null);
export const gapsFailure = signal<Failure | null>(null);
export const gapsLoading = signal(false);
export const day = signal<ReadonlyMap<number, { area: number | null; demand: number | null }>>(new Map());

/* What would be done. */
export const scenario = signal<Scenario>(NO_CHANGES);
export const tried = signal<Tried | null>(null);
export const trying = signal(false);
export const triedFailure = signal<Failure | null>(null);
export const moved = signal<{ gained: MultiPolygon; lost: MultiPolygon } | null>(null);
export const job = signal<Job | null>(null);
export const jobFailure = signal<Failure | null>(null);
export const suggested = signal<Sites | null>(null);
export const rejected = signal<ReadonlySet<string>>(new Set());
export const fileFault = signal<FileFault | 'other-version' | null>(null);

export const here = computed<District | null>(() => path.value.at(-1) ?? null);
export const found = computed(() => coverage.value?.rows ?? []);
export const rows = computed(() => sorted(found.value, view.value.sort.by, view.value.sort.up));
export const cuts = computed(() => breaks(found.value, view.value.measure));
export const sum = computed(() => together(found.value));
export const unit = computed(() => coverage.value?.demand_source?.unit ?? null);
export const synthetic = computed(
  () => networks.value.length > 0 && networks.value.every((one) => one.positions === 'synthetic'),
);

/** The level that is listed: the one asked for, else what lies below. */
export const level = computed<Level>(() => {
  const { level: asked, parent } = view.value;
  const above = here.value?.adcode === parent ? here.value?.level : undefined;
  const allowed = levelsBelow(above ?? (parent === null ? null : byCode(parent)));
  return asked !== null && allowed.includes(asked) ? asked : allowed[0]!;
});

function byCode(adcode: string): string {
  return adcode.endsWith('0000') ? 'province' : adcode.endsWith('00') ? 'city' : adcode.length > 6 ? 'town' : 'county';
}

/** Which levels can be listed under a district of this one; null = under none. */
export function levelsBelow(above: string | null): Level[] {
  switch (above) {
    case null:
      return ['province', 'city', 'county'];
    case 'province':
      return ['city', 'county'];
    case 'city':
      return ['county'];
    default:
      return ['cell'];
  }
}

/** Gaps and sites are questions about one city or county. */
export const atWork = computed(() => (here.value !== null && here.value.level !== 'province' ? here.value : null));

export function look(next: Partial<View>): void {
  const was = view.value;
  const now = { ...was, ...next };
  if (now.parent !== was.parent) {
    now.level = next.level ?? null;
    picked.value = null;
    if (now.parent === null || byCode(now.parent) === 'province') now.desk = 'districts';
  }
  view.value = now;
}

/** Goes into a district, or picks it where there is nothing below. */
export function enter(adcode: string): void {
  look({ parent: adcode });
}

function write(): void {
  const text = writeView(view.value, location.search);
  if (text === location.search) return;
  const before = readView(location.search);
  const address = location.pathname + text + location.hash;
  // Going into a district is a step that "back" takes back; a filter is none.
  if (before.parent !== view.value.parent) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
}

const knows = (parameter: string) => can.value?.coverage.has(parameter) ?? false;

export function coverageQuestion(now = new Date()): Record<string, string | number> {
  const asked = question(view.value, knows, now);
  if (view.value.parent !== null) asked['parent'] = view.value.parent;
  asked['level'] = level.value;
  if (level.value === 'cell') asked['cell_m'] = cellMetres();
  asked['limit'] = MOST_ROWS;
  return asked;
}

/** Cells of a size that some forty stand side by side, in steps that people say. */
export function cellMetres(): number {
  const side = Math.sqrt(here.value?.area_m2 ?? 0) / CELLS_ACROSS;
  return [250, 500, 1000, 2000, 5000, 10_000, 20_000].find((step) => step >= side) ?? 50_000;
}

const kept = new Map<string, Coverage>();
let turn = 0;
let retry: ReturnType<typeof setTimeout> | undefined;

export async function askCoverage(): Promise<void> {
  if (can.value === null) return;
  // Cells are as large as their district asks for, which has to be known first.
  if (level.value === 'cell' && here.value?.adcode !== view.value.parent) {
    turn++;
    loading.value = pathFailure.value === null;
    return;
  }
  const asked = coverageQuestion();
  const key = JSON.stringify(asked);
  const mine = ++turn;
  clearTimeout(retry);
  const known = kept.get(key);
  if (known) {
    take(known);
    loading.value = false;
    return;
  }
  loading.value = true;
  const answer = await ask<Coverage>('/v1/coverage', asked);
  if (mine !== turn) return;
  loading.value = false;
  if (!answer.ok) {
    coverageFailure.value = answer.failure;
    if (answer.failure.kind === 'problem' && answer.failure.status === 503) {
      retry = setTimeout(() => void askCoverage(), 1000 * (answer.failure.kind === 'problem' ? (answer.failure.retryAfterSeconds ?? 3) : 3));
    }
    return;
  }
  if (kept.size > 60) kept.clear();
  kept.set(key, answer.value);
  take(answer.value);
}

function take(answer: Coverage): void {
  batch(() => {
    if (coverage.value?.dataset_version !== answer.dataset_version) kept.clear();
    coverage.value = answer;
    coverageFailure.value = null;
    const { hour } = view.value;
    if (hour !== null) {
      const all = together(answer.rows);
      day.value = new Map(day.value).set(hour, { area: all.areaRatio, demand: all.demandRatio });
    }
  });
}

async function askPath(): Promise<void> {
  const { parent } = view.value;
  if (parent === null) {
    path.value = [];
    pathFailure.value = null;
    return;
  }
  const above: District[] = [];
  for (let at: string | null = parent; at !== null && above.length < 5; ) {
    const known: District | undefined = path.peek().find((one) => one.adcode === at);
    if (known) {
      above.unshift(known);
      at = known.parent;
      continue;
    }
    const answer: { ok: true; value: DistrictFeature } | { ok: false; failure: Failure } = await ask<DistrictFeature>(
      `/v1/districts/${at}`,
      { geometry: 'false' },
    );
    if (view.value.parent !== parent) return;
    if (!answer.ok) {
      if (at === parent) pathFailure.value = answer.failure;
      break;
    }
    above.unshift(answer.value.properties);
    at = answer.value.properties.parent;
  }
  if (above.length > 0) pathFailure.value = null;
  path.value = above;
}

async function askGaps(adcode: string): Promise<void> {
  gapsLoading.value = true;
  pickedGap.value = null;
  const asked = question(view.value, (name) => can.value?.gaps.has(name) ?? false, new Date());
  const answer = await ask<Gaps>(`/v1/coverage/${adcode}/gaps`, {
    ...asked,
    limit: MOST_GAPS,
    simplify_m: can.value?.gaps.has('simplify_m') ? 10 : null,
  });
  if (atWork.value?.adcode !== adcode) return;
  gapsLoading.value = false;
  if (answer.ok) {
    gaps.value = answer.value;
    gapsFailure.value = null;
  } else {
    gapsFailure.value = answer.failure;
  }
}

export function reaskGaps(): void {
  if (atWork.value) void askGaps(atWork.value.adcode);
}

/* Scenario. */
export function act(next: Change): void {
  scenario.value = change(scenario.value, next);
}

export function addStation(place: Place, name: string, isSuggested = false): void {
  act({ kind: 'add', id: nextId(scenario.value), place, name, ...(isSuggested ? { suggested: true } : {}) });
}

let trial: AbortController | null = null;

async function tryChanges(adcode: string, changes: readonly Change[]): Promise<void> {
  trial?.abort();
  const mine = (trial = new AbortController());
  trying.value = true;
  const asked = question(view.value, (name) => name !== 'hour' || (can.value?.coverage.has(name) ?? false), new Date());
  let answer;
  try {
    answer = await post<Tried>(`/v1/coverage/${adcode}/what-if`, asked, request(changes), mine.signal);
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

async function drawDifference(changes: readonly Change[]): Promise<void> {
  const radius = coverage.value?.standard.radius_m;
  if (!radius || view.value.method !== 'circle') {
    moved.value = null;
    return;
  }
  const { difference, touched } = await import('./discs');
  const boxes = touched(changes, radius);
  const near = new Map<string, { id: string; place: Place }>();
  for (const box of boxes) {
    const answer = await ask<{ features: StationFeature[] }>('/v1/stations', {
      bbox: box.map((degree) => degree.toFixed(6)).join(','),
      limit: 1000,
      network: view.value.network.join(','),
      tier: view.value.tier.join(','),
      amenity: view.value.amenity.join(','),
      open_at: view.value.hour === null ? null : openAt(view.value.hour, new Date()),
    });
    if (scenario.value.changes !== changes) return;
    if (!answer.ok) continue;
    for (const one of answer.value.features) {
      if (one.properties.status === null || one.properties.status === 'open') {
        near.set(one.id, { id: one.id, place: { lon: one.geometry.coordinates[0], lat: one.geometry.coordinates[1] } });
      }
    }
  }
  moved.value = difference(changes, [...near.values()], radius);
}

/** Opens a scenario from a file; what cannot be understood leaves everything as it is. */
export function openFile(text: string): void {
  const read = fromFile(text);
  if ('fault' in read) {
    fileFault.value = read.fault;
    return;
  }
  const { file } = read;
  batch(() => {
    const seen = readView(file.view);
    view.value = { ...seen, parent: file.adcode, desk: 'sites' };
    const before = (scenarioOf === file.adcode ? scenario.value : shelf.get(file.adcode)) ?? NO_CHANGES;
    const opened = { changes: file.changes, past: [...before.past, before.changes], future: [] };
    shelf.set(file.adcode, opened);
    if (scenarioOf === file.adcode) scenario.value = opened;
    fileFault.value =
      file.dataset_version !== null && coverage.value && file.dataset_version !== coverage.value.dataset_version ? 'other-version' : null;
  });
}

/* Suggestions. */
let events: EventSource | null = null;

export async function suggest(k: number, objective: 'mclp' | 'p_median'): Promise<void> {
  const at = atWork.value;
  if (!at) return;
  stopFollowing();
  batch(() => {
    job.value = null;
    jobFailure.value = null;
    suggested.value = null;
    rejected.value = new Set();
  });
  const { mode, minutes, speedKmh, detour, hour } = view.value;
  const body: Record<string, unknown> = { objective, k, mode };
  if (minutes !== null) body['minutes'] = minutes;
  if (speedKmh !== null) body['speed_kmh'] = speedKmh;
  if (detour !== null) body['detour'] = detour;
  if (hour !== null) body['hour'] = hour;
  const answer = await post<Job>(`/v1/coverage/${at.adcode}/sites`, {}, body);
  if (!answer.ok) {
    jobFailure.value = answer.failure;
    return;
  }
  follow(answer.value);
}

function follow(first: Job): void {
  job.value = first;
  if (first.status === 'done') {
    void takeResult(first);
    return;
  }
  events = new EventSource(first.links.events);
  const heard = (event: MessageEvent<string>) => {
    const now = JSON.parse(event.data) as Job;
    job.value = now;
    if (now.status !== 'queued' && now.status !== 'running') {
      stopFollowing();
      if (now.status === 'done') void takeResult(now);
    }
  };
  for (const name of ['queued', 'running', 'done', 'failed', 'cancelled', 'lost']) events.addEventListener(name, heard);
}

async function takeResult(of: Job): Promise<void> {
  const answer = await ask<Sites>(of.links.result);
  if (job.value?.id !== of.id) return;
  if (answer.ok) suggested.value = answer.value;
  else jobFailure.value = answer.failure;
}

function stopFollowing(): void {
  events?.close();
  events = null;
}

export async function cancelJob(): Promise<void> {
  if (!job.value) return;
  const answer = await ask<Job>(job.value.links.self, {}, { method: 'DELETE' });
  if (!answer.ok) jobFailure.value = answer.failure;
}

/* Play. */
let player: ReturnType<typeof setTimeout> | undefined;

/** Goes through the hours, each as soon as the one before is drawn and has been seen. */
export function play(on: boolean): void {
  clearTimeout(player);
  playing.value = on;
  if (!on) return;
  const step = () => {
    if (!playing.value) return;
    if (loading.value) {
      player = setTimeout(step, 80);
      return;
    }
    look({ hour: ((view.value.hour ?? 23) + 1) % 24 });
    player = setTimeout(step, 900);
  };
  step();
}

export async function pickStation(id: string): Promise<void> {
  const answer = await ask<StationFeature>(`/v1/stations/${encodeURIComponent(id)}`);
  if (answer.ok) pickedStation.value = answer.value;
}

function asTheme(word: string | null): 'light' | 'dark' | null {
  return word === 'light' || word === 'dark' ? word : null;
}

let scenarioOf: string | null = null;
const shelf = new Map<string, Scenario>();

/** Starts the page: what the service can do, then the questions, each time something that they are made of changes. */
export async function begin(): Promise<void> {
  theme.subscribe((now) => {
    if (now) document.documentElement.dataset['theme'] = now;
    else delete document.documentElement.dataset['theme'];
    remember('yizhan.theme', now);
  });
  window.addEventListener('popstate', () => (view.value = readView(location.search)));
  effect(write);
  const parentOf = computed(() => view.value.parent);
  effect(() => {
    void parentOf.value;
    queueMicrotask(() => void askPath());
  });
  const asked = await askDocument();
  if (!asked.ok) {
    loading.value = false;
    coverageFailure.value = asked.failure;
    setTimeout(() => void begin(), 4000);
    return;
  }
  can.value = abilities(asked.value);
  void learnWords();
  effect(() => {
    // Read here so that a change of any asks anew.
    void [view.value, here.value?.adcode, level.value, can.value, pathFailure.value];
    queueMicrotask(() => void askCoverage());
  });
  const gapsOf = computed(() => {
    const { desk, mode, minutes, speedKmh, detour, method, network, tier, amenity, hour, demand } = view.value;
    if (atWork.value === null || (desk === 'districts' && level.value !== 'cell')) return null;
    return [atWork.value.adcode, JSON.stringify([mode, minutes, speedKmh, detour, method, network, tier, amenity, hour, demand])].join(' ');
  });
  effect(() => {
    const of = gapsOf.value;
    queueMicrotask(() => {
      if (of === null) gaps.value = null;
      else void askGaps(of.split(' ')[0]!);
    });
  });
  effect(() => {
    const at = atWork.value;
    if (!at || at.adcode === scenarioOf) return;
    // Each city and county has a scenario of its own, which waits while another is looked at.
    if (scenarioOf !== null) shelf.set(scenarioOf, scenario.peek());
    scenarioOf = at.adcode;
    stopFollowing();
    batch(() => {
      scenario.value = shelf.get(at.adcode) ?? NO_CHANGES;
      tried.value = null;
      suggested.value = null;
      job.value = null;
      jobFailure.value = null;
      placing.value = false;
    });
  });
  const trialOf = computed(() => {
    const { desk: _, measure: __, sort: ___, level: ____, ...rest } = view.value;
    return JSON.stringify(rest);
  });
  effect(() => {
    const { changes } = scenario.value;
    const at = atWork.value;
    void [trialOf.value, coverage.value?.standard.radius_m];
    queueMicrotask(() => {
      if (changes.length === 0 || !at || !can.value?.whatIf) {
        tried.value = null;
        moved.value = null;
        triedFailure.value = null;
        return;
      }
      void tryChanges(at.adcode, changes);
      void drawDifference(changes);
    });
  });
  const dayOf = computed(() => {
    const { parent, mode, minutes, speedKmh, detour, method, network, tier, amenity, demand } = view.value;
    return JSON.stringify([parent, level.value, mode, minutes, speedKmh, detour, method, network, tier, amenity, demand]);
  });
  effect(() => {
    // A day is of one place and one question.
    void dayOf.value;
    day.value = new Map();
  });
}

async function learnWords(): Promise<void> {
  const [nets, words, needs] = await Promise.all([
    ask<{ networks: Network[] }>('/v1/networks'),
    ask<{ categories: { amenities: Amenity[] }[] }>('/v1/amenities'),
    can.value?.demand ? ask<{ demand?: Need[]; datasets?: Need[] }>('/v1/demand') : null,
  ]);
  batch(() => {
    if (nets.ok) networks.value = nets.value.networks;
    if (words.ok) amenities.value = words.value.categories.flatMap((one) => one.amenities);
    if (needs?.ok) demands.value = needs.value.datasets ?? needs.value.demand ?? [];
  });
}

/** A station carried elsewhere; where it really stands is asked, for the mouse took it only near by. */
export async function moveStation(id: string, name: string, near: Place, to: Place): Promise<void> {
  const answer = await ask<StationFeature>(`/v1/stations/${encodeURIComponent(id)}`);
  const from = answer.ok ? { lon: answer.value.geometry.coordinates[0], lat: answer.value.geometry.coordinates[1] } : near;
  act({ kind: 'move', id, name, from, place: to });
}
