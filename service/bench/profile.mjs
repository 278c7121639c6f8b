// Where the time of a nearest answer goes: the service under wrk, recorded by the JDK's flight recorder for 20 seconds.
// usage  node profile.mjs SERVICE.jar LOADER.jar COUNTIES.geojson.gz   (make profile; ROUTE=… another question without its place)
// writes service/bench/results/profile-<date>.md; the recording stays in .yizhan/bench/nearest.jfr
import { existsSync, writeFileSync } from 'node:fs';
import { run, say } from './machine.mjs';
import { isLoaded, loading } from './loading.mjs';
import { COUNT, csv, home, places } from './settings.mjs';
import { end, start } from './yizhan.mjs';
import { wrk } from './wrk.mjs';

const [service, loader, counties] = process.argv.slice(2);
const route = process.env.ROUTE ?? '/v1/stations/nearest?';
const WARM_SECONDS = 20, RECORDED_SECONDS = 20, TOP = 25;
const recording = `${home}/nearest.jfr`;

// Whose work a sample is, by its frame nearest to the top that says so.
const layers = [
  ['search: the index and distances', /^dev\.yizhan\.geo\.(index|measure)\./],
  ['opening hours and filters', /^dev\.yizhan\.(geo\.hours|service\.station)\./],
  ['writing the answer', /^dev\.yizhan\.service\.nearest\.|^tools\.jackson\./],
  ['the question: parameters and their binding', /^dev\.yizhan\.service\.web\.|^org\.springframework\.(beans|core\.convert|validation|web\.(bind|util))/],
  ['Spring WebFlux', /^org\.springframework\./],
  ['Micrometer', /^io\.micrometer\./],
  ['Reactor', /^reactor\.core\./],
  ['Reactor Netty', /^reactor\.netty\./],
  ['Netty: HTTP codec', /^io\.netty\.handler\./],
  ['Netty: sockets, buffers, loop', /^io\.netty\./],
];
const layerOf = frames => layers.find(([, mark]) => mark.test(frames.find(frame => layers.some(([, any]) => any.test(frame))) ?? ''))?.[0] ?? 'the JDK by itself';
const share = (part, all) => `${(100 * part / all).toFixed(1)} %`;
const counted = list => [...list.reduce((map, one) => map.set(one, (map.get(one) ?? 0) + 1), new Map())].sort((a, b) => b[1] - a[1]);
const weighed = list => [...list.reduce((map, [one, weight]) => map.set(one, (map.get(one) ?? 0) + weight), new Map())].sort((a, b) => b[1] - a[1]);
const table = (head, rows) => `| ${head.join(' | ')} |\n|${'---|'.repeat(head.length)}\n${rows.map(row => `| ${row.join(' | ')} |`).join('\n')}\n`;

const UNITS = { bytes: 1, kB: 1024, MB: 2 ** 20, GB: 2 ** 30 };

// The events of one kind: their fields as they are printed, and the frames without what they are called with.
function events(name) {
  return run('jfr', ['print', '--stack-depth', '64', '--events', name, recording]).split(/^(?=jdk\.)/m).filter(text => text.startsWith(name)).map(text => ({
    field: word => new RegExp(`^  ${word} = "?(.*?)"?$`, 'm').exec(text)?.[1],
    frames: [...text.matchAll(/^    ([\w.$<>/]+)\(.*$/gm)].map(([, frame]) => frame.replace(/\$\$Lambda.*?\./, '$lambda.')),
  }));
}
const millis = words => words?.endsWith(' ms') ? parseFloat(words) : words?.endsWith(' us') ? parseFloat(words) / 1000 : 1000 * parseFloat(words);
const inBytes = words => parseFloat(words) * UNITS[words.split(' ')[1]];

if (!existsSync(csv)) say(run('node', ['service/bench/stations.mjs', counties, String(COUNT), csv, places]).trim());
if (!isLoaded()) await loading(service, loader);
const one = await start(service, { options: ['-XX:+UnlockDiagnosticVMOptions', '-XX:+DebugNonSafepoints'] });
say('warming up …');
wrk(route, { seconds: WARM_SECONDS, pids: [one.pid] });
say(`recording ${route} …`);
run('jcmd', [String(one.pid), 'JFR.start', 'name=bench', 'settings=profile']);
const result = wrk(route, { seconds: RECORDED_SECONDS, pids: [one.pid] });
run('jcmd', [String(one.pid), 'JFR.dump', 'name=bench', `filename=${process.cwd()}/${recording}`]);
run('jcmd', [String(one.pid), 'JFR.stop', 'name=bench']);
await end(one.process);

say('reading the recording …');
const samples = events('jdk.ExecutionSample').filter(sample => sample.frames.length);
const inNative = events('jdk.NativeMethodSample').length;
const allocations = events('jdk.ObjectAllocationSample').filter(one => one.field('eventThread')?.startsWith('reactor-http'))
  .map(one => ({ ...one, weight: inBytes(one.field('weight')), type: one.field('objectClass').replace(/ \(.*/, '') }));
const bytes = allocations.reduce((sum, one) => sum + one.weight, 0);
const pauses = events('jdk.GarbageCollection').map(one => millis(one.field('sumOfPauses')));
const outsideTheJdk = frames => frames.find(frame => !/^(java|jdk|sun)\./.test(frame)) ?? frames[0];
const top = list => list.slice(0, TOP);

const text = `# Profile of ${route.replace(/\?$/, '')}, ${new Date().toISOString().slice(0, 10)}

${COUNT.toLocaleString('en')} stations, 32 clients (wrk) on the same machine, ${RECORDED_SECONDS} s after a warm-up of ${WARM_SECONDS}: ${result.perSecond.toFixed(0)} requests/s, ${
  (result.requests / result.cpu).toFixed(0)} a CPU second, recorded meanwhile
by the flight recorder (settings \`profile\`, ${samples.length} samples of Java code, ${inNative} of native code such as system calls). Again:
\`make profile\`; by eye: \`jfr view hot-methods ${recording}\`.

## By layer
A sample belongs to the layer of its topmost frame that is in one, so copying bytes for an answer counts as writing it.

${table(['layer', 'of samples'], counted(samples.map(sample => layerOf(sample.frames))).map(([name, n]) => [name, share(n, samples.length)]))}
## The hottest methods
${table(['method', 'of samples'], top(counted(samples.map(sample => sample.frames[0]))).map(([name, n]) => [`\`${name}\``, share(n, samples.length)]))}
## Who allocates
${(bytes / result.requests / 1024).toFixed(1)} KiB a request, by the recorder's estimate; by the topmost frame outside the JDK.

${table(['method', 'of bytes'], top(weighed(allocations.map(one => [outsideTheJdk(one.frames), one.weight]))).map(([name, n]) => [`\`${name}\``, share(n, bytes)]))}
## What is allocated
${table(['class', 'of bytes'], top(weighed(allocations.map(one => [one.type, one.weight]))).slice(0, 12).map(([name, n]) => [`\`${name}\``, share(n, bytes)]))}
Garbage collection: ${pauses.length} collections, ${(pauses.reduce((a, b) => a + b, 0) / RECORDED_SECONDS).toFixed(1)} ms of pauses a second, the longest ${Math.max(0, ...pauses).toFixed(1)} ms.
`;
console.log('\n' + text);
const file = `service/bench/results/profile-${new Date().toISOString().slice(0, 10)}.md`;
writeFileSync(file, text);
say('kept in ' + file);
