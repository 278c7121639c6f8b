import { batch, effect, signal } from '@preact/signals';
import { api } from '../shared/api/client';
import type { Failure } from '../shared/failure';
import { ask, type Job, type Sites, type SitesQuestion } from './ask';
import { coverage } from './figures';
import { view } from './look';
import { atWork } from './place';
import { filter, standard } from './view';

export type Objective = SitesQuestion['objective'] & string;

export const job = signal<Job | null>(null);
export const jobFailure = signal<Failure | null>(null);
export const suggested = signal<Sites | null>(null);
export const rejected = signal<ReadonlySet<string>>(new Set());

let events: EventSource | null = null;

function forget(): void {
  stopFollowing();
  batch(() => {
    job.value = null;
    jobFailure.value = null;
    suggested.value = null;
    rejected.value = new Set();
  });
}

/** Asks for sites by the standard, the filter and the demand that are looked at. */
export async function suggest(objective: Objective, k: number): Promise<void> {
  const at = atWork.value;
  if (!at) return;
  forget();
  const { demand } = view.value;
  // An hour has a demand of its own only where the dataset knows one.
  const hour = coverage.value?.demand_source?.hour ?? null;
  const body = {
    objective,
    ...(objective !== 'lscp' && { k }),
    ...standard(view.value),
    ...filter(view.value, new Date()),
    ...(demand !== null && { demand }),
    ...(hour !== null && { hour }),
  } as SitesQuestion;
  const answer = await ask(api.POST('/v1/coverage/{adcode}/sites', { params: { path: { adcode: at.adcode } }, body }));
  if (atWork.value?.adcode !== at.adcode) return;
  if (answer.ok) follow(answer.value);
  else jobFailure.value = answer.failure;
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

async function takeResult({ id }: Job): Promise<void> {
  const answer = await ask(api.GET('/v1/jobs/{id}/result', { params: { path: { id } } }));
  if (job.value?.id !== id) return;
  if (answer.ok) suggested.value = answer.value;
  else jobFailure.value = answer.failure;
}

function stopFollowing(): void {
  events?.close();
  events = null;
}

export async function cancelJob(): Promise<void> {
  if (!job.value) return;
  const answer = await ask(api.DELETE('/v1/jobs/{id}', { params: { path: { id: job.value.id } } }));
  if (!answer.ok) jobFailure.value = answer.failure;
}

/** Suggestions are for one district. */
export function beginSuggesting(): void {
  let of: string | null = null;
  effect(() => {
    const at = atWork.value;
    if (!at || at.adcode === of) return;
    of = at.adcode;
    forget();
  });
}
