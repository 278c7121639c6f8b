import { computed, effect, signal } from '@preact/signals';
import type { Failure } from '../shared/failure';
import { againAfterMs } from './again';
import { askDistrict, type District } from './ask';
import { towns } from './catalogue';
import { isPlannedIn, levelOf, levelsBelow } from './levels';
import { view } from './look';
import type { Level } from './view';

/** Some forty cells stand side by side in a district. */
const CELLS_ACROSS = 40;
const DEEPEST = 5;

/** The shape of the district that is looked into, once it is known. */
export const border = signal<{ adcode: string; rings: number[][][] } | null>(null);

/** The districts from the widest down to the one that is looked into. */
export const path = signal<District[]>([]);
export const pathFailure = signal<Failure | null>(null);

/** Districts that have none below them, as an answer said: a city without counties, say. */
export const leaves = signal<ReadonlySet<string>>(new Set());

export const here = computed<District | null>(() => path.value.at(-1) ?? null);

/** The levels that can be listed here, the usual one first; cells where no district lies below. */
export const levels = computed<Level[]>(() => {
  const { parent } = view.value;
  if (parent !== null && leaves.value.has(parent)) return ['cell'];
  const above = here.value?.adcode === parent ? here.value?.level : undefined;
  return levelsBelow(above ?? (parent === null ? null : levelOf(parent)), parent, towns.value);
});

/** The level that is listed: the one asked for, else what lies below. */
export const level = computed<Level>(() => {
  const { level: asked } = view.value;
  return asked !== null && levels.value.includes(asked) ? asked : levels.value[0]!;
});

/** Gaps and sites are questions about one city or county. */
export const atWork = computed(() => (here.value !== null && isPlannedIn(here.value.adcode, here.value.level) ? here.value : null));

/** The side of the cells that a district is looked at in, in steps that people say. */
export function cellMetres(): number {
  const side = Math.sqrt(here.value?.area_m2 ?? 0) / CELLS_ACROSS;
  return [250, 500, 1000, 2000, 5000, 10_000, 20_000].find((step) => step >= side) ?? 50_000;
}

let again: ReturnType<typeof setTimeout> | undefined;

async function askPath(): Promise<void> {
  const { parent } = view.value;
  clearTimeout(again);
  if (parent === null) {
    path.value = [];
    pathFailure.value = null;
    return;
  }
  const above: District[] = [];
  for (let at: string | null = parent; at !== null && above.length < DEEPEST; ) {
    const known: District | undefined = path.peek().find((one) => one.adcode === at);
    if (known) {
      above.unshift(known);
      at = known.parent;
      continue;
    }
    const answer: Awaited<ReturnType<typeof askDistrict>> = await askDistrict(at, false);
    if (view.value.parent !== parent) return;
    if (!answer.ok) {
      if (at === parent) pathFailure.value = answer.failure;
      const later = againAfterMs(answer.failure);
      if (later !== null) again = setTimeout(() => void askPath(), later);
      break;
    }
    above.unshift(answer.value.properties);
    at = answer.value.properties.parent;
  }
  if (above.length > 0) pathFailure.value = null;
  path.value = above;
}

/** Follows the view from district to district. */
export function beginPlace(): void {
  const parent = computed(() => view.value.parent);
  effect(() => {
    void parent.value;
    queueMicrotask(() => void askPath());
  });
}

export function reaskPath(): void {
  void askPath();
}
