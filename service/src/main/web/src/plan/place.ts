import { computed, effect, signal } from '@preact/signals';
import type { Failure } from '../shared/failure';
import { askDistrict, type District } from './ask';
import { levelOf, levelsBelow } from './levels';
import { view } from './look';
import type { Level } from './view';

/** Some forty cells stand side by side in a district. */
const CELLS_ACROSS = 40;
const DEEPEST = 5;

/** The districts from the widest down to the one that is looked into. */
export const path = signal<District[]>([]);
export const pathFailure = signal<Failure | null>(null);

export const here = computed<District | null>(() => path.value.at(-1) ?? null);

/** The level that is listed: the one asked for, else what lies below. */
export const level = computed<Level>(() => {
  const { level: asked, parent } = view.value;
  const above = here.value?.adcode === parent ? here.value?.level : undefined;
  const allowed = levelsBelow(above ?? (parent === null ? null : levelOf(parent)));
  return asked !== null && allowed.includes(asked) ? asked : allowed[0]!;
});

/** Gaps and sites are questions about one city or county. */
export const atWork = computed(() => (here.value !== null && here.value.level !== 'province' ? here.value : null));

/** The side of the cells that a district is looked at in, in steps that people say. */
export function cellMetres(): number {
  const side = Math.sqrt(here.value?.area_m2 ?? 0) / CELLS_ACROSS;
  return [250, 500, 1000, 2000, 5000, 10_000, 20_000].find((step) => step >= side) ?? 50_000;
}

async function askPath(): Promise<void> {
  const { parent } = view.value;
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
