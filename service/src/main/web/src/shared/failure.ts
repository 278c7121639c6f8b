import type { Schemas } from './api/client';

/** What is wrong with one parameter, or with a row of a file. */
export type Fault = Schemas['ParameterError'];

/**
 * Why a call gave no answer: nobody was reached, or not in time; or somebody said no. A problem with a status of success
 * is an answer that is none of the service's: a page that a network puts before it, say.
 */
export type Failure =
  | { kind: 'unreachable'; late?: true }
  | { kind: 'problem'; status: number; type: string; detail: string; errors?: Fault[]; retryAfterSeconds: number | null };

/** A problem as the service tells it; whatever else comes (a proxy's page, say) still has a status. */
export function failureOf(error: unknown, response: Response | undefined): Failure {
  if (!response) return { kind: 'unreachable' };
  const problem = (typeof error === 'object' && error !== null ? error : {}) as Partial<Schemas['Problem']>;
  const wait = Number(response.headers.get('Retry-After'));
  return {
    kind: 'problem',
    status: response.status,
    type: problem.type ?? 'about:blank',
    detail: problem.detail ?? '',
    ...(problem.errors && { errors: problem.errors }),
    retryAfterSeconds: response.headers.has('Retry-After') && Number.isFinite(wait) ? wait : null,
  };
}
