// What is measured, where, and how long; the numbers may be set for a shorter try: SECONDS=2 ROUNDS=1 make bench.
import { mkdirSync } from 'node:fs';

const number = (name, otherwise) => Number(process.env[name] ?? otherwise);
export const COUNT = number('STATIONS', 200_000);
export const CLIENTS = 32;
export const SECONDS = number('SECONDS', 6);
export const ROUNDS = number('ROUNDS', 3);
export const PORT = number('BENCH_PORT', 18_090);
export const REDIS_PORT = PORT + 1;
export const TILE38_PORT = PORT + 2;

export const home = process.env.BENCH_HOME ?? '.yizhan/bench';
export const csv = `${home}/stations-${COUNT}.csv`;
export const places = `${home}/places-${COUNT}.lua`;
export const answer = `${home}/answer.json`;
export const at = `http://127.0.0.1:${PORT}`;
mkdirSync(home, { recursive: true });
