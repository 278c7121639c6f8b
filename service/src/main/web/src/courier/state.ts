import { batch, computed, effect, signal } from '@preact/signals';
import { api, type Schemas } from '../shared/api/client';
import { ask as call, NOT_OURS, type Asked } from '../shared/ask';
import type { Failure } from '../shared/failure';
import { remember, remembered } from '../shared/language';
import { distanceMetres, type LonLat } from '../shared/measure';
import { whenQuiet } from '../shared/quiet';
import { askAround, askNearest, askStation, isServed, reaches, type Answer } from './ask';
import { choose, meets, near, type Near, type Opening, type Question } from './choose';
import { keepRegion, keptRegion, type Region, type Station } from './kept';
import { follow, locate, nameStanding, standByHand, standing, type Standing } from './place';
import { keepVisit } from './visit';

/** Older than this, what is kept is fetched anew even if the dataset version is the same: hours move on. */
const KEEP_FRESH_MS = 6 * 3600 * 1000;

/** Who waits so long for an answer is told that, and what is shown until then. */
const LATE_AFTER_MS = 4000;

/** How often the page looks at the clock, and how old a list may grow. */
const TICK_MS = 30_000;
const OLD_LIST_MS = 5 * 60_000;

/** So far away, the list of another place is wrong. */
const MOVED_METRES = 1000;

const OPENINGS: readonly Opening[] = ['now', 'arrival', 'any'];

/* What the person asks for. */
export const needs = signal<ReadonlySet<string>>(new Set());
export const allDay = signal(false);
export const opening = signal<Opening>(OPENINGS.find((word) => word === remembered('yizhan.opening')) ?? 'now');
/** Whether the person has gone on from the station that the link names. */
export const left = signal(false);
export const picked = signal<string | null>(null);
/** The station whose mark was tapped: its card is brought into sight, once. */
export const tapped = signal<string | null>(null);
/** The station that a link names or a search found: a guest in the list until the person goes elsewhere. */
export const shared = signal<Station | null>(null);

/* What the page knows. */
export const found = signal<Near[] | null>(null);
export const source = signal<'service' | 'phone' | null>(null);
export const asking = signal(false);
/** The answer takes so long that one has to be told. */
export const late = signal(false);
/** Nothing was found, and there is nothing as far as the service looks. */
export const barren = signal(false);
export const failure = signal<Failure | null>(null);
export const sharedFailure = signal<Failure | null>(null);
export const widened = signal(false);
export const stale = signal(false);
export const region = signal<Region | null>(null);
export const now = signal(new Date());
const online = signal(navigator.onLine);
export const catalogue = signal<ReadonlyMap<string, Schemas['CataloguesAmenityEntry']> | null>(readCatalogue());
export const networks = signal<Schemas['CataloguesNetworkEntry'][]>([]);
/** The service has no station anywhere: nothing that a courier could change finds one. */
export const unloaded = signal(false);

export const offline = computed(() => !online.value || failure.value?.kind === 'unreachable');

/** Where the list looks from: where the person is, and while nobody knows that, the station that the link names. */
export const origin = computed<LonLat | null>(() => standing.value ?? shared.value?.place ?? null);

/** The list as it is shown: the guest first, wherever it is. */
export const list = computed<Near[]>(() => {
  const stations = found.value ?? [];
  const guest = shared.value;
  if (!guest) return stations;
  const here = origin.value ?? guest.place;
  return [near(here, guest), ...stations.filter(({ station }) => station.id !== guest.id)];
});

export function toggleNeed(code: string): void {
  const next = new Set(needs.value);
  if (!next.delete(code)) next.add(code);
  needs.value = next;
}

export function clearNeeds(): void {
  needs.value = new Set();
  allDay.value = false;
}

export function setOpening(next: Opening): void {
  opening.value = next;
  remember('yizhan.opening', next);
}

/** Goes to another place by hand, be it one where the phone once was. A guest of the list stays behind. */
export function goTo(place: Standing): void {
  batch(() => {
    leaveGuest();
    standByHand(place.how === 'located' ? { ...place, how: 'picked', accuracyMetres: null } : place);
  });
}

/** Looks from where the phone is: a station that was looked up is left, one that a link names is where to go. */
export function goHere(): void {
  if (standing.value && standing.value.how !== 'located') leaveGuest();
  locate();
}

function leaveGuest(): void {
  left.value = true;
  shared.value = null;
  sharedFailure.value = null;
  picked.value = null;
}

/** What the phone has kept, once that was looked for: the first question to the service does not wait for it. */
const remembering = keptRegion().then((kept) => {
  region.value ??= kept;
});
let asked: AbortController | null = null;
let lookedFrom: LonLat | null = null;
let retry: ReturnType<typeof setTimeout> | undefined;
let patience: ReturnType<typeof setTimeout> | undefined;
let askedAt = 0;

const questionFrom = (place: LonLat): Question => ({ place, needs: needs.value, allDay: allDay.value, opening: opening.value });

/**
 * Asks the service, whose word counts, and answers from what the phone has until it has spoken. Where that fails, what
 * is shown stays, and the page says why.
 */
export async function ask(): Promise<void> {
  const place = origin.value;
  if (!place) return;
  const question = questionFrom(place);
  asked?.abort();
  clearTimeout(retry);
  clearTimeout(patience);
  const turn = (asked = new AbortController());
  now.value = new Date();
  askedAt = Date.now();
  asking.value = true;
  late.value = false;
  patience = setTimeout(() => (late.value = true), LATE_AFTER_MS);

  // What throws although nobody called it off is an answer that could not be read.
  const answering = askNearest(question, turn.signal).catch((): Asked<Answer> | null =>
    turn.signal.aborted ? null : { ok: false, failure: NOT_OURS },
  );
  if (region.value === null) await remembering;
  const known = region.value;
  if (turn === asked && known && reaches(known, place)) {
    found.value = choose(question, known.stations, now.value).slice(0, 30);
    source.value = 'phone';
  } else if (turn === asked && lookedFrom && distanceMetres(lookedFrom, place) > MOVED_METRES) {
    // What is near one place is no answer for another.
    found.value = null;
  }
  lookedFrom = place;
  const answer = await answering;
  // A newer question has taken over.
  if (turn !== asked || answer === null) return;
  const served = !answer.ok || answer.value.near.length > 0 || (await isServed(place, turn.signal).catch(() => true));
  if (turn !== asked) return;
  clearTimeout(patience);
  asking.value = late.value = false;
  barren.value = !served;
  if (!answer.ok) {
    failure.value = answer.failure;
    found.value ??= [];
    if (answer.failure.kind === 'problem' && answer.failure.status === 503) {
      retry = setTimeout(() => void ask(), 1000 * Math.max(1, answer.failure.retryAfterSeconds ?? 3));
    }
    return;
  }
  const { value } = answer;
  failure.value = null;
  found.value = value.near;
  source.value = 'service';
  widened.value = value.widened;
  stale.value = value.stale;
  if (value.datasetVersion === null) unloaded.value = true;
  else if (unloaded.value) void learnWords();
  const district = value.near[0]?.station.properties.district;
  if (district && (value.near[0]?.distanceMetres ?? Infinity) < 3000) nameStanding(district.name);
  // To keep a whole region is work that a tap on the list goes before.
  whenQuiet(() => {
    if (turn === asked) void refresh(place, value.datasetVersion, value.seen);
  });
}

/** Keeps the stations around for the road: when the place is another, the dataset a newer one, or the hours old. */
async function refresh(place: LonLat, version: string | null, seen: Station[]): Promise<void> {
  const known = region.value;
  const fresh =
    known &&
    known.datasetVersion === version &&
    reaches({ ...known, radiusMetres: known.radiusMetres / 2 }, place) &&
    Date.now() - Date.parse(known.keptAt) < KEEP_FRESH_MS;
  if (fresh) return;
  const next = await askAround(place, seen);
  if (!next) return;
  // The page knows at once what the phone will know.
  region.value = next;
  await keepRegion(next);
}

/** Shows the station that a link names, and what is around it if the person's own place is not known. */
export async function openShared(id: string): Promise<void> {
  const asked = await askStation(id);
  if (left.value) return;
  if (!asked.ok) {
    sharedFailure.value = asked.failure;
    await remembering;
    const kept = region.value?.stations.find((station) => station.id === id);
    if (kept) shared.value = kept;
    return;
  }
  shared.value = asked.value;
  picked.value = id;
}

function readCatalogue(): ReadonlyMap<string, Schemas['CataloguesAmenityEntry']> | null {
  try {
    const kept = remembered('yizhan.amenities');
    return kept ? new Map(JSON.parse(kept) as [string, Schemas['CataloguesAmenityEntry']][]) : null;
  } catch {
    return null;
  }
}

async function learnWords(): Promise<void> {
  const [amenities, nets] = await Promise.all([call(api.GET('/v1/amenities')), call(api.GET('/v1/networks'))]);
  if (amenities.ok) {
    const entries = amenities.value.categories.flatMap(({ amenities: list }) => list.map((entry) => [entry.code, entry] as const));
    catalogue.value = new Map(entries);
    remember('yizhan.amenities', JSON.stringify(entries));
  }
  if (nets.ok) {
    networks.value = nets.value.networks;
    unloaded.value = networks.value.length === 0;
  }
}

/** Time goes on, and so does the person: what is shown is of now and here. */
function keepUp(): void {
  if (document.hidden) return;
  now.value = new Date();
  follow();
  const place = origin.value;
  if (!place || asking.value || Date.now() - askedAt < 2 * TICK_MS) return;
  const wrong = (found.value ?? []).some((candidate) => !meets(questionFrom(place), candidate, now.value));
  if (wrong || Date.now() - askedAt > OLD_LIST_MS) void ask();
}

/** Starts the page: it asks each time something changes that a question is made of. */
export function begin(): void {
  // A place that gets its name is no other place.
  const question = computed(() => {
    const place = origin.value;
    return place && [place.lon, place.lat, ...needs.value, allDay.value, opening.value].join();
  });
  effect(() => {
    if (question.value !== null) queueMicrotask(() => void ask());
  });
  effect(() => keepVisit({ standing: standing.value, needs: [...needs.value], allDay: allDay.value, left: left.value }));
  void learnWords();
  window.addEventListener('online', () => {
    online.value = true;
    void ask();
    if (networks.value.length === 0) void learnWords();
  });
  window.addEventListener('offline', () => (online.value = false));
  document.addEventListener('visibilitychange', keepUp);
  setInterval(keepUp, TICK_MS);
}
