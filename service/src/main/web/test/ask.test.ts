import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchWithin } from '../src/shared/api/client';
import { ask } from '../src/shared/ask';

const answer = (data: unknown, path = '/v1/stations') => ({ data, response: { url: `http://127.0.0.1${path}` } as Response });
const named = (name: string) => Object.assign(new Error('m'), { name });
const NOT_OURS = { ok: false, failure: expect.objectContaining({ kind: 'problem', status: 200 }) };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('an answer of the service is handed on', async () => {
  const data = { dataset_version: null, features: [] };
  expect(await ask(Promise.resolve(answer(data)))).toEqual({ ok: true, value: data });
});

test('what a gateway says with a status of success is no answer, and no lost network', async () => {
  expect(await ask(Promise.resolve(answer({ code: 0, msg: 'ok' })))).toEqual(NOT_OURS);
  expect(await ask(Promise.resolve(answer('<html>')))).toEqual(NOT_OURS);
  expect(await ask(Promise.resolve(answer(null)))).toEqual(NOT_OURS);
  expect(await ask(Promise.reject(new SyntaxError('Unexpected token <')))).toEqual(NOT_OURS);
});

test('what is not asked under /v1 names no dataset', async () => {
  expect((await ask(Promise.resolve(answer({ style: null }, '/tiles/base-map.json')))).ok).toBe(true);
});

test('a network that is away, one that is too slow and a call that was called off are three things', async () => {
  expect(await ask(Promise.reject(new TypeError('Failed to fetch')))).toEqual({ ok: false, failure: { kind: 'unreachable' } });
  expect(await ask(Promise.reject(named('TimeoutError')))).toEqual({ ok: false, failure: { kind: 'unreachable', late: true } });
  await expect(ask(Promise.reject(named('AbortError')))).rejects.toThrow();
});

test('a call that is never answered is given up in time, and not before', async () => {
  let ended: AbortSignal | undefined;
  vi.stubGlobal('fetch', (_: Request, { signal }: RequestInit) => {
    ended = signal!;
    return new Promise((__, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)));
  });
  const caller = new AbortController();
  const came = ask(fetchWithin(8000)({ signal: caller.signal } as Request).then((response) => ({ data: {}, response })));
  await vi.advanceTimersByTimeAsync(7999);
  expect(ended!.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await came).toEqual({ ok: false, failure: { kind: 'unreachable', late: true } });
});

test('who asked can call it off', async () => {
  vi.stubGlobal('fetch', (_: Request, { signal }: RequestInit) => new Promise((__, reject) => signal!.addEventListener('abort', () => reject(signal!.reason))));
  const caller = new AbortController();
  const call = fetchWithin(8000)({ signal: caller.signal } as Request);
  caller.abort();
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});
