// How long the nearest station takes while the coverage of the whole country is computed beside it; about three minutes, and four more the first time.
// usage  node beside.mjs SERVICE.jar LOADER.jar COUNTIES.geojson.gz   (make bench-beside)
// needs  wrk
// writes service/bench/results/beside-<date>.md
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { has, median, run, say } from './machine.mjs';
import { COUNT, SECONDS, at, csv, home, places } from './settings.mjs';
import { atRest } from './wrk.mjs';
import { end, environment, start } from './yizhan.mjs';

const [service, loader, counties] = process.argv.slice(2);
const CLIENTS = 4;
// A p99 is that of the ten slowest of a thousand: it takes some rounds to be steady.
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const REST = 4;
// Until the JVM has compiled what coverage takes: its compiler is as busy as coverage itself before.
const WARMING = Number(process.env.WARMING ?? 40);
const NEAREST = '/v1/stations/nearest?';
const kept = `${home}/loaded`;

if (!has('wrk') || !existsSync(counties)) {
  console.error(`make bench-beside needs wrk and ${counties} (COUNTIES=… names another file)`);
  process.exit(1);
}

// Stations over all counties, published as a city would: both stay for the next time.
async function fill() {
  run('geo-data/tools/stop-postgis', [`${home}/postgis`]);
  rmSync(`${home}/postgis`, { recursive: true, force: true });
  say(run('node', ['service/bench/stations.mjs', counties, String(COUNT), csv, places]).trim());
  const one = await start(service, { yardsticks: false, ready: '/v1/status' });
  const load = (...words) => run('java', ['-Xmx1g', '--enable-native-access=ALL-UNNAMED', '-jar', loader, ...words], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
  say('loading the counties …');
  load('districts', '--datum', 'gcj02', counties);
  say(`loading ${COUNT} stations with their circles and coverage …`);
  load('load', '--network', 'bench', '--datum', 'gcj02', '--quiet', csv);
  await end(one.process);
  writeFileSync(kept, String(COUNT));
}

// Asks for one standard after another that nobody asked for yet, so many times or until it is told to stop.
let asked = 0;
function countries(most = Infinity) {
  let goesOn = true;
  const seconds = [];
  const done = (async () => {
    while (goesOn && seconds.length < most) {
      const began = performance.now();
      const answer = await fetch(`${at}/v1/coverage?level=county&limit=5&minutes=${(8 + asked++ / 100).toFixed(2)}`);
      const { total } = await answer.json();
      if (!answer.ok || total < 2000) throw new Error(`coverage of ${total} counties, ${answer.status}`);
      seconds.push((performance.now() - began) / 1000);
    }
    return seconds;
  })();
  return { done, stop: () => { goesOn = false; return done; } };
}

if (!(existsSync(kept) && readFileSync(kept, 'utf8') === String(COUNT))) await fill();
const one = await start(service, { yardsticks: false, heap: [] }); // as large as `make run` has it
const ask = () => atRest(NEAREST, { seconds: SECONDS, clients: CLIENTS, rest: REST });
say('warming up nearest …');
for (let i = 0; i < 3; i++) await ask();
const first = countries(WARMING);
const cold = await ask();
say(`p99 beside the first country of this process: ${cold.p99.toFixed(2)} ms; warming up coverage …`);
await first.done;

const idle = [], busy = [], coverages = [];
for (let round = 1; round <= ROUNDS; round++) {
  idle.push(await ask());
  const beside = countries();
  busy.push(await ask());
  coverages.push(...await beside.stop());
  const [was, is] = [idle.at(-1), busy.at(-1)];
  say(`round ${round}  p50 ${was.p50.toFixed(2)} → ${is.p50.toFixed(2)} ms  p99 ${was.p99.toFixed(2)} → ${is.p99.toFixed(2)} ms  ${(is.p99 / was.p99).toFixed(2)} ×`);
}
await end(one.process);

const middle = (rounds, value) => median(rounds.map(value));
const ratio = value => `${(middle(busy, value) / middle(idle, value)).toFixed(2)} ×`;
const row = (name, rounds) => `| ${name} | ${middle(rounds, r => r.perSecond).toFixed(0)} | ${middle(rounds, r => r.p50).toFixed(2)} | ${
  middle(rounds, r => r.p95).toFixed(2)} | ${middle(rounds, r => r.p99).toFixed(2)} | ${rounds.map(r => r.p99.toFixed(2)).join(', ')} |`;
const text = `# Nearest beside a national coverage, ${new Date().toISOString().slice(0, 10)}

\`make bench-beside\`: ${COUNT.toLocaleString('en')} stations made up over the real counties. The service's heap is as
large as the JVM takes it, a quarter of the memory. Service, PostgreSQL, wrk and this script share the ${cpus().length} cores
of one machine (${cpus()[0].model}). wrk asks for the nearest five stations with ${CLIENTS} clients that rest ${REST} ms on
average between two questions; ${ROUNDS} rounds of ${SECONDS} s each way, in turns; medians. Beside it, without a pause,
\`/v1/coverage?level=county\` by walking times that nobody asked for before: ${coverages.length} countries in ${median(coverages).toFixed(1)} s each (median), on as many
threads as there are cores, less one; after ${WARMING} other countries: until then the JVM's compiler takes a core for itself, as the
row of the first country shows.

| | requests/s | p50 ms | p95 ms | p99 ms | p99 of each round |
|---|---|---|---|---|---|
${row('idle', idle)}
${row('beside', busy)}
${row('beside the first country of a new process', [cold])}
| ratio of beside to idle | | ${ratio(r => r.p50)} | ${ratio(r => r.p95)} | **${ratio(r => r.p99)}** | |
`;
console.log('\n' + text);
if (ROUNDS >= 5) {
  mkdirSync('service/bench/results', { recursive: true });
  writeFileSync(`service/bench/results/beside-${new Date().toISOString().slice(0, 10)}.md`, text);
}
