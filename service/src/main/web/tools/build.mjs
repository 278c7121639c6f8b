// Builds the pages into the folder that is named: dependencies when the lock file changed, the API's types, the check, Vite.
// Does nothing when nothing changed since the last time, so that a build of Java alone stays quick.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { OLDEST, tooNew } from './oldest.mjs';

const web = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = resolve(process.argv[2] ?? join(web, 'dist'));
const stampFile = join(dirname(out), '.pages-built');
const lockStamp = join(web, 'node_modules/.yizhan-lock');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`The pages need node 20.19 or newer, this is ${process.versions.node}. -Dweb.skip builds the service without them.`);
}

const lock = digest([join(web, 'package-lock.json'), join(web, '.npmrc')]);
const sources = digest(
  ['src', 'plan', 'public', 'tools'].flatMap((folder) => listFiles(join(web, folder)))
    .concat(['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.worker.json', 'vite.config.ts'].map((f) => join(web, f)))
    .filter((file) => !file.endsWith('schema.d.ts')),
);

if (!existsSync(lockStamp) || readFileSync(lockStamp, 'utf8') !== lock) {
  run('npm', ['ci', '--no-progress', '--loglevel=error']);
  writeFileSync(lockStamp, lock);
}
if (existsSync(stampFile) && existsSync(join(out, 'index.html')) && readFileSync(stampFile, 'utf8') === sources) {
  process.exit(0);
}
const bin = (name) => join(web, 'node_modules/.bin', name);
run(bin('openapi-typescript'), ['src/shared/api/openapi.json', '-o', 'src/shared/api/schema.d.ts']);
run(bin('tsc'), ['--noEmit']);
run(bin('tsc'), ['--noEmit', '-p', 'tsconfig.worker.json']);
rmSync(stampFile, { force: true });
run(bin('vite'), ['build', '--logLevel', 'warn', '--outDir', out, '--emptyOutDir']);
for (const file of listFiles(out)) {
  if (['.js', '.css', '.svg', '.json', '.webmanifest'].includes(extname(file))) {
    const plain = readFileSync(file);
    const unknown = ['.js', '.css'].includes(extname(file)) ? tooNew(file, plain.toString()) : [];
    if (unknown.length > 0) fail(`${file} asks of a browser what ${OLDEST} does not have: ${unknown.join('; ')}`);
    writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }));
    // Over https browsers take this one, a fifth smaller.
    writeFileSync(`${file}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }));
  }
}
writeFileSync(stampFile, sources);

function run(command, args) {
  try {
    execFileSync(command, args, { cwd: web, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  } catch (error) {
    fail(`${error.stdout ?? ''}\nThe pages could not be built: ${command} ${args.join(' ')} failed.`);
  }
}

function fail(words) {
  console.error(words);
  process.exit(1);
}

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(web.length)).update(readFileSync(file));
  return hash.digest('hex');
}
