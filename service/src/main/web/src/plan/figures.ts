import { batch, computed, effect, signal } from '@preact/signals';
import { api } from '../shared/api/client';
import type { Failure } from '../shared/failure';
import { againAfterMs } from './again';
import { ask, askRows, type Asked, type Coverage, type CoverageQuery } from './ask';
import { view } from './look';
import { cellMetres, here, leaves, level, pathFailure } from './place';
import { breaks, sorted, together } from './rows';
import { question, type Level } from './view';

/** A whole country of counties; the service allows more. */
const MOST_ROWS = 5000;
const MOST_KEPT = 60;
const AGAIN_WITHOUT_DISTRICTS_MS = 10_000;

export const coverage = signal<Coverage | null>(null);
export const coverageFailure = signal<Failure | null>(null);
/** What the rows are of. */
const answered = signal<{ parent: string | null; level: Level } | null>(null);
/** Whether they are still of another place than the one that is looked at: no figures of this one. */
export const isElsewhere = computed(() => coverage.value !== null && answered.value?.parent !== view.value.parent);
/** Whether they are of another place or level: no list of this one. */
export const isOtherList = computed(() => isElsewhere.value || (coverage.value !== null && answered.value?.level !== level.value));
export const loading = signal(true);
/** Nothing was ever loaded: there is nothing to be waited for. */
export const nothingLoaded = signal(false);
/** The hours that were looked at, of one place and one question. */
export const day = signal<ReadonlyMap<number, { area: number | null; demand: number | null }>>(new Map());

export const found = computed(() => coverage.value?.rows ?? []);
const sort = computed(() => view.value.sort);
const measure = computed(() => view.value.measure);
export const rows = computed(() => sorted(found.value, sort.value.by, sort.value.up));
export const cuts = computed(() => breaks(found.value, measure.value));
export const sum = computed(() => together(found.value));
/** Whether all reach is drawn as circles: as was asked for, or for want of roads. */
export const byCircles = computed(() => coverage.value !== null && (coverage.value.standard.method === 'circle' || coverage.value.roads?.stations_by_roads === 0));
export const unit = computed(() => coverage.value?.demand_source?.unit ?? null);

/** What is asked about the districts, or cells, of a place by the standard that is looked at. */
export function questionAbout(parent: string | null, below: Level): CoverageQuery {
  return {
    ...question(view.value),
    ...(parent !== null && { parent }),
    level: below,
    ...(below === 'cell' && { cell_m: cellMetres() }),
    limit: MOST_ROWS,
  };
}

/** The same of the place that is looked into. */
export const coverageQuestion = () => questionAbout(view.value.parent, level.value);

const kept = new Map<string, Coverage>();
const asking = new Map<string, Promise<Asked<Coverage>>>();

/** Rows as they are kept, or asked for; who asks for what is being asked for waits for that answer. */
export async function rowsOf(asked: CoverageQuery): Promise<Asked<Coverage>> {
  const key = JSON.stringify(asked);
  const known = kept.get(key);
  if (known) return { ok: true, value: known };
  const answer = await (asking.get(key) ?? begin());
  if (!answer.ok || answer.value.total === 0) return answer;
  if (kept.size > MOST_KEPT) kept.clear();
  kept.set(key, answer.value);
  return answer;

  function begin(): Promise<Asked<Coverage>> {
    const coming = askRows(asked).finally(() => asking.get(key) === coming && asking.delete(key));
    asking.set(key, coming);
    return coming;
  }
}

let turn = 0;
let retry: ReturnType<typeof setTimeout> | undefined;

/** Asks for what is listed; `again`: by itself, which nobody has to see. */
export async function askCoverage(again = false): Promise<void> {
  // Cells are as large as their district asks for, which has to be known first.
  if (level.value === 'cell' && here.value?.adcode !== view.value.parent) {
    turn++;
    loading.value = pathFailure.value === null;
    return;
  }
  const asked = coverageQuestion();
  const mine = ++turn;
  clearTimeout(retry);
  const known = kept.get(JSON.stringify(asked));
  if (known) {
    take(known);
    loading.value = false;
    return;
  }
  loading.value = !again;
  const answer = await rowsOf(asked);
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
    if (later !== null) retry = setTimeout(() => void askCoverage(true), later);
    return;
  }
  // Shapes may be on their way: a first start fetches them.
  if (answer.value.total === 0) retry = setTimeout(() => void askCoverage(true), AGAIN_WITHOUT_DISTRICTS_MS);
  take(answer.value);
}

/** Asks anew, without waiting any longer for a call that was never answered. */
export function reaskCoverage(): void {
  asking.clear();
  void askCoverage();
}

const isNotReady = (failure: Failure | null) => failure?.kind === 'problem' && failure.type.endsWith('/dataset-not-ready');

async function learnWhetherAnything(): Promise<void> {
  const status = await ask(api.GET('/v1/status'));
  nothingLoaded.value = status.ok && status.value.dataset_version === null;
}

function take(answer: Coverage): void {
  batch(() => {
    if (coverage.value !== null && coverage.value.dataset_version !== answer.dataset_version) {
      kept.clear();
      // New shapes may lie below what had none; an answer of cells says nothing of that.
      if (level.value !== 'cell') leaves.value = new Set();
    }
    coverage.value = answer;
    answered.value = { parent: view.value.parent, level: level.value };
    coverageFailure.value = null;
    nothingLoaded.value = false;
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
  effect(() => {
    if (isNotReady(coverageFailure.value) || isNotReady(pathFailure.value)) void learnWhetherAnything();
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
