#!/usr/bin/env node
// tidy.mjs BUILD MEMORY JOBS: clang-tidy over the sources in core, native and tests that the build in folder BUILD
// compiles. A source in which it found nothing is not looked at again as long as nothing that was read for it changes:
// the folder MEMORY has an empty file for each, named by a hash of the contents of the source and all its headers, the
// command that compiles it, the checks and clang-tidy's version. All sources take six minutes on two cores.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const [build, memory, jobs] = process.argv.slice(2);
if (jobs === undefined) {
  console.error('usage: tidy.mjs BUILD MEMORY JOBS');
  process.exit(2);
}
const root = dirname(import.meta.dirname);
const tidy = 'clang-tidy-19';

const sha256 = (content) => createHash('sha256').update(content).digest('hex');
const contentHashes = new Map();
function contentHash(path) {
  if (!contentHashes.has(path)) contentHashes.set(path, sha256(readFileSync(path)));
  return contentHashes.get(path);
}

/** What Ninja knows each object file to have been compiled from: paths, by the object's name. */
function readDependencies() {
  const dependencies = new Map();
  let ofObject = [];
  const listing = execFileSync('ninja', ['-C', build, '-t', 'deps'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  for (const line of listing.split('\n')) {
    const object = /^(\S+): #deps/.exec(line)?.[1];
    if (object !== undefined) dependencies.set(object, (ofObject = []));
    else if (line.startsWith('    ')) ofObject.push(resolve(build, line.trim()));
  }
  return dependencies;
}

const same = sha256(
  execFileSync(tidy, ['--version'], { encoding: 'utf8' }) + readFileSync(join(root, '.clang-tidy'), 'utf8'),
);

/** The name under which a finding of nothing is remembered; the same in every clone. */
function nameOf({ command }, read) {
  const contents = read.map((path) => `${path.replace(root, '')} ${contentHash(path)}`);
  return sha256([same, command.replaceAll(root, ''), ...contents].join('\n'));
}

/** What clang-tidy says about a source, and whether it found nothing. */
function examine(file) {
  return new Promise((done, fail) => {
    const child = spawn(tidy, ['--quiet', '--use-color=0', '-p', build, file]);
    let said = '';
    child.stdout.on('data', (text) => (said += text));
    child.stderr.on('data', (text) => (said += text));
    child.on('error', fail);
    child.on('close', (code) => done({ said, clean: code === 0 }));
  });
}

mkdirSync(memory, { recursive: true });
const dependencies = readDependencies();
const waiting = [];
let sources = 0;
for (const entry of JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'))) {
  if (!/^(core|native|tests)\//.test(relative(root, entry.file))) continue;
  sources += 1;
  const read = dependencies.get(/ -o (\S+)/.exec(entry.command)?.[1]);
  if (read === undefined) throw new Error(`tidy: ${entry.file} is not built; build everything first`);
  const remembered = join(memory, nameOf(entry, read));
  if (!existsSync(remembered)) waiting.push({ file: entry.file, remembered });
}

console.log(`${sources} sources, ${waiting.length} of them to look at`);
let found = 0;
await Promise.all(
  Array.from({ length: Number(jobs) }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { said, clean } = await examine(next.file);
      if (clean) writeFileSync(next.remembered, '');
      else {
        console.log(said);
        found += 1;
      }
    }
  }),
);
process.exit(found === 0 ? 0 : 1);
