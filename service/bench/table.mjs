// The table that is kept: what was measured, on what, by which command.
import { cpus, totalmem } from 'node:os';
import { median, run } from './machine.mjs';
import { CLIENTS, COUNT, ROUNDS, SECONDS } from './settings.mjs';
import { DIRECT, KNN, NEAREST, STATIC } from './throughput.mjs';

const middle = (route, value) => median(route.results.map(value));
const rate = route => middle(route, r => r.perSecond);
const perCpu = route => middle(route, r => r.requests / r.cpu);
const p99 = route => middle(route, r => r.p99);
const times = x => `${x.toFixed(2)} ×`;

export function table({ version, routes, latencies, loading, restarts, memory }) {
  const find = name => routes.find(route => route.name === name && route.results);
  const base = find(STATIC), direct = find(DIRECT), nearest = find(NEAREST), knn = find(KNN);
  const row = route => !route.results
    ? `| ${route.name} | not here: ${route.notHere} | | | | | | | | |`
    : '| ' + [route.name, route.how, rate(route).toFixed(0), times(rate(route) / rate(base)), p99(route).toFixed(2), times(p99(route) / p99(base)),
      perCpu(route).toFixed(0), times(perCpu(route) / perCpu(base)), middle(route, r => r.p50).toFixed(2), middle(route, r => r.bytes).toFixed(0)].join(' | ') + ' |';
  const parts = [`# Benchmark of ${new Date().toISOString().slice(0, 10)}

${COUNT.toLocaleString('en')} stations made up over the real counties, dataset version ${version}. Everything on one machine, the load generators
too: what a server manages a second depends on what they leave it, so the answers per CPU second of the server's own
(all its processes, PostgreSQL's where it is asked) stand beside. Questions come from ${(COUNT / 20).toLocaleString('en')} places.

## Throughput
${CLIENTS} clients, each asking again as soon as it is answered (wrk for HTTP, \`RespLoad.java\` for RESP, one thread each); ${ROUNDS} rounds of ${SECONDS} s in
turns after a warm-up; medians. Bytes are those of an answer with its headers: Redis and Tile38 give ids, places and
distances, the service whole stations.

| route | how | requests/s | to static | p99 ms | to static | per CPU s | to static | p50 ms | bytes |
|---|---|---|---|---|---|---|---|---|---|
${routes.map(row).join('\n')}
`];
  if (latencies) {
    const middleOf = (one, what) => median(one.rounds.map(round => round[what]));
    const base99 = middleOf(latencies[0], 'p99');
    parts.push(`## Latency
Gatling, open model: arrivals at half the rate that wrk reaches when the service has one core and the load generator the
other, as they have here too, for Gatling spends more on a question than the service does. Arrivals come whether or not
others still wait; no request failed (a failed one, or a missing one, fails the run). ${ROUNDS} rounds in turns, medians; whole milliseconds.

| route | arrivals/s | requests | failed | p50 ms | p95 ms | p99 ms | p99 to static |
|---|---|---|---|---|---|---|---|
${latencies.map(one => `| ${one.name} | ${one.rate} | ${one.rounds.reduce((sum, round) => sum + round.requests, 0)} | ${
      one.rounds.reduce((sum, round) => sum + round.failed, 0)} | ${middleOf(one, 'p50')} | ${middleOf(one, 'p95')} | ${middleOf(one, 'p99')} | ${
      base99 ? times(middleOf(one, 'p99') / base99) : '–'} |`).join('\n')}
`);
  }
  const others = [`| nearest against the static answer by the same short way | ${times(rate(nearest) / rate(direct))}; per CPU second ${
    times(perCpu(nearest) / perCpu(direct))}; p99 ${times(p99(nearest) / p99(direct))} |`, `| nearest against PostGIS KNN | ${(rate(nearest) / rate(knn)).toFixed(1)} ×; per CPU second ${(perCpu(nearest) / perCpu(knn)).toFixed(1)} × |`];
  if (loading) {
    others.push(`| CSV → published and served, the loader’s heap -Xmx1g, against \\copy + two ST_Buffer + GiST, on a fresh database | ${loading.loaded.toFixed(1)} s / ${
      loading.bare.toFixed(1)} s = ${times(loading.loaded / loading.bare)} |`);
  }
  if (restarts) others.push(`| first nearest answer after a restart, PostgreSQL's start included | ${median(restarts).toFixed(1)} s (${restarts.map(s => s.toFixed(1)).join(', ')}) |`);
  others.push(`| resident memory after all of it, -Xmx400m | ${memory.toFixed(0)} MiB |`);
  parts.push(`## Beside
| measure | |
|---|---|
${others.join('\n')}
`);
  const versions = [
    run('sh', ['-c', 'java --version | head -1']), `Node ${process.version}`,
    run('psql', ['--version']), `wrk ${run('sh', ['-c', 'wrk -v 2>&1 | sed -n "s/^wrk *\\([^ ]*\\).*/\\1/p"'])}`, ...routes.flatMap(route => route.version ?? []),
  ].map(words => words.trim());
  parts.push(`Machine: ${cpus().length} × ${cpus()[0].model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB. ${versions.join('; ')}. Command: \`make bench\`.\n`);
  return parts.join('\n');
}
