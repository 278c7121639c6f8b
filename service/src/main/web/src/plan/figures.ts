import { batch, computed, effect, signal } from '@preact/signals';
import type { Failure } from '../shared/failure';
import { againAfterMs } from './again';
import { askRows, type Coverage, type CoverageQuery } from './ask';
import { view } from './look';
import { cellMetres, here, leaves, level, pathFailure } from './place';
import { breaks, sorted, together } from './rows';
import { question } from './view';

/** A whole country of counties; the service allows more. */
const MOST_ROWS = 5000;
const MOST_KEPT = 60;

export const coverage = signal<Coverage | null>(null);
export const coverageFailure = signal<Failure | null>(null);
export const loading = signal(true);
/** The hours that were looked at, of one place and one question. */
export const day = signal<ReadonlyMap<number, { area: number | null; demand: number | null }>>(new Map());

export const found = computed(() => coverage.value?.rows ?? []);
const sort = computed(() => view.value.sort);
const measure = computed(() => view.value.measure);
export const rows = computed(() => sorted(found.value, sort.value.by, sort.value.up));
export const cuts = computed(() => breaks(found.value, measure.value));
export const sum = computed(() => together(found.value));
export const unit = computed(() => coverage.value?.demand_source?.unit ?? null);

/** What is asked about the districts, or cells, of the place. */
export function coverageQuestion(now = new Date()): CoverageQuery {
  const { parent } = view.value;
  return {
    ...question(view.value, now),
    ...(parent !== null && { parent }),
    level: level.value,
    ...(level.value === 'cell' && { cell_m: cellMetres() }),
    limit: MOST_ROWS,
  };
}

const kept = new Map<string, Coverage>();
let turn = 0;
let retry: ReturnType<typeof setTimeout> | undefined;

export async function askCoverage(): Promise<void> {
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
  const answer = await askRows(asked);
  if (mine !== turn) return;
  if (answer.ok && answer.value.total === 0 && asked.parent !== undefined && asked.level !== 'cell') {
    // Nothing lies below: it is looked at in cells, and so asked anew.
    leaves.value = new Set([...leaves.value, asked.parent]);
    return;
  }
  loading.value = false;
  if (!answer.ok) {
    const { failure } = answer;
    coverageFailure.value = failure;
    const later = againAfterMs(failure);
    if (later !== null) retry = setTimeout(() => void askCoverage(), later);
    return;
  }
  if (kept.size > MOST_KEPT) kept.clear();
  kept.set(key, answer.value);
  take(answer.value);
}

function take(answer: Coverage): void {
  batch(() => {
    if (coverage.value !== null && coverage.value.dataset_version !== answer.dataset_version) {
      kept.clear();
      // New shapes may lie below what had none; an answer of cells says nothing of that.
      if (level.value !== 'cell') leaves.value = new Set();
    }
    coverage.value = answer;
    coverageFailure.value = null;
    const { hour } = view.value;
    if (hour !== null) {
      const all = together(answer.rows);
      day.value = new Map(day.value).set(hour, { area: all.areaRatio, demand: all.demandRatio });
    }
  });
}

/** Asks anew whenever something changes that the question is made of; a column to sort by is no such thing. */
export function beginFigures(): void {
  const asked = computed(() => {
    const { sort: _, measure: __, desk: ___, ...rest } = view.value;
    return JSON.stringify([rest, level.value, here.value?.adcode, pathFailure.value]);
  });
  effect(() => {
    void asked.value;
    queueMicrotask(() => void askCoverage());
  });
  const dayOf = computed(() => {
    const { hour: _, sort: __, measure: ___, desk: ____, ...rest } = view.value;
    return JSON.stringify([rest, level.value]);
  });
  effect(() => {
    void dayOf.value;
    day.value = new Map();
  });
}
