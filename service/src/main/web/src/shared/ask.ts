import { failureOf, type Failure } from './failure';

export type Asked<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Something came, and it was no answer of the service: another's page, or half of ours. */
export const NOT_OURS: Failure = { kind: 'problem', status: 200, type: 'about:blank', detail: '', retryAfterSeconds: null };

/** One call of the client: what came of it, or why nothing did. A call that was called off throws. */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Asked<T>> {
  try {
    const { data, error, response } = await call;
    if (data === undefined) return { ok: false, failure: failureOf(error, response) };
    return isOurs(data, response) ? { ok: true, value: data } : { ok: false, failure: NOT_OURS };
  } catch (error) {
    switch ((error as Error).name) {
      case 'AbortError':
        throw error;
      case 'TimeoutError':
        return { ok: false, failure: { kind: 'unreachable', late: true } };
      case 'SyntaxError':
        return { ok: false, failure: NOT_OURS };
      default:
        return { ok: false, failure: { kind: 'unreachable' } };
    }
  }
}

/** Every answer under /v1 names the dataset that it is from; what a gateway says in its place does not. */
function isOurs(data: unknown, response: Response): boolean {
  if (data instanceof Blob || !response.url.includes('/v1/')) return true;
  return typeof data === 'object' && data !== null && 'dataset_version' in data;
}
