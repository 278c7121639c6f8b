/** Work that can wait is waited for no longer than this. */
const LATEST_MS = 2000;

/** Does something when the page has nothing else to do: what a person waits for goes first. */
export function whenQuiet(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: LATEST_MS });
  else setTimeout(work, 200);
}

/** Between two long pieces of work: taps and drawing that wait go first. */
export function breath(): Promise<void> {
  return new Promise((go) => setTimeout(go));
}
