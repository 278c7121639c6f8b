// Redis and Tile38 with the same stations and the same questions, each by its own protocol, Tile38 by HTTP too.
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { has, run, say, withCpu } from './machine.mjs';
import { CLIENTS, REDIS_PORT, TILE38_PORT, csv, home, places } from './settings.mjs';
import { background, end } from './yizhan.mjs';
import { wrk } from './wrk.mjs';

const GEOSEARCH = 'GEOSEARCH s FROMLONLAT LON LAT BYRADIUS 5000 m ASC COUNT 5 WITHDIST WITHCOORD'.split(' ');
const NEARBY = 'NEARBY s LIMIT 5 DISTANCE POINTS POINT LAT LON'.split(' ');
const NOT_HERE = { redis: 'redis-server is not on this machine', tile38: 'tile38-server is not on this machine' };

const tile38 = [process.env.TILE38_SERVER, `${home}/tile38-server`, 'tile38-server'].find(one => one && (existsSync(one) || has(one)));

const versions = {
  redis: () => `Redis ${/v=(\S+)/.exec(run('redis-server', ['--version']))[1]}`,
  tile38: () => `Tile38 ${/version: (\S+)/.exec(run('sh', ['-c', `"${tile38}" --help 2>&1 || true`]))?.[1] ?? 'of unknown version'}`,
};

// Both servers, as far as they are here, with the stations in them.
export async function rivals() {
  const stations = readFileSync(csv, 'utf8').trim().split('\n').slice(1).map(line => line.split(','));
  return {
    redis: has('redis-server') ? await filled('Redis', REDIS_PORT,
      background('redis-server', ['--port', String(REDIS_PORT), '--bind', '127.0.0.1', '--save', '', '--dir', home]),
      stations.map(([id, , , lon, lat]) => ['GEOADD', 's', lon, lat, id])) : null,
    tile38: tile38 ? await filled('Tile38', TILE38_PORT,
      background(tile38, ['-h', '127.0.0.1', '-p', String(TILE38_PORT), '-d', `${home}/tile38`, '--appendonly', 'no', '-q']),
      stations.map(([id, , , lon, lat]) => ['SET', 's', id, 'POINT', lat, lon])) : null,
  };
}

async function filled(name, port, process, commands) {
  say(`giving ${name} the same ${commands.length} stations …`);
  const socket = await reached(port);
  let replies = 0;
  const all = new Promise((done, fail) => {
    socket.on('error', fail);
    socket.on('data', data => {
      if (data[0] === 45) fail(new Error(`${name}: ${data}`));
      for (const byte of data) if (byte === 10) replies++;
      if (replies >= commands.length) done();
    });
  });
  for (let i = 0; i < commands.length; i += 1000) {
    const words = commands.slice(i, i + 1000).map(command =>
      `*${command.length}\r\n` + command.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')).join('');
    if (!socket.write(words)) await new Promise(done => socket.once('drain', done));
  }
  await all;
  socket.destroy();
  return { process, pid: process.pid, port, end: () => end(process) };
}

async function reached(port) {
  for (let tries = 0; ; tries++) {
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise(done => socket.once('connect', () => done(true)).once('error', () => done(false)));
    if (open) return socket;
    if (tries > 250) throw new Error(`nothing answers on port ${port}`);
    await sleep(20);
  }
}

function resp(rival, command, seconds) {
  return withCpu([rival.pid], () => {
    const out = run('java', ['service/bench/RespLoad.java', String(rival.port), String(CLIENTS), String(seconds), places, ...command]);
    const [, requests, micros, p50, p95, p99, bytes, failed] = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(out).map(Number);
    if (failed || !requests) throw new Error(`${failed} of ${requests} questions failed`);
    return { requests, perSecond: requests / (micros / 1e6), p50: p50 / 1000, p95: p95 / 1000, p99: p99 / 1000, bytes: bytes / requests };
  });
}

// The measures that they take part in: a name, what carries the question, and how it is asked; without a server, why not.
export const rivalRoutes = rivals => [
  rivals.redis
    ? { name: 'Redis GEOSEARCH, 5 within 5 km', how: 'RESP', version: versions.redis(), ask: seconds => resp(rivals.redis, GEOSEARCH, seconds) }
    : { name: 'Redis GEOSEARCH, 5 within 5 km', notHere: NOT_HERE.redis },
  rivals.tile38
    ? { name: 'Tile38 NEARBY, LIMIT 5', how: 'RESP', version: versions.tile38(), ask: seconds => resp(rivals.tile38, NEARBY, seconds) }
    : { name: 'Tile38 NEARBY, LIMIT 5', notHere: NOT_HERE.tile38 },
  rivals.tile38
    ? { name: 'Tile38 NEARBY, LIMIT 5', how: 'HTTP, a connection each (it keeps none)',
      ask: seconds => wrk('/NEARBY+s+LIMIT+5+DISTANCE+POINTS+POINT', { seconds, pids: [rivals.tile38.pid],
        server: `http://127.0.0.1:${rivals.tile38.port}`, order: 'point' }) }
    : { name: 'Tile38 NEARBY, LIMIT 5, by HTTP', notHere: NOT_HERE.tile38 },
];
