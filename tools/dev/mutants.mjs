/**
 * Draws mutants of the code by seed and tells which of them the specs notice:
 *
 *   node tools/dev/mutants.mjs [--count 60] [--seed TEXT] [--packages pipeline,passes,quant,onnx] [--list] [--only N]
 *     [--from N] [--files PATTERN] [--judges FOLDERS] [--copy FOLDER] [--hunt]
 *
 * The mutators are those of Stryker. The seed is any text, by custom a commit hash; the same seed and code give the
 * same mutants. One line a mutant: killed (by which spec), survived, or does not compile, which counts as neither: as
 * many are drawn as `--count` that do. `--only N` tries the Nth alone, `--from N` that and those after it. `--files`
 * draws only in files that a regular expression finds. With `--judges packages/quant,tests/vectors` only specs of
 * these folders judge: fewer die, in less time. `--hunt` is for finding survivors: it prints them alone and asks of
 * them alone whether they compile, so what it counts is no rate. Ends with 1 when more than one in twenty survives.
 *
 * Nothing is written into the workspace; build it before. Beside it lies a copy (`--copy`, else its name and
 * `-mutants`) in which all mutants stand behind a switch, and a table of the spec files that reach each (`mutants/`).
 * The first run fills the table by running the specs of these packages, and of those that stand on them, once; it may
 * be stopped and goes on where it was. Delete it after changes to what lies between: a spec may reach by then what it
 * did not. Afterwards a mutant costs the specs that reach it, quickest first, until one fails.
 * One that no spec reaches has survived. One with which a spec takes more than five times as long, or ends the process,
 * is killed only if the spec passes without it a second time. Leave the sources alone while it runs.
 */
import './help.mjs';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TypeCheck } from './mutants/compiles.mjs';
import { bringUpToDate, instrument, packageFolders } from './mutants/instrumented-copy.mjs';
import { ReachTable } from './mutants/reach-table.mjs';
import { SpecProcess } from './mutants/spec-process.mjs';
import { root } from './steps.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: 'openbpu' },
    packages: { type: 'string', default: 'pipeline,passes,quant,onnx' },
    copy: { type: 'string', default: `${root}-mutants` },
    list: { type: 'boolean', default: false },
    files: { type: 'string', default: '' },
    judges: { type: 'string' },
    hunt: { type: 'boolean', default: false },
    only: { type: 'string' },
    from: { type: 'string', default: '1' },
  },
});
const folders = values.packages.split(',').map((name) => `packages/${name}`);

const filesOf = (folder) =>
  readdirSync(join(root, folder, 'src'), { recursive: true })
    .map((file) => join(folder, 'src', file))
    .sort();

/** Sources of the packages that specs can speak of: no specs, fixtures, lists of exports, texts or generated files. */
const isSource = (file) =>
  file.endsWith('.ts') && !/\.(spec|fixture)\.ts$|(^|\/)(index|catalogue)\.ts$|generated/.test(file);

/** Spec files of the packages and of all that stand on them, or of the folders that are named instead. */
function judges() {
  const packages = packageFolders(root).map((folder) => ({
    folder,
    ...JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
  }));
  const found = packages.filter(({ folder }) => folders.includes(folder));
  for (const below of found)
    found.push(...packages.filter((one) => below.name in (one.dependencies ?? {}) && !found.includes(one)));
  const named = values.judges?.split(',') ?? found.map(({ folder }) => folder);
  return named.flatMap((folder) => filesOf(folder).filter((file) => file.endsWith('.spec.ts')));
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

function mutated({ file, location, replacement }) {
  const text = readFileSync(join(root, file), 'utf8');
  const [from, to] = [offsetOf(text, location.start), offsetOf(text, location.end)];
  return { code: text.slice(0, from) + replacement + text.slice(to), was: text.slice(from, to), from };
}

const limit = (spec) => 30_000 + 5 * table.time(spec);
const run = (specs, id) =>
  specProcess.run(specs, { env: { OPENBPU_MUTANT: id, OPENBPU_REACHED: null }, bail: true, limit });

/** `killed` with the spec that tells, or `SURVIVED` with how many do not. */
async function verdict({ id, ...mutant }) {
  const specs = table.reaching(mutant);
  for (let left = specs; left.length > 0;) {
    const found = await run(left, String(id));
    const { spec, passed, ms, ended } = found.at(-1);
    if (passed) break;
    const isPlain = !ended && ms < 20_000;
    if (isPlain || (await run([spec], null))[0].passed) return ['killed', ended ? `${spec} (${ended})` : spec];
    left = left.slice(found.length);
  }
  return ['SURVIVED', `${specs.length} specs`];
}

const { mutants, texts } = await instrument(root, folders.flatMap(filesOf).filter(isSource));
const count = Number(values.count);
const short = (text) => text.replace(/\s+/g, ' ').slice(0, 60);
const lineOf = (mutant, i) =>
  `${i + 1} ${mutant.file}:${mutant.location.start.line + 1} ${mutant.mutatorName}: ` +
  `${short(mutated(mutant).was)} -> ${short(mutant.replacement)}`;
const inFiles = new RegExp(values.files);
const drawn = [
  ...shuffled(mutants, values.seed)
    .filter(({ file }) => inFiles.test(file))
    .entries(),
];
console.log(`${Math.min(count, drawn.length)} of ${drawn.length} mutants, seed ${values.seed}`);
if (values.list) {
  for (const [i, mutant] of drawn.slice(0, count)) console.log(lineOf(mutant, i));
  process.exit();
}

bringUpToDate(root, values.copy, texts);
const specProcess = new SpecProcess(values.copy);
process.on('exit', () => specProcess.close());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const table = new ReachTable(root, `${values.copy}.json`);
await table.fill(judges(), mutants, specProcess, (spec, { passed, ms, left }) =>
  console.log(`${spec}: ${(ms / 1000).toFixed(1)} s${passed ? '' : ', FAILS without a mutant'}; ${left} left`),
);
for (const spec of table.unfit()) console.log(`judges nothing, for it fails without a mutant: ${spec}`);

const wanted = drawn.slice(Number(values.only ?? values.from) - 1).slice(0, values.only === undefined ? 3 * count : 1);
const changes = wanted.map(([, mutant]) => ({ file: mutant.file, ...mutated(mutant) }));
const types = new TypeCheck(root);
const compiling = values.hunt ? undefined : types.alone(changes);
const compiles = (at) => (compiling?.[at] ?? types.alone([changes[at]])[0]) && types.together(changes[at]);
const counts = { killed: 0, SURVIVED: 0, 'does not compile': 0 };
for (const [at, [i, mutant]] of wanted.entries()) {
  if (counts.killed + counts.SURVIVED >= count) break;
  let [found, how] = values.hunt || compiles(at) ? await verdict(mutant) : ['does not compile', ''];
  if (values.hunt && found === 'SURVIVED' && !compiles(at)) found = 'does not compile';
  counts[found]++;
  if (!values.hunt || found === 'SURVIVED') console.log(`${found.padEnd(9)} ${lineOf(mutant, i)}${how && ` [${how}]`}`);
}
const { killed, SURVIVED: survived } = counts;
console.log(`${killed} killed, ${survived} survived, ${counts['does not compile']} do not compile`);
process.exit(survived > 0.05 * (killed + survived) ? 1 : 0);
