// The index alone: runs the benchmarks of geo-data/src/jmh and keeps a table.
// usage  node jmh.mjs (make bench-jmh); PARTS=10000,1000000:S2,build runs a part, whose figures join those kept in .yizhan/bench/jmh, PARTS= none
// writes service/bench/results/jmh-<date>.md
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { median, run, say } from './machine.mjs';
import { home } from './settings.mjs';

const INDEXES = ['PointIndex', 'STRtree', 'S2', 'Lucene'];
const parts = (process.env.PARTS ?? '10000,100000,1000000,build,size,hours').split(',').filter(Boolean);
const classpath = `geo-data/target/test-classes:geo-data/target/classes:${readFileSync('geo-data/target/jmh.classpath', 'utf8').trim()}`;
const java = (...args) => run('java', ['-cp', classpath, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
const kept = `${home}/jmh`;
mkdirSync(kept, { recursive: true });

for (const part of parts) {
  say(`${part} …`);
  const [stations, index] = part.split(':');
  if (part === 'size') writeFileSync(`${kept}/size.txt`, java('-Xmx2g', 'dev.yizhan.geo.index.IndexSize'));
  else java('org.openjdk.jmh.Main', { build: 'BuildBenchmark', hours: 'HoursBenchmark' }[part] ?? 'IndexBenchmark', ...(/^\d/.test(part) ? ['-p', `stations=${stations}`] : []), ...(index ? ['-p', `index=${index}`] : []),
    '-foe', 'true', '-rf', 'json', '-rff', `${kept}/${part.replace(':', '-')}.json`);
}

const results = readdirSync(kept).filter(name => name.endsWith('.json')).flatMap(name => JSON.parse(readFileSync(`${kept}/${name}`, 'utf8')));
const round = value => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
// The middle of the measurements, with the least and the most.
function figure({ rawData }) {
  const all = rawData.flat();
  return `${round(median(all))} (${round(Math.min(...all))}–${round(Math.max(...all))})`;
}
const of = (benchmark, params) => results.find(one => one.benchmark.includes(benchmark)
  && Object.entries(params).every(([name, value]) => one.params?.[name] === value))?.primaryMetric;
const asked = [...new Set(results.filter(one => one.params?.ask).map(one => `${one.params.stations}|${one.params.ask}`))];
const cell = metric => (metric ? figure(metric) : '');
const sizes = existsSync(`${kept}/size.txt`) ? new Map(readFileSync(`${kept}/size.txt`, 'utf8').trim().split('\n').map(line => line.split(' '))) : new Map();
const head = `| | ${INDEXES.join(' | ')} |\n|---|${'---|'.repeat(INDEXES.length)}`;
const row = (name, value) => (INDEXES.some(value) ? [`| ${name} | ${INDEXES.map(index => value(index) ?? '').join(' | ')} |`] : []);
const others = [
  ...row('built anew for 200,000 stations, ms', index => cell(of('BuildBenchmark', { index }))),
  ...row('heap, bytes a station beside its coordinates', index => sizes.get(index)),
];
const ways = { 'laid out ahead': 'ahead', 'day by day': 'dayByDay', 'read, and asked once': 'first' };
const texts = [...new Set(results.flatMap(one => one.params?.hours ?? []))];
const hours = texts.length ? `## Opening hours
One station's at a random moment of 2026, its state and when that changes next, nanoseconds: as they are asked, by walking the rules day by day, and with
the reading of the text.

| | ${Object.keys(ways).join(' | ')} |
|---|---|---|---|
${texts.map(text => `| \`${text}\` | ${Object.values(ways).map(way => cell(of(`HoursBenchmark.${way}`, { hours: text }))).join(' | ')} |`).join('\n')}

` : '';
const beside = others.length ? `## Beside\n${head}\n${others.join('\n')}\n\n` : '';
const text = `# The index alone, ${new Date().toISOString().slice(0, 10)}

Made-up stations in 2,800 towns; questions from 8,192 places in the same towns; one thread; every index made to give the same
answer, exact on the ellipsoid, and compared with it before it is measured. JMH 1.37, one fork, 3 warm-ups and 3 measurements of
1 s each: the middle one, with the least and the most.

## One question, microseconds
${head}
${asked.sort((a, b) => Number(a.split('|')[0]) - Number(b.split('|')[0])).map(key => {
  const [stations, ask] = key.split('|');
  return `| ${Number(stations).toLocaleString('en')} stations, ${ask} | ${INDEXES.map(index => cell(of('IndexBenchmark', { index, stations, ask }))).join(' | ')} |`;
}).join('\n')}

${beside}${hours}Machine: ${cpus().length} × ${cpus()[0].model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${run('sh', ['-c', 'java --version | head -1']).trim()}. Command: \`make bench-jmh\`.
`;
console.log('\n' + text);
const file = `service/bench/results/jmh-${new Date().toISOString().slice(0, 10)}.md`;
writeFileSync(file, text);
say('kept in ' + file);
