// The benchmark over HTTP: real processes, one machine, everything in turns; about eight minutes.
// usage  node bench.mjs SERVICE.jar LOADER.jar COUNTIES.geojson.gz   (make bench)
//        STEPS=restart,throughput leaves the others out and keeps no table (loading has to have been done once)
// needs  wrk, psql and taskset, and two cores; Redis and Tile38 take part where they are, Gatling where Maven is
// writes service/bench/results/<date>.md
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { buildGatling, latency } from './gatling.mjs';
import { has, keepOn, residentMebibytes, run, say } from './machine.mjs';
import { isLoaded, loading } from './loading.mjs';
import { restart } from './restart.mjs';
import { rivalRoutes, rivals } from './resp.mjs';
import { COUNT, ROUNDS, SECONDS, at, csv, places } from './settings.mjs';
import { table } from './table.mjs';
import { NEAREST, STATIC, ownRoutes, throughput } from './throughput.mjs';
import { wrk } from './wrk.mjs';
import { end, start } from './yizhan.mjs';

const [service, loader, counties] = process.argv.slice(2);
const EVERY_STEP = 'loading,restart,throughput,latency';
const steps = (process.env.STEPS ?? EVERY_STEP).split(',');

for (const program of ['wrk', 'psql', 'taskset']) {
  if (!has(program)) {
    console.error(`make bench needs ${program}, which is not here (Debian: sudo apt-get install ${{ psql: 'postgresql-client', taskset: 'util-linux' }[program] ?? program})`);
    process.exit(1);
  }
}
if (!existsSync(counties)) {
  console.error(`make bench spreads its stations over real counties, and ${counties} is not here (COUNTIES=… names another file)`);
  process.exit(1);
}
if (!existsSync(csv) || !existsSync(places)) {
  say(run('node', ['service/bench/stations.mjs', counties, String(COUNT), csv, places]).trim());
}

const found = {};
if (steps.includes('loading')) found.loading = await loading(service, loader);
else if (!isLoaded()) throw new Error(`the database does not hold these ${COUNT} stations: do the step loading first`);
if (steps.includes('restart')) found.restarts = await restart(service);

if (!steps.includes('throughput')) process.exit(0); // without it a table would have nothing to compare with

const one = await start(service);
const others = await rivals();
found.routes = [...ownRoutes(one), ...rivalRoutes(others)];
throughput(found.routes);
for (const rival of Object.values(others)) await rival?.end();
if (steps.includes('latency')) {
  buildGatling();
  found.latencies = [];
  // A core each for the service and for those who ask: Gatling spends more on a question than the service does.
  const [its, theirs] = [0, 1];
  keepOn(its, one.pid);
  for (const name of [STATIC, NEAREST]) {
    const { path } = found.routes.find(route => route.name === name);
    const rate = Math.round(wrk(path, { seconds: SECONDS, pids: [one.pid], core: theirs }).perSecond / 2);
    say(`${rate} arrivals a second at ${name}, half of what it manages on one core …`);
    found.latencies.push({ name, path, rate, rounds: [] });
  }
  for (let round = 1; round <= ROUNDS; round++) {
    for (const route of found.latencies) {
      const result = latency(route.path, route.rate, 2 * SECONDS, [one.pid], theirs);
      route.rounds.push(result);
      say(`round ${round}  ${route.name}: p50 ${result.p50} ms, p99 ${result.p99} ms of ${result.requests}`);
    }
  }
}
found.memory = residentMebibytes(one.pid);
found.version = (await (await fetch(`${at}/v1/status`)).json()).dataset_version;
await end(one.process);

const text = table(found);
console.log('\n' + text);
if (steps.join() === EVERY_STEP && ROUNDS >= 3) {
  mkdirSync('service/bench/results', { recursive: true });
  const file = `service/bench/results/${new Date().toISOString().slice(0, 10)}.md`;
  writeFileSync(file, text);
  say('kept in ' + file);
} else {
  say('a part of it, or a short one, keeps no table');
}
