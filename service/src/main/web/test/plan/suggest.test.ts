import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../src/plan/ask';

const api = vi.hoisted(() => ({ GET: vi.fn(), POST: vi.fn(), DELETE: vi.fn() }));
vi.mock('../../src/shared/api/client', () => ({ api }));

/** Streams of events, as a browser opens them. */
class Stream {
  static all: Stream[] = [];
  closed = false;
  private readonly listeners = new Map<string, (event: unknown) => void>();
  constructor(readonly url: string) {
    Stream.all.push(this);
  }
  addEventListener(name: string, listener: (event: unknown) => void): void {
    this.listeners.set(name, listener);
  }
  say(name: string, data?: unknown): void {
    this.listeners.get(name)?.({ data: JSON.stringify(data) });
  }
  close(): void {
    this.closed = true;
  }
}
vi.stubGlobal('EventSource', Stream);

const { view } = await import('../../src/plan/look');
const { path } = await import('../../src/plan/place');
const { FIRST_VIEW } = await import('../../src/plan/view');
const { coverage } = await import('../../src/plan/figures');
const suggest = await import('../../src/plan/suggest');

const RESULT = { type: 'FeatureCollection', features: [], proven_optimal: true };
const job = (status: Job['status'], id = 'a') => ({ id, status, stage: null, gap: null, failure: null, links: { events: `/v1/jobs/${id}/events` } }) as unknown as Job;
const answers = (data: unknown) => Promise.resolve({ data, response: new Response() });

const settled = () => vi.advanceTimersByTimeAsync(0);

vi.useFakeTimers();
suggest.beginSuggesting();

beforeEach(async () => {
  Stream.all = [];
  for (const call of Object.values(api)) call.mockReset();
  path.value = [{ adcode: '440112', name: '黄埔区', level: 'county' } as never];
  view.value = { ...FIRST_VIEW, parent: '440112', minutes: Math.random() * 10 + 1 };
  await settled();
});

async function found(): Promise<void> {
  api.POST.mockReturnValueOnce(answers(job('queued')));
  api.GET.mockReturnValueOnce(answers(RESULT));
  await suggest.suggest('mclp', 3);
  Stream.all[0]!.say('done', job('done'));
  await settled();
  expect(suggest.suggested.value).toEqual(RESULT);
}

describe('sites that were found', () => {
  it.each([
    ['the standard', { minutes: 5 }],
    ['the way to travel', { mode: 'ebike' as const }],
    ['the amenity', { amenity: ['toilet'] }],
    ['the hour', { hour: 3 }],
    ['the demand', { demand: 'riders' }],
  ])('are forgotten with another answer to %s', async (_, change) => {
    await found();
    view.value = { ...view.value, ...change };
    expect(suggest.suggested.value).toBeNull();
    expect(suggest.job.value).toBeNull();
  });

  it('are forgotten with other data, and not when the version of the data becomes known', async () => {
    await found();
    coverage.value = { dataset_version: '1-a', rows: [] } as never;
    expect(suggest.suggested.value).toEqual(RESULT);
    coverage.value = { dataset_version: '2-b', rows: [] } as never;
    expect(suggest.suggested.value).toBeNull();
  });

  it('stay through a change of what is looked at beside it', async () => {
    await found();
    view.value = { ...view.value, desk: 'gaps', sort: { by: 'name', up: true } };
    expect(suggest.suggested.value).toEqual(RESULT);
  });
});

describe('a search for sites', () => {
  it('goes on when its stream of events breaks: the job itself is asked', async () => {
    api.POST.mockReturnValueOnce(answers(job('running')));
    await suggest.suggest('mclp', 3);
    api.GET.mockReturnValueOnce(answers(job('running')));
    Stream.all[0]!.say('error');
    expect(Stream.all[0]!.closed).toBe(true);
    await settled();
    expect(suggest.searching.value).toBe(true);
    api.GET.mockRejectedValueOnce(new TypeError('fetch failed'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(suggest.jobFailure.value).toEqual({ kind: 'unreachable' });
    api.GET.mockReturnValueOnce(answers(job('done'))).mockReturnValueOnce(answers(RESULT));
    await vi.advanceTimersByTimeAsync(2000);
    expect(suggest.searching.value).toBe(false);
    expect(suggest.jobFailure.value).toBeNull();
    expect(suggest.suggested.value).toEqual(RESULT);
  });

  it('ends at once when it is cancelled, whether that is heard or not', async () => {
    api.POST.mockReturnValueOnce(answers(job('running')));
    await suggest.suggest('mclp', 3);
    api.DELETE.mockRejectedValueOnce(new TypeError('fetch failed'));
    const cancelled = suggest.cancelJob();
    expect(suggest.searching.value).toBe(false);
    await cancelled;
    expect(suggest.job.value?.status).toBe('cancelled');
    expect(suggest.jobFailure.value).toEqual({ kind: 'unreachable' });
  });

  it('is one, however often it is asked for', async () => {
    let arrive: (answer: unknown) => void = () => {};
    const late = new Promise((resolve) => (arrive = resolve));
    api.POST.mockReturnValueOnce(late).mockReturnValueOnce(answers(job('queued', 'b')));
    const first = suggest.suggest('mclp', 3);
    expect(suggest.searching.value).toBe(true);
    await suggest.suggest('mclp', 3);
    arrive({ data: job('queued', 'a'), response: new Response() });
    await first;
    expect(Stream.all.map(({ url }) => url)).toEqual(['/v1/jobs/b/events']);
    expect(suggest.job.value?.id).toBe('b');
  });

  it('begins anew by itself when its process is gone, and not for ever', async () => {
    api.POST.mockReturnValueOnce(answers(job('running'))).mockReturnValueOnce(answers(job('queued'))).mockReturnValueOnce(answers(job('queued')));
    await suggest.suggest('mclp', 3);
    for (const stream of [0, 1]) {
      Stream.all[stream]!.say('lost', job('lost'));
      await settled();
      expect(suggest.searching.value).toBe(true);
    }
    expect(api.POST).toHaveBeenCalledTimes(3);
    expect(api.POST.mock.calls[2]).toEqual(api.POST.mock.calls[0]);
    Stream.all[2]!.say('lost', job('lost'));
    await settled();
    expect(suggest.searching.value).toBe(false);
    expect(suggest.job.value?.status).toBe('lost');
    expect(api.POST).toHaveBeenCalledTimes(3);
  });

  it('sends a file of venues beside the question, and says so where the file cannot be read', async () => {
    api.POST.mockReturnValueOnce(answers(job('running')));
    const file = new File(['lon,lat\n113.4,23.1\n'], 'venues.csv');
    await suggest.suggest('mclp', 3, { file, datum: 'gcj02' });
    const form = (api.POST.mock.calls[0]![1] as { bodySerializer: () => FormData }).bodySerializer();
    expect(JSON.parse(await (form.get('request') as Blob).text())).toMatchObject({ objective: 'mclp', k: 3, candidates_crs: 'gcj02' });
    expect(await (form.get('candidates') as File).text()).toBe('lon,lat\n113.4,23.1\n');
    expect((form.get('candidates') as File).name).toBe('venues.csv');
    file.arrayBuffer = () => Promise.reject(new DOMException('changed', 'NotReadableError'));
    await suggest.suggest('mclp', 3, { file, datum: 'gcj02' });
    expect(suggest.isFileUnreadable.value).toBe(true);
    expect(suggest.searching.value).toBe(false);
    expect(api.POST).toHaveBeenCalledTimes(1);
  });

  it('is over when the service knows of no such job any more', async () => {
    api.POST.mockReturnValueOnce(answers(job('running')));
    await suggest.suggest('mclp', 3);
    api.GET.mockReturnValueOnce(Promise.resolve({ error: { type: '/problems/job-not-found' }, response: new Response(null, { status: 404 }) }));
    Stream.all[0]!.say('error');
    await settled();
    expect(suggest.job.value?.status).toBe('lost');
  });
});
