// Runs of wrk: requests a second, percentiles in milliseconds, and the CPU that the servers spent.
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { runOn, withCpu } from './machine.mjs';
import { CLIENTS, at, places } from './settings.mjs';

function read(out, path) {
  const [, requests, micros, p50, p95, p99, bytes, failed] = /RESULT (\d+) (\d+) ([\d.]+) ([\d.]+) ([\d.]+) (\d+) (\d+)/.exec(out).map(Number);
  if (failed || !requests) throw new Error(`${failed} of ${requests} requests of ${path} failed`);
  return { requests, perSecond: requests / (micros / 1e6), p50: p50 / 1000, p95: p95 / 1000, p99: p99 / 1000, bytes: bytes / requests };
}

export function wrk(path, { seconds, pids, server = at, order = 'lon-lat', headers = [], core }) {
  return withCpu(pids, () => read(runOn(core, 'wrk', ['-t1', `-c${CLIENTS}`, `-d${seconds}s`, ...headers.flatMap(one => ['-H', one]),
    '-s', 'service/bench/nearest.lua', server, '--', places, path, order]), path));
}

// A few clients that rest `rest` milliseconds on average between two questions, so that the server is mostly idle. Where that
// is allowed they wait for no core (SCHED_FIFO): a courier's phone has its own.
const AT_ONCE = spawnSync('chrt', ['-f', '1', 'true']).status === 0 ? ['chrt', '-f', '1'] : [];
export async function atRest(path, { seconds, clients, rest }) {
  const [program, ...words] = [...AT_ONCE, 'wrk'];
  const { stdout } = await promisify(execFile)(program, [...words, '-t1', `-c${clients}`, `-d${seconds}s`, '-s', 'service/bench/nearest.lua',
    at, '--', places, path, 'lon-lat', String(rest)]);
  return read(stdout, path);
}
