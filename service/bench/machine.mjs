// What every measure needs of the machine: programs, processes, their CPU time, and the middle of three rounds.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

const began = performance.now();
export const say = words => console.log(`${String(Math.round((performance.now() - began) / 1000)).padStart(4)} s  ${words}`);
export const has = program => spawnSync('sh', ['-c', `command -v "${program}"`]).status === 0;
export const median = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
export const run = (program, args, more = {}) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...more });

// The same on one core alone, or on any where `core` is undefined.
export const runOn = (core, program, args, more) => core === undefined ? run(program, args, more) : run('taskset', ['-c', String(core), program, ...args], more);
// Keeps a process that runs, with all its threads, to one core.
export const keepOn = (core, pid) => run('taskset', ['-a', '-c', '-p', String(core), String(pid)]);

const TICKS_PER_SECOND = Number(run('getconf', ['CLK_TCK']));

// CPU seconds of a process and all its children, those that ended and were waited for included.
export function cpuSeconds(pid) {
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(name => {
    try {
      // The name in parentheses may hold anything; what follows the last of them are numbers: state, parent, …
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return [{ pid: Number(name), parent: Number(fields[1]), ticks: [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0) }];
    } catch {
      return []; // ended meanwhile
    }
  });
  const family = new Set([pid]);
  for (let before = 0; before !== family.size;) {
    before = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  }
  return all.filter(one => family.has(one.pid)).reduce((sum, one) => sum + one.ticks, 0) / TICKS_PER_SECOND;
}

// Resident memory of one process, in mebibytes.
export const residentMebibytes = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

// What `work` returns, with the CPU seconds that each of the named processes spent meanwhile.
export function withCpu(pids, work) {
  const before = pids.map(cpuSeconds);
  const result = work();
  return { ...result, cpu: pids.map((pid, i) => cpuSeconds(pid) - before[i]).reduce((a, b) => a + b, 0) };
}
