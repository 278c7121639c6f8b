import { computed, effect, signal } from '@preact/signals';
import type { Failure } from '../shared/failure';
import { againAfterMs } from './again';
import { askGapsOf, type Gaps } from './ask';
import { view } from './look';
import { atWork, level } from './place';
import { question } from './view';

const MOST_GAPS = 200;
/** Borders may be off by this much: a pixel at the zoom that gaps are looked at. */
const SIMPLIFY_METRES = 10;

export const gaps = signal<Gaps | null>(null);
export const gapsFailure = signal<Failure | null>(null);
export const gapsLoading = signal(false);
/** The place in the list of the one that is looked at. */
export const pickedGap = signal<number | null>(null);

let turn = 0;
let again: ReturnType<typeof setTimeout> | undefined;

export async function askGaps(): Promise<void> {
  const at = atWork.value;
  const mine = ++turn;
  clearTimeout(again);
  if (!at) return;
  gapsLoading.value = true;
  pickedGap.value = null;
  const answer = await askGapsOf(at.adcode, { ...question(view.value), limit: MOST_GAPS, simplify_m: SIMPLIFY_METRES });
  if (mine !== turn) return;
  gapsLoading.value = false;
  if (answer.ok) {
    gaps.value = answer.value;
    gapsFailure.value = null;
  } else {
    gapsFailure.value = answer.failure;
    const later = againAfterMs(answer.failure);
    if (later !== null) again = setTimeout(() => void askGaps(), later);
  }
}

/** Gaps are asked for where they are seen: beside their list, and under sites. */
export function beginGaps(): void {
  const of = computed(() => {
    const { desk, sort: _, measure: __, parent: ___, level: ____, ...rest } = view.value;
    if (atWork.value === null || (desk === 'districts' && level.value !== 'cell')) return null;
    return JSON.stringify([atWork.value.adcode, rest]);
  });
  let was: string | null = null;
  effect(() => {
    const now = of.value;
    queueMicrotask(() => {
      // Those of another district are no answer to keep.
      if (now === null || (was !== null && was.slice(0, 16) !== now.slice(0, 16))) gaps.value = null;
      was = now;
      if (now !== null) void askGaps();
    });
  });
}
