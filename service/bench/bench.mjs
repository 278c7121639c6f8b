// The benchmark over HTTP: real processes, one machine, everything in turns, three rounds.
// usage  node bench.mjs SERVICE.jar LOADER.jar COUNTIES.geojson.gz   (make bench)
// needs  wrk; redis-server and redis-cli if Redis is to take part; psql
// writes service/bench/results/<date>.md
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const [service, loader, counties] = process.argv.slice(2);
const COUNT = 200_000, PORT = 18_099, REDIS = 18_098, CLIENTS = 32, SECONDS = 8, ROUNDS = 3;
const home = '.yizhan/bench';
const csv = `${home}/stations.csv`, places = `${home}/places.lua`, answer = `${home}/answer.json`;
const at = `http://127.0.0.1:${PORT}`;
const jvm = ['-Xmx400m', '--sun-misc-unsafe-memory-access=allow', '--enable-native-access=ALL-UNNAMED'];
const env = { ...process.env, YIZHAN_HOME: home, YIZHAN_DEMO: 'false', YIZHAN_DISTRICTS: 'false', PORT: String(PORT) };
const has = program => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const median = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const say = words => console.log(words);

if (!has('wrk')) {
  console.error('make bench needs wrk (Debian: sudo apt-get install wrk), which is not here');
  process.exit(1);
}
if (!existsSync(counties)) {
  console.error(`make bench spreads its stations over real counties, and ${counties} is not here`);
  process.exit(1);
}
mkdirSync(home, { recursive: true });
if (!existsSync(csv)) {
  say(execFileSync('node', ['service/bench/stations.mjs', counties, String(COUNT), csv, places], { encoding: 'utf8' }).trim());
}
if (!existsSync(answer)) writeFileSync(answer, '{}');

const running = [];
process.on('exit', () => running.forEach(one => one.kill('SIGTERM')));
async function start() {
  const began = performance.now();
  const process_ = spawn('java', [...jvm, '-jar', service, '--spring.profiles.active=bench', `--yizhan.bench.answer=${answer}`],
    { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(process_);
  let printed = '';
  for (const stream of [process_.stdout, process_.stderr]) stream.on('data', data => (printed += data));
  for (;;) {
    if (process_.exitCode !== null) throw new Error('the service ended:\n' + printed);
    const ready = await fetch(`${at}/v1/stations/nearest?lon=113&lat=34`).then(r => r.ok, () => false);
    const empty = printed.includes('serving 0 stations');
    if (ready || empty) return { process: process_, seconds: (performance.now() - began) / 1000 };
    await sleep(50);
  }
}
async function stop(one) {
  running.splice(running.indexOf(one.process), 1);
  one.process.kill('SIGTERM');
  while (one.process.exitCode === null && one.process.signalCode === null) await sleep(50);
}
const rss = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const psql = words => execFileSync('psql', ['-h', '127.0.0.1', '-p', readFileSync(`${home}/postgis/port`, 'utf8').trim(),
  '-U', 'yizhan', '-v', 'ON_ERROR_STOP=1', '-At', 'yizhan', '-c', words],
  { env: { ...process.env, PGPASSWORD: readFileSync(`${home}/postgis/password`, 'utf8').trim() }, encoding: 'utf8' }).trim();

// 1. A list, from the file to answers, against the least that anybody could do with it.
let one = await start();
if (psql('select count(*) from station') === '0') {
  say(`loading ${COUNT} stations …`);
  const began = performance.now();
  execFileSync('java', ['-Xmx1g', '--enable-native-access=ALL-UNNAMED', '-jar', loader, 'load', '--network', 'bench',
    '--datum', 'gcj02', '--quiet', csv], { env });
  while (!(await fetch(`${at}/v1/stations/nearest?lon=113&lat=34`).then(r => r.ok && r.json()).then(a => a?.dataset_version))) await sleep(50);
  writeFileSync(`${home}/loaded`, String((performance.now() - began) / 1000));
  psql('drop table if exists bare');
  const bare = performance.now();
  psql('create table bare (id text, name text, address text, lon float8, lat float8, amenities text, status text, open_hours text, capacity int)');
  psql(`\\copy bare from '${csv}' csv header`);
  psql(`create table bare_station as select *, st_setsrid(st_point(lon, lat), 4326) as location from bare;
    create table bare_circle as
      select id, st_buffer(location::geography, 1000, 18)::geometry as walk, st_buffer(location::geography, 2692, 18)::geometry as ebike from bare_station;
    create index on bare_station using gist (location);
    create index on bare_circle using gist (walk);
    create index on bare_circle using gist (ebike)`);
  writeFileSync(`${home}/bare`, String((performance.now() - bare) / 1000));
  psql('drop table bare, bare_station, bare_circle');
  psql('vacuum analyze');
}
const loaded = Number(readFileSync(`${home}/loaded`, 'utf8')), bare = Number(readFileSync(`${home}/bare`, 'utf8'));
const somewhere = /"(lon=[^"]+)"/.exec(readFileSync(places, 'utf8'))[1];
writeFileSync(answer, Buffer.from(await (await fetch(`${at}/v1/stations/nearest?${somewhere}`)).arrayBuffer()));
await stop(one);

// 2. Back after a restart.
const starts = [];
for (let i = 0; i < ROUNDS; i++) {
  one = await start();
  starts.push(one.seconds);
  if (i < ROUNDS - 1) await stop(one);
}

// 3. Throughput, in turns.
const routes = {
  'static JSON of like size': '/bench/static?',
  'nearest, k = 5': '/v1/stations/nearest?',
  'nearest, amenity and open_at, 1 %': '/v1/stations/nearest?amenity=aed&open_at=now&',
  'the same by R2DBC and PostGIS KNN': '/bench/knn?',
};
function wrk(path, seconds) {
  const out = execFileSync('wrk', ['-t1', `-c${CLIENTS}`, `-d${seconds}s`, '-s', 'service/bench/nearest.lua', at, '--', places, path],
    { encoding: 'utf8' });
  const [, requests, micros, p50, p99, , failed] = /RESULT (\d+) (\d+) ([\d.]+) ([\d.]+) ([\d.]+) (\d+)/.exec(out).map(Number);
  if (failed) throw new Error(`${failed} requests of ${path} failed`);
  return { perSecond: requests / (micros / 1e6), p50: p50 / 1000, p99: p99 / 1000 };
}
say('warming up …');
for (let i = 0; i < 4; i++) for (const path of Object.values(routes)) wrk(path, SECONDS);
const measured = Object.fromEntries(Object.keys(routes).map(name => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, path] of Object.entries(routes)) {
    const result = wrk(path, SECONDS);
    measured[name].push(result);
    say(`round ${round + 1}  ${name.padEnd(36)} ${result.perSecond.toFixed(0).padStart(8)}/s`);
  }
}
const memory = rss(one.process.pid);
const version = (await (await fetch(`${at}/v1/status`)).json()).dataset_version;
await stop(one);

// 4. Redis, where it is, by its own protocol.
let redis = null;
if (has('redis-server') && has('redis-benchmark')) {
  const server = spawn('redis-server', ['--port', String(REDIS), '--bind', '127.0.0.1', '--save', '', '--dir', home], { stdio: 'ignore' });
  running.push(server);
  await sleep(500);
  const add = readFileSync(csv, 'utf8').split('\n').slice(1, -1).map(line => {
    const [id, , , lon, lat] = line.split(',');
    return `GEOADD s ${lon} ${lat} m${id.slice(1).padStart(12, '0')}`;
  });
  execFileSync('redis-cli', ['-p', String(REDIS), '--pipe'], { input: add.join('\r\n') + '\r\n', maxBuffer: 1 << 28 });
  const rates = [];
  for (let round = 0; round < ROUNDS; round++) {
    const out = execFileSync('redis-benchmark', ['-p', String(REDIS), '-c', String(CLIENTS), '-n', '200000', '-r', String(COUNT), '--csv',
      'GEOSEARCH', 's', 'FROMMEMBER', 'm__rand_int__', 'BYRADIUS', '5000', 'm', 'ASC', 'COUNT', '5', 'WITHDIST', 'WITHCOORD'], { encoding: 'utf8' });
    rates.push(Number(out.trim().split('\n').at(-1).split(',')[1].replaceAll('"', '')));
  }
  redis = median(rates);
  server.kill();
}

// 5. The table.
const base = median(measured['static JSON of like size'].map(r => r.perSecond));
const base99 = median(measured['static JSON of like size'].map(r => r.p99));
const rows = Object.entries(measured).map(([name, results]) => {
  const rate = median(results.map(r => r.perSecond)), p99 = median(results.map(r => r.p99));
  return `| ${name} | ${rate.toFixed(0)} | ${(rate / base).toFixed(2)} × | ${median(results.map(r => r.p50)).toFixed(2)} | ${p99.toFixed(2)} | ${(p99 / base99).toFixed(2)} × |`;
});
const nearest = median(measured['nearest, k = 5'].map(r => r.perSecond));
const knn = median(measured['the same by R2DBC and PostGIS KNN'].map(r => r.perSecond));
const text = `# Benchmark of ${new Date().toISOString().slice(0, 10)}

${COUNT.toLocaleString('en')} stations made up over the real counties, dataset version ${version}. ${CLIENTS} clients (wrk, one thread) on the
machine that serves, ${ROUNDS} rounds of ${SECONDS} s in turns after a warm-up; medians. Questions come from ${COUNT / 20} places.

| route | requests/s | to static | p50 ms | p99 ms | p99 to static |
|---|---|---|---|---|---|
${rows.join('\n')}
${redis ? `| Redis GEOSEARCH, 5 within 5 km, by its own protocol | ${redis.toFixed(0)} | ${(redis / base).toFixed(2)} × | | | |\n` : ''}
| measure | |
|---|---|
| nearest against PostGIS KNN | ${(nearest / knn).toFixed(1)} × |
| CSV → published and served, against \\copy + two ST_Buffer + GiST | ${loaded.toFixed(1)} s / ${bare.toFixed(1)} s = ${(loaded / bare).toFixed(2)} × |
| first nearest answer after a restart, PostgreSQL's start included | ${median(starts).toFixed(1)} s |
| resident memory after all of it, -Xmx400m | ${memory.toFixed(0)} MB |

Machine: ${cpus().length} × ${cpus()[0].model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB. ${execFileSync('sh', ['-c', 'java --version | head -1'], { encoding: 'utf8' }).trim()},
PostgreSQL and PostGIS ${psqlVersion()}, wrk, Node ${process.version}. Command: \`make bench\`.
`;
function psqlVersion() {
  return execFileSync('psql', ['--version'], { encoding: 'utf8' }).trim().replace('psql (PostgreSQL) ', '');
}
mkdirSync('service/bench/results', { recursive: true });
const file = `service/bench/results/${new Date().toISOString().slice(0, 10)}.md`;
writeFileSync(file, text);
say('\n' + text + '\nkept in ' + file);
