import { batch, computed, effect, signal } from '@preact/signals';
import type { Failure } from '../shared/failure';
import { askRows, type Coverage, type CoverageQuery } from './ask';
import { view } from './look';
import { cellMetres, here, level, pathFailure } from './place';
import { breaks, sorted, together } from './rows';
import { question } from './view';

/** A whole country of counties; the service allows more. */
const MOST_ROWS = 5000;
const MOST_KEPT = 60;
const USUAL_RETRY_SECONDS = 3;

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
  loading.value = false;
  if (!answer.ok) {
    const { failure } = answer;
    coverageFailure.value = failure;
    if (failure.kind === 'problem' && failure.status === 503) {
      retry = setTimeout(() => void askCoverage(), 1000 * (failure.retryAfterSeconds ?? USUAL_RETRY_SECONDS));
    }
    return;
  }
  if (kept.size > MOST_KEPT) kept.clear();
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
