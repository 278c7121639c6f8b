// Requests a second that everything manages with the same number of clients: in turns, so that what else this machine
// does touches all alike.
import { say } from './machine.mjs';
import { ROUNDS, SECONDS } from './settings.mjs';
import { databasePid } from './yizhan.mjs';
import { wrk } from './wrk.mjs';

export const STATIC = 'static JSON of like size';
export const DIRECT = 'the same by the short way';
export const NEAREST = 'nearest, k = 5';
export const KNN = 'the same by R2DBC and PostGIS KNN';

export const ownRoutes = one => {
  const http = (name, how, path, more = {}) => ({ name, how, path, ask: seconds => wrk(path, { seconds, pids: [one.pid], ...more }) });
  return [
    http(STATIC, 'HTTP, a WebFlux controller that returns bytes', '/bench/static?'),
    http(DIRECT, 'HTTP, before the framework, as nearest', '/bench/direct?'),
    http(NEAREST, 'HTTP, before the framework', '/v1/stations/nearest?'),
    http('nearest, amenity and open_at, 1 %', 'HTTP, before the framework', '/v1/stations/nearest?amenity=aed&open_at=2026-11-25T10:00:00%2B08:00&'),
    http('nearest, k = 5', 'HTTP, before the framework, a connection each', '/v1/stations/nearest?', { headers: ['Connection: close'] }),
    http(KNN, 'HTTP, a WebFlux controller; PostgreSQL’s CPU counted', '/bench/knn?', { pids: [one.pid, databasePid()] }),
  ];
};

// Each route with its results, one a round; a route that is not here keeps none.
export function throughput(routes) {
  const here = routes.filter(route => route.ask);
  say('warming up …');
  for (const route of here) for (let i = 0; i < (route.path ? 2 : 1); i++) route.ask(route.path ? Math.max(2, Math.ceil(SECONDS / 2)) : 1);
  for (const route of here) route.results = [];
  for (let round = 1; round <= ROUNDS; round++) {
    for (const route of here) {
      const result = route.ask(SECONDS);
      route.results.push(result);
      say(`round ${round}  ${`${route.name} (${route.how.split(',')[0]})`.padEnd(45)} ${result.perSecond.toFixed(0).padStart(7)}/s`
        + `  ${(result.requests / result.cpu).toFixed(0).padStart(7)} per CPU second`);
    }
  }
}
