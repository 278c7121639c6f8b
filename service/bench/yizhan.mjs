// The service under measure: a process of its own with a database of its own, under the profile `bench`.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './machine.mjs';
import { PORT, answer, at, home } from './settings.mjs';

export const environment = { ...process.env, YIZHAN_HOME: home, YIZHAN_DEMO: 'false', YIZHAN_DISTRICTS: 'false', PORT: String(PORT), HOST: '127.0.0.1' };
delete environment.DATABASE_URL;

const running = new Set();
process.on('exit', () => running.forEach(one => one.kill('SIGTERM')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

// A process that ends with this one.
export function background(program, args, options = {}) {
  const one = spawn(program, args, { stdio: 'ignore', ...options });
  running.add(one);
  one.on('exit', () => running.delete(one));
  return one;
}

export async function end(one) {
  one.kill('SIGTERM');
  while (one.exitCode === null && one.signalCode === null) await sleep(50);
}

// Starts the service, with the yardsticks' routes or as it is in use, and waits until `ready` answers 200: its seconds are
// those from nothing to that answer.
export async function start(jar, { yardsticks = true, ready = '/v1/stations/nearest?lon=113&lat=34', heap = ['-Xmx400m'], options = [] } = {}) {
  if (!existsSync(answer)) writeFileSync(answer, '{}');
  const began = performance.now();
  const jvm = ['@service/jvm.options', ...heap, ...options, `-XX:AOTCache=${dirname(jar)}/yizhan.aot`];
  const args = [];
  if (yardsticks) {
    jvm.push('-Dspring.aot.enabled=false'); // They are not among the beans that were found when the service was built.
    args.push('--spring.profiles.active=bench', `--yizhan.bench.answer=${answer}`);
  }
  const one = background('java', [...jvm, '-jar', jar, ...args],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [one.stdout, one.stderr]) stream.on('data', data => (printed += data));
  while (!(await fetch(at + ready).then(r => r.ok, () => false))) {
    if (one.exitCode !== null) throw new Error('the service ended:\n' + printed);
    await sleep(50);
  }
  return { process: one, pid: one.pid, seconds: (performance.now() - began) / 1000 };
}

export const databasePid = () => Number(readFileSync(`${home}/postgis/data/postmaster.pid`, 'utf8').split('\n')[0]);

export function psql(words) {
  const kept = name => readFileSync(`${home}/postgis/${name}`, 'utf8').trim();
  return run('psql', ['-h', '127.0.0.1', '-p', kept('port'), '-U', 'yizhan', '-v', 'ON_ERROR_STOP=1', '-At', 'yizhan', '-c', words],
    { env: { ...process.env, PGPASSWORD: kept('password') } }).trim();
}
