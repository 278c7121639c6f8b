// Walks through an example: runs each command as it is printed, and writes commands and outputs as one page.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

export class Walk {
  #page = [];
  #env;

  /** Commands see these variables, and AT, where the service is. */
  constructor(env) {
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
    const output = this.#sh(command);
    this.#page.push('```sh', `$ ${command}`, output.trimEnd(), '```', '');
    return output;
  }

  /** The same without a word on the page. */
  quietly(command) {
    return this.#sh(command);
  }

  #sh(command) {
    process.stderr.write(`$ ${command.split('\n')[0].slice(0, 120)}\n`);
    const done = spawnSync('bash', ['-o', 'pipefail', '-c', command], { env: this.#env, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.status !== 0) {
      throw new Error(`${command}\nended with ${done.status}:\n${done.stdout}${done.stderr}`);
    }
    return done.stdout;
  }

  write(file) {
    writeFileSync(file, this.#page.join('\n').trimEnd() + '\n');
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
