/**
 * A copy of the workspace in which every mutant of some sources stands behind a switch (`switch.cjs`). Stryker's
 * instrumenter writes them. The bundle of the programs is made from it, so that programs and workers of the bundle have
 * the mutants too; only what runs `dist` of a package without the bundle has none. Dependencies are links.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';

const SWITCH = 'tools/dev/mutants/switch.cjs';
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
const quiet = Object.fromEntries(
  LEVELS.flatMap((level) => [
    [level, () => {}],
    [`is${level[0].toUpperCase()}${level.slice(1)}Enabled`, () => false],
  ]),
);

/**
 * `{ mutants, texts }`: every mutant that Stryker would make of the files, in the order of files and places, each with
 * its `id` (its number in this list), `file`, `index` in its file, `location`, `mutatorName` and `replacement`; and the
 * instrumented text by file.
 */
export async function instrument(root, files) {
  const sources = files.map((name) => ({
    name: join(root, name),
    mutate: true,
    content: readFileSync(join(root, name), 'utf8'),
  }));
  const options = { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [] };
  const found = await new Instrumenter(quiet).instrument(sources, options);
  const counts = new Map();
  const numberOf = new Map();
  const mutants = found.mutants
    .filter(({ status }) => status === undefined)
    .map(({ id, fileName, location, mutatorName, replacement }, number) => {
      const file = fileName.slice(root.length + 1);
      const index = counts.get(file) ?? 0;
      counts.set(file, index + 1);
      numberOf.set(id, number);
      return { id: number, file, index, location, mutatorName, replacement };
    });
  const texts = new Map(
    found.files.map(({ name, content }) => [name.slice(root.length + 1), switched(content, name, root, numberOf)]),
  );
  return { mutants, texts };
}

/** Stryker's own switch is one of strings in a global; ours is one of numbers, quick enough for loops. */
function switched(content, name, root, numberOf) {
  const [, head, body] = /^([^]*?function stryMutAct_9fa48\(id\) \{[^]*?\n\}\n)([^]*)$/.exec(content) ?? [];
  if (head === undefined) return content;
  const up = '../'.repeat(name.slice(root.length + 1).split('/').length - 1);
  const numbers = body.replace(/\b(stryMutAct|stryCov)_9fa48\(([\d", ]+)\)/g, (_, ask, ids) => {
    const known = [...ids.matchAll(/\d+/g)].map(([id]) => numberOf.get(id) ?? -2);
    return `${ask}_9fa48(${known.join()})`;
  });
  return `const { isActive: stryMutAct_9fa48, reach: stryCov_9fa48 } = require('${up}${SWITCH}');\n${numbers}`;
}

/** Brings the copy up to date with the workspace; files that have not changed are left alone. */
export function bringUpToDate(root, copy, texts) {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)));
  const before = filesIn(copy);
  for (const file of listed) {
    const to = join(copy, file);
    const text = texts.has(file) ? Buffer.from(texts.get(file)) : readFileSync(join(root, file));
    if (existsSync(to) && readFileSync(to).equals(text)) continue;
    mkdirSync(dirname(to), { recursive: true });
    if (texts.has(file)) writeFileSync(to, text);
    else copyFileSync(join(root, file), to);
  }
  const wanted = new Set(listed);
  for (const file of before) if (!wanted.has(file)) rmSync(join(copy, file));
  linkDependencies(root, copy);
  for (const folder of packageFolders(root)) {
    const dist = join(root, folder, 'dist');
    if (existsSync(dist)) cpSync(dist, join(copy, folder, 'dist'), { recursive: true, preserveTimestamps: true });
  }
  execFileSync(process.execPath, [join(copy, 'tools/dev/bundle.mjs')], { cwd: copy, stdio: 'inherit' });
}

const HOMES = ['packages', 'plugins', 'tools', 'tests'];

/** Folders of all packages, from the workspace's root. */
export function packageFolders(root) {
  return HOMES.flatMap((home) => readdirSync(join(root, home)).map((name) => `${home}/${name}`)).filter((folder) =>
    existsSync(join(root, folder, 'package.json')),
  );
}

/** Sources of the copy, which may not be there yet, or in part. */
function filesIn(copy) {
  return HOMES.filter((home) => existsSync(join(copy, home))).flatMap((home) =>
    readdirSync(join(copy, home), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(copy.length + 1))
      .filter((file) => /^\w+\/[\w-]+\/src\//.test(file)),
  );
}

/** The modules of npm as they are; the workspace's own packages are those of the copy. */
function linkDependencies(root, copy) {
  const own = packageFolders(root);
  for (const folder of ['', ...own]) {
    const modules = join(root, folder, 'node_modules');
    if (!existsSync(modules)) continue;
    for (const name of readdirSync(modules))
      if (name === '.bin' || !/^\.|^@openbpu$/.test(name))
        link(join(modules, name), join(copy, folder, 'node_modules', name));
  }
  for (const folder of own) {
    const { name } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    link(join(copy, folder), join(copy, 'node_modules', name));
  }
}

function link(from, to) {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to);
}
