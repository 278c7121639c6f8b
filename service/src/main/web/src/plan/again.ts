import type { Failure } from '../shared/failure';

const USUAL_SECONDS = 3;

/** After how long a page may ask again by itself; null where that would help nobody. */
export function againAfterMs(failure: Failure): number | null {
  if (failure.kind !== 'problem' || failure.status !== 503 || failure.type.endsWith('/job-queue-full')) return null;
  return 1000 * (failure.retryAfterSeconds ?? USUAL_SECONDS);
}
