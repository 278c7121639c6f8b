import { computed, signal } from '@preact/signals';
import { isInChina } from '../shared/china';
import { remember, remembered } from '../shared/language';
import { distanceMetres, type LonLat } from '../shared/measure';

/** Where the courier is, and how the page knows. */
export interface Standing extends LonLat {
  how: 'located' | 'pinned' | 'picked';
  /** What the place is called, where somebody named it. */
  name: string | null;
  accuracyMetres: number | null;
}

/** What became of the question to the phone. */
export type Locating = 'idle' | 'asking' | 'slow' | 'refused' | 'failed' | 'outside' | 'inaccurate' | 'done';

const RECENT = 'yizhan.places';
const RECENT_COUNT = 5;
/** Nearer than this, two recent places are one. */
const SAME_PLACE_METRES = 300;
const SLOW_AFTER_MS = 4000;
const GIVE_UP_AFTER_MS = 20_000;
/** A position worse than this is worth a look at the pin. */
const INACCURATE_METRES = 500;

/** What is asked of the phone. */
const WANTED: PositionOptions = { enableHighAccuracy: true, timeout: GIVE_UP_AFTER_MS, maximumAge: 30_000 };
/** How often somebody who may be riding is looked for, and how far away another place begins. */
const FOLLOW_EVERY_MS = 60_000;
const FOLLOW_METRES = 100;

export const standing = signal<Standing | null>(null);
export const locating = signal<Locating>('idle');
/** When the phone last said where it is. */
export const locatedAt = signal(0);
/** How often the phone was asked in vain, one time after the other. */
export const refusals = signal(0);
/** A place is on its way: the page is laid out for it already, so that nothing jumps when it comes. */
export const expecting = signal(false);
export const recent = signal<Standing[]>(readRecent());

function readRecent(): Standing[] {
  try {
    const kept = JSON.parse(remembered(RECENT) ?? '[]') as Standing[];
    return Array.isArray(kept) ? kept.filter(({ lon, lat }) => Number.isFinite(lon) && Number.isFinite(lat)) : [];
  } catch {
    return [];
  }
}

/** Takes a place to look from, and remembers it on this phone. */
export function stand(place: Standing): void {
  standing.value = place;
  recent.value = withRecent(recent.value, place);
  remember(RECENT, JSON.stringify(recent.value));
}

/** The places with this one in front; one near by gives way to it, and so does where the phone was before. */
export function withRecent(places: readonly Standing[], place: Standing): Standing[] {
  const passed = (other: Standing) => place.how === 'located' && other.how === 'located';
  const others = places.filter((other) => distanceMetres(other, place) > SAME_PLACE_METRES && !passed(other));
  return [place, ...others].slice(0, RECENT_COUNT);
}

/** Gives the place that one stands at a name, once it is known. */
export function nameStanding(name: string): void {
  const now = standing.value;
  if (now && now.name === null) stand({ ...now, name });
}

/** Whether the phone is at it. */
export const isLocating = computed(() => locating.value === 'asking' || locating.value === 'slow');

/** Asks the phone where it is. Whatever it says, or does not say, ends in one of the states above. */
export function locate(): void {
  if (!('geolocation' in navigator)) {
    locating.value = 'failed';
    return;
  }
  locating.value = 'asking';
  const slow = setTimeout(() => {
    if (locating.value === 'asking') locating.value = 'slow';
  }, SLOW_AFTER_MS);
  const end = (state: Locating) => {
    clearTimeout(slow);
    // Somebody who picked a place meanwhile keeps it.
    if (isLocating.value) {
      locating.value = state;
      refusals.value = state === 'refused' || state === 'failed' || state === 'outside' ? refusals.value + 1 : 0;
    }
    expecting.value = false;
  };
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const place = { lon: coords.longitude, lat: coords.latitude };
      const wanted = isLocating.value;
      if (!isInChina(place)) {
        end('outside');
        return;
      }
      end(coords.accuracy > INACCURATE_METRES ? 'inaccurate' : 'done');
      if (!wanted) return;
      locatedAt.value = Date.now();
      stand({ ...place, how: 'located', name: null, accuracyMetres: coords.accuracy });
    },
    (error) => end(error.code === error.PERMISSION_DENIED ? 'refused' : 'failed'),
    WANTED,
  );
}

let followedAt = 0;

/** Asks the phone anew about somebody whom it had located, without a word: a ride goes on while the page is looked at. */
export function follow(): void {
  const old = Date.now() - Math.max(locatedAt.value, followedAt) > FOLLOW_EVERY_MS;
  if (standing.value?.how !== 'located' || isLocating.value || !old) return;
  followedAt = Date.now();
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const place = { lon: coords.longitude, lat: coords.latitude };
      const before = standing.value;
      // Somebody who picked a place meanwhile keeps it.
      if (before?.how !== 'located' || isLocating.value || !isInChina(place)) return;
      locatedAt.value = Date.now();
      if (distanceMetres(before, place) > Math.max(FOLLOW_METRES, coords.accuracy)) {
        stand({ ...place, how: 'located', name: null, accuracyMetres: coords.accuracy });
      }
    },
    () => undefined,
    { ...WANTED, maximumAge: 0 },
  );
}

/** Whether the person has allowed it before. Nobody who has not is asked before they ask themselves. */
export async function mayLocate(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'geolocation' });
    if (state === 'denied') locating.value = 'refused';
    return state === 'granted';
  } catch {
    return false; // A browser that does not tell is asked when the person asks.
  }
}

/** Stops waiting for the phone: a place was chosen by hand. */
export function standByHand(place: Standing): void {
  locating.value = 'idle';
  stand(place);
}
