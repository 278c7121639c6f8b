import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

/** A call that has no answer by then is given up; what may take longer is asked as a job. */
const LIMIT_MS = 60_000;

/** Fetches, and gives up after so long, the body included: a network can take a call and never answer it. */
export function fetchWithin(limitMs: number): (request: Request) => Promise<Response> {
  return (request) => {
    const ended = new AbortController();
    const leave = () => ended.abort(request.signal.reason);
    if (request.signal.aborted) leave();
    request.signal.addEventListener('abort', leave);
    setTimeout(() => ended.abort(new DOMException('No answer came.', 'TimeoutError')), limitMs);
    return fetch(request, { signal: ended.signal });
  };
}

/** The service's own calls, typed by its own document; lists are written with commas, as the document says. */
export const api = createClient<paths>({
  baseUrl: '/',
  querySerializer: { array: { style: 'form', explode: false } },
  fetch: fetchWithin(LIMIT_MS),
});

export type Schemas = components['schemas'];
