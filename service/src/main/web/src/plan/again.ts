import type { Failure } from '../shared/failure';

const USUAL_SECONDS = 3;
/** Who says so has no answer now, and may have one soon: too many ask, or what is behind a gateway is away. */
const FOR_A_WHILE: ReadonlySet<number> = new Set([429, 502, 503]);

/** After how long a page may ask again by itself; null where that would help nobody. */
export function againAfterMs(failure: Failure): number | null {
  if (failure.kind !== 'problem' || !FOR_A_WHILE.has(failure.status) || failure.type.endsWith('/job-queue-full')) return null;
  return 1000 * (failure.retryAfterSeconds ?? USUAL_SECONDS);
}
