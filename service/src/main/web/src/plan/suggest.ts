import { batch, computed, effect, signal } from '@preact/signals';
import { api } from '../shared/api/client';
import type { Failure } from '../shared/failure';
import { ask, askResult, type Asked, type Datum, type Job, type Sites, type SitesQuestion } from './ask';
import { coverage } from './figures';
import { view } from './look';
import { atWork } from './place';
import { filter, standard } from './view';

export type Objective = SitesQuestion['objective'] & string;

/** Where stations could stand: the rows of a file, and the datum of its coordinates. */
export interface Venues {
  file: File;
  datum: Datum;
}

const ASK_AGAIN_MS = 1500;
/** How often a search is begun anew by itself when the process that was at it is gone. */
const MOST_BEGINNINGS = 3;
const NOT_FOUND = 404;

export const job = signal<Job | null>(null);
export const jobFailure = signal<Failure | null>(null);
/** Whether the file of venues cannot be read: mostly it was changed since it was chosen. */
export const isFileUnreadable = signal(false);
export const suggested = signal<Sites | null>(null);
export const rejected = signal<ReadonlySet<string>>(new Set());
/** Whether a question is on its way and has no job yet. */
export const asking = signal(false);

export const searching = computed(() => asking.value || (job.value !== null && isGoing(job.value)));

let events: EventSource | null = null;
let again: ReturnType<typeof setTimeout> | undefined;
let turn = 0;
let send: (() => Promise<Asked<Job>>) | null = null;
let beginnings = 0;

function isGoing({ status }: Job): boolean {
  return status === 'queued' || status === 'running';
}

function forget(): void {
  turn++;
  stopFollowing();
  batch(() => {
    asking.value = false;
    job.value = null;
    jobFailure.value = null;
    isFileUnreadable.value = false;
    suggested.value = null;
    rejected.value = new Set();
  });
}

/** Asks for sites by the standard, the filter and the demand that are looked at; among venues where they are given. */
export async function suggest(objective: Objective, k: number, venues: Venues | null = null): Promise<void> {
  const at = atWork.value;
  if (!at) return;
  forget();
  const mine = turn;
  asking.value = true;
  const { demand } = view.value;
  // An hour has a demand of its own only where the dataset knows one.
  const hour = coverage.value?.demand_source?.hour ?? null;
  const body = {
    objective,
    ...(objective !== 'lscp' && { k }),
    ...standard(view.value),
    ...filter(view.value),
    ...(demand !== null && { demand }),
    ...(hour !== null && { hour }),
    ...(venues !== null && { candidates_crs: venues.datum }),
  } as SitesQuestion;
  const form = venues === null ? null : await formOf(body, venues.file);
  if (mine !== turn) return;
  if (venues !== null && form === null) {
    batch(() => {
      asking.value = false;
      isFileUnreadable.value = true;
    });
    return;
  }
  send = () => ask(api.POST('/v1/coverage/{adcode}/sites', { params: { path: { adcode: at.adcode } }, body, ...(form !== null && { bodySerializer: () => form }) }));
  beginnings = 0;
  await begin();
}

/** The question with its file; null where the file cannot be read, as when it was changed since it was chosen. */
async function formOf(question: SitesQuestion, file: File): Promise<FormData | null> {
  const form = new FormData();
  form.set('request', new Blob([JSON.stringify(question)], { type: 'application/json' }));
  try {
    form.set('candidates', new Blob([await file.arrayBuffer()]), file.name);
  } catch {
    return null;
  }
  return form;
}

async function begin(): Promise<void> {
  if (send === null) return;
  const mine = turn;
  beginnings++;
  asking.value = true;
  const answer = await send();
  if (mine !== turn) return;
  batch(() => {
    asking.value = false;
    if (answer.ok) follow(answer.value);
    else jobFailure.value = answer.failure;
  });
}

function follow(first: Job): void {
  job.value = first;
  if (!isGoing(first)) {
    hear(first);
    return;
  }
  const source = new EventSource(first.links.events);
  events = source;
  const heard = (event: MessageEvent<string>) => hear(JSON.parse(event.data) as Job);
  for (const name of ['queued', 'running', 'done', 'failed', 'cancelled', 'lost']) source.addEventListener(name, heard);
  // A proxy may hold back or cut a stream: then the job itself is asked, again and again.
  source.addEventListener('error', () => {
    if (events !== source) return;
    stopFollowing();
    void askJob(first.id);
  });
}

/** What there is to know of the job that is followed; of any other nothing. */
function hear(now: Job): void {
  if (job.value?.id !== now.id) return;
  job.value = now;
  if (isGoing(now)) return;
  stopFollowing();
  if (now.status === 'done') void takeResult(now);
  // Its process is gone, and the same question begins it anew.
  else if (now.status === 'lost' && beginnings < MOST_BEGINNINGS) void begin();
}

async function askJob(id: string): Promise<void> {
  const answer = await ask(api.GET('/v1/jobs/{id}', { params: { path: { id } } }));
  const now = job.value;
  if (now?.id !== id || !isGoing(now)) return;
  if (answer.ok) {
    jobFailure.value = null;
    hear(answer.value);
  } else if (answer.failure.kind === 'problem' && answer.failure.status === NOT_FOUND) {
    job.value = { ...now, status: 'lost' };
  } else {
    jobFailure.value = answer.failure;
  }
  if (job.value !== null && isGoing(job.value)) again = setTimeout(() => void askJob(id), ASK_AGAIN_MS);
}

async function takeResult({ id }: Job): Promise<void> {
  const answer = await askResult(id);
  if (job.value?.id !== id) return;
  if (answer.ok) suggested.value = answer.value;
  else jobFailure.value = answer.failure;
}

/** Asks once more for what a job found, where the answer did not come. */
export function reaskResult(): void {
  jobFailure.value = null;
  if (job.value?.status === 'done') void takeResult(job.value);
}

function stopFollowing(): void {
  events?.close();
  events = null;
  clearTimeout(again);
}

/** Whatever the service says to it, the page waits no longer; what it says instead is shown. */
export async function cancelJob(): Promise<void> {
  const now = job.value;
  forget();
  if (!now) return;
  const mine = turn;
  job.value = { ...now, status: 'cancelled' };
  const answer = await ask(api.DELETE('/v1/jobs/{id}', { params: { path: { id: now.id } } }));
  if (mine !== turn) return;
  if (!answer.ok) jobFailure.value = answer.failure;
  // It was over before.
  else if (!isGoing(answer.value)) hear(answer.value);
}

/** Suggestions answer one question: with any other district, standard, filter, demand or data they are forgotten. */
export function beginSuggesting(): void {
  const question = computed(() => {
    const at = atWork.value;
    if (!at) return null;
    return JSON.stringify([at.adcode, standard(view.value), filter(view.value), view.value.demand]);
  });
  const version = computed(() => coverage.value?.dataset_version ?? null);
  let of: string | null = null;
  let data: string | null = null;
  effect(() => {
    const now = question.value;
    // That the version of the data becomes known is no other data.
    const isNewer = data !== null && version.value !== null && version.value !== data;
    data = version.value ?? data;
    // On the way back to the same question, by the list of the country say, nothing is lost.
    if (now === null || (now === of && !isNewer)) return;
    of = now;
    forget();
  });
}
