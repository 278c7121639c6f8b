import { expect, it } from 'vitest';
import { againAfterMs } from '../../src/plan/again';

const problem = (status: number, type = 'about:blank', retryAfterSeconds: number | null = null) => ({ kind: 'problem' as const, status, type, detail: '', retryAfterSeconds });

it.each([
  [429, 'about:blank', 5, 5000],
  [502, 'about:blank', null, 3000],
  [503, '/problems/database-unavailable', 2, 2000],
  [503, '/problems/job-queue-full', 2, null],
  [504, '/problems/deadline-exceeded', null, null],
  [500, 'about:blank', null, null],
  [200, 'about:blank', null, null],
])('after %s %s (wait %s) the page asks again in %s ms', (status, type, wait, after) => {
  expect(againAfterMs(problem(status, type, wait))).toBe(after);
});
