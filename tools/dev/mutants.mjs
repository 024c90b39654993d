/**
 * Draws mutants of the code by seed and tells which of them the specs notice:
 *
 *   node tools/dev/mutants.mjs [--count 60] [--seed TEXT] [--packages pipeline,passes,quant,onnx] [--list] [--only N]
 *
 * The mutators are those of Stryker. The seed is any text, by custom a commit hash; the same seed and code give the same
 * mutants. Each is written into its file alone, the specs of its package run, then those of every package that stands on
 * it, and the file is put back; so run this in a clone that nobody edits. One line a mutant: killed, survived, or did
 * not compile, which counts as neither: as many are drawn as `--count` that do. `--only N` tries the Nth alone. Ends
 * with 1 when more than one in twenty survives.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { bin, root } from './steps.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: 'openbpu' },
    packages: { type: 'string', default: 'pipeline,passes,quant,onnx' },
    list: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

/** Sources of the packages that specs can speak of: no specs, fixtures, lists of exports, texts or generated files. */
function sources() {
  return values.packages.split(',').flatMap((name) =>
    readdirSync(join(root, 'packages', name, 'src'), { recursive: true })
      .filter(
        (file) => file.endsWith('.ts') && !/\.(spec|fixture)\.ts$|(^|\/)(index|catalogue)\.ts$|generated/.test(file),
      )
      .map((file) => join('packages', name, 'src', file))
      .sort(),
  );
}

const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {} };
quiet.isTraceEnabled = quiet.isDebugEnabled = quiet.isInfoEnabled = () => false;
quiet.isWarnEnabled = quiet.isErrorEnabled = quiet.isFatalEnabled = () => false;

/** Every mutant that Stryker would make, in the order of files and places. */
async function allMutants() {
  const instrumenter = new Instrumenter(quiet);
  const files = sources().map((name) => ({
    name: join(root, name),
    mutate: true,
    content: readFileSync(join(root, name), 'utf8'),
  }));
  const options = { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [] };
  const { mutants } = await instrumenter.instrument(files, options);
  return mutants.filter(({ status }) => status === undefined);
}

/** All elements in an order that the seed gives. */
function shuffled(items, seed) {
  const ranked = items.map((item, i) => ({
    item,
    rank: createHash('sha256').update(`${seed}:${i}`).digest('hex'),
  }));
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ item }) => item);
}

const offsetOf = (text, { line, column }) =>
  text
    .split('\n')
    .slice(0, line)
    .reduce((sum, one) => sum + one.length + 1, column);

function mutated(text, { location, replacement }) {
  const [from, to] = [offsetOf(text, location.start), offsetOf(text, location.end)];
  return { code: text.slice(0, from) + replacement + text.slice(to), was: text.slice(from, to) };
}

const jest = (args) =>
  spawnSync(bin('jest'), ['--silent', '--bail', '--reporters=summary', '--testTimeout=60000', ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 600_000,
  });

const packages = ['packages', 'plugins', 'tools', 'tests']
  .flatMap((home) => readdirSync(join(root, home)).map((name) => `${home}/${name}`))
  .filter((folder) => existsSync(join(root, folder, 'package.json')))
  .map((folder) => ({ folder, ...JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) }));

/** Folders of the packages that stand on one, those that import it first. */
function above(own) {
  const found = [packages.find(({ folder }) => folder === own)];
  for (const below of found)
    found.push(...packages.filter((one) => below.name in (one.dependencies ?? {}) && !found.includes(one)));
  return found.slice(1).map(({ folder }) => folder);
}

/** Specs beside the file first, because most mutants die there; then those of every package above, layer by layer. */
function verdict(file) {
  const own = file.split('/').slice(0, 2).join('/');
  const project = spawnSync(bin('tsc'), ['--noEmit', '-p', join(own, 'tsconfig.json')], { cwd: root });
  if (project.status !== 0) return 'does not compile';
  if (jest([`${own}/`]).status !== 0) return 'killed';
  return above(own).some((folder) => jest(['--passWithNoTests', `${folder}/`]).status !== 0) ? 'killed' : 'SURVIVED';
}

const mutants = await allMutants();
const count = Number(values.count);
console.log(`${count} of ${mutants.length} mutants, seed ${values.seed}`);
const counts = { killed: 0, SURVIVED: 0, 'does not compile': 0 };
for (const [i, mutant] of shuffled(mutants, values.seed).entries()) {
  if (values.list || values.only !== undefined ? i >= count : counts.killed + counts.SURVIVED >= count) break;
  const file = mutant.fileName.slice(root.length + 1);
  const before = readFileSync(join(root, file), 'utf8');
  const { code, was } = mutated(before, mutant);
  const short = (text) => text.replace(/\s+/g, ' ').slice(0, 60);
  const line = `${i + 1} ${file}:${mutant.location.start.line + 1} ${mutant.mutatorName}: ${short(was)} -> ${short(mutant.replacement)}`;
  if (values.list || (values.only !== undefined && Number(values.only) !== i + 1)) {
    if (values.list) console.log(line);
    continue;
  }
  try {
    writeFileSync(join(root, file), code);
    const found = verdict(file);
    counts[found]++;
    console.log(`${found.padEnd(9)} ${line}`);
  } finally {
    writeFileSync(join(root, file), before);
  }
}
if (!values.list) {
  const { killed, SURVIVED: survived } = counts;
  console.log(`${killed} killed, ${survived} survived, ${counts['does not compile']} do not compile`);
  process.exitCode = survived > 0.05 * (killed + survived) ? 1 : 0;
}
