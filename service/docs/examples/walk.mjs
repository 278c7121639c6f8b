// Walks through an example: runs each command as it is printed, and writes commands and outputs as one page.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

const LONGEST_SECONDS = 300;
const PATIENCE_SECONDS = 120;

export class Walk {
  #page = [];
  #env;

  /** Commands see these variables: AT, where the service is, PAGES, where the page and its pictures go, and others. */
  constructor(env) {
    mkdirSync(env.PAGES, { recursive: true });
    this.#env = { ...process.env, ...env };
  }

  say(...paragraphs) {
    for (const text of paragraphs) this.#page.push(text, '');
  }

  picture(file, words) {
    this.#page.push(`![${words}](${file})`, '');
  }

  /** Runs a command in a shell; its output goes below it on the page, and is returned. */
  run(command) {
    const done = this.#sh(command);
    if (done.status !== 0) {
      throw new Error(`${command}\nended with ${done.error ?? done.status}:\n${done.stdout}${done.stderr}`);
    }
    this.#page.push('```sh', `$ ${command}`, ...(done.stdout.trim() ? [done.stdout.trimEnd()] : []), '```', '');
    return done.stdout;
  }

  /**
   * Waits, without a word on the page, until a command prints what is wanted; says what it printed last where it
   * never does.
   */
  until(wanted, command) {
    const limit = Date.now() + PATIENCE_SECONDS * 1000;
    for (;;) {
      const done = this.#sh(command, true);
      const printed = `${done.stdout}${done.stderr}`.trim();
      if (printed === wanted) return;
      if (/^(failed|cancelled|problem)/.test(printed)) throw new Error(`${command}\nprinted ${printed}`);
      if (Date.now() > limit) {
        throw new Error(`waited ${PATIENCE_SECONDS} s for “${wanted}”, in vain:\n${command}\nprinted last: ${printed || '(nothing)'}`);
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }

  /** Waits until the job that a call answered with is done. */
  done(file) {
    this.until('done', `self=$(jq -r '.links.self // empty' ${file})
if [ "$self" ]; then curl -s "$AT$self" | jq -r '[.status, .failure // empty] | join(": ")'; else echo "problem: $(jq -r .detail ${file})"; fi`);
  }

  #sh(command, again = false) {
    if (!again) process.stderr.write(`$ ${command.split('\n')[0].slice(0, 120)}\n`);
    return spawnSync('bash', ['-o', 'pipefail', '-c', command], {
      env: this.#env, encoding: 'utf8', maxBuffer: 1 << 28, timeout: LONGEST_SECONDS * 1000,
    });
  }

  write(name) {
    writeFileSync(`${this.#env.PAGES}/${name}`, this.#page.join('\n').trimEnd() + '\n');
  }
}

/** Random numbers that are the same at every run (mulberry32). */
export function seeded(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
