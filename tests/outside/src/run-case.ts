import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProgramRun, runProgram } from '@openbpu/cli/testing';
import { type Tensor, decodeNpy, encodeNpy, makeTensor, toNumbers } from '@openbpu/tensor';
import { ASKED, type Asked, complaints } from './asked';
import { nearness } from './compare';
import type { Case } from './read-case';

/** What became of a case: `problems` is empty where it gives what its folder expects. */
export interface Outcome {
  readonly name: string;
  readonly problems: readonly string[];
  /** Figures and codes to look at, one line. */
  readonly seen: string;
}

/** Float stages against an independent engine: largest error over the largest value. */
const FLOAT_ERROR = 1e-4;
/** The `.bin` on real inputs: loose enough for int8, far from what was found broken. */
const BIN_COSINE = 0.99;
const BIN_ERROR = 0.25;
/** Share of equal elements of an integer output, where near ties may fall the other way in int8. */
const BIN_EQUAL = 0.95;

/** Runs a case through `checker`, `makertbin` and `infer`, in a copy of its folder. */
export async function runCase(one: Case): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'case-'));
  const home = process.cwd();
  cpSync(one.folder, folder, { recursive: true, mode: 0 });
  process.chdir(folder);
  try {
    return { name: one.name, ...(await tried(one, ASKED[one.name] ?? {})) };
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tried(one: Case, asked: Asked): Promise<Omit<Outcome, 'name'>> {
  const runs: ProgramRun[] = [];
  const run = async (...argv: string[]) => {
    runs.push(await runProgram(argv));
    return runs[runs.length - 1];
  };
  const checked = [];
  if (!one.name.startsWith('recipe-'))
    for (const march of marchesOf(one)) checked.push(await run('checker', ...one.model, '--march', march));
  const type = one.model[1];
  const made = one.recipe
    ? await run('makertbin', '--config', one.recipe, '--model-type', type, '--threads', '1')
    : undefined;
  const refused = made ? made.code !== 0 : checked.some(({ code }) => code !== 0);
  const problems = complaints(asked, runs);
  if (asked.ends === 'refused' && !refused) problems.push('it is not refused');
  if (asked.ends === undefined && (refused || checked.some(({ code }) => code !== 0))) problems.push('it is refused');
  if (asked.ends === 'either' && made && refused && checked.length > 0 && checked[0].code === 0)
    problems.push('checker accepts what makertbin refuses');
  const seen = [[...new Set(runs.flatMap(({ stdout, stderr }) => (stdout + stderr).match(CODE) ?? []))].join(' ')];
  if (made?.code === 0 && one.inputs.length > 0) {
    const compared = await compare(one, run);
    problems.push(...compared.problems);
    seen.push(...compared.seen);
  }
  if (one.name === 'nv12-batch') problems.push(...(await batchAgainstSingles(run)));
  return { problems, seen: seen.filter((text) => text !== '').join('; ') };
}

/** Marches that the names of recipes say (`r_bayes-e.yaml`), or those of texts of the checker. */
function marchesOf({ folder }: Case): string[] {
  const named = (pattern: RegExp) => readdirSync(folder).flatMap((file) => file.match(pattern)?.[1] ?? []);
  const byRecipe = named(/^r_(.+)\.yaml$/);
  return byRecipe.length > 0 ? byRecipe : named(/^checker_(.+)\.txt$/);
}

const CODE = /\b[A-Z]{3}\d{3}\b/g;

type Run = (...argv: string[]) => Promise<ProgramRun>;

/** The original float model and the `.bin`, fed as their users feed them, against the expected values. */
async function compare(one: Case, run: Run) {
  const recipe = readFileSync(one.recipe!, 'utf8');
  const key = (name: string) => recipe.match(new RegExp(`${name}: *'([^']*)'`))?.[1] ?? '';
  const out = key('working_dir');
  const prefix = key('output_model_file_prefix');
  const image = !key('input_type_rt').startsWith('featuremap');
  const names = key('input_name')
    .split(';')
    .map((name) => name.trim());
  const expected = one.expected.length > 0 ? one.expected : await sourceAnswers(one, names, run);
  const problems: string[] = [];
  const seen: string[] = [];
  for (const [stage, file] of [
    ['float', `${prefix}_original_float_model.onnx`],
    ['bin', `${prefix}.bin`],
  ]) {
    const feeds = one.inputs.flatMap((input, i) => {
      const fed = `${stage}_${input}`;
      writeFileSync(fed, encodeNpy(asFed(decodeNpy(readFileSync(input)), image, stage === 'bin')));
      return ['--input', `${names[i] ?? names[0]}=${fed}`];
    });
    const { code, stderr } = await run('infer', '--model', join(out, file), ...feeds, '--save', stage);
    if (code !== 0) {
      problems.push(`${stage}: infer ends with ${code}: ${stderr.match(CODE)?.[0] ?? stderr.slice(0, 80)}`);
      continue;
    }
    for (const [i, { name, given }] of savedIn(stage).entries()) {
      const wanted = expected[i];
      if (wanted === undefined) continue;
      const found = nearness(wanted, given);
      seen.push(`${stage} ${name} cosine ${found.cosine.toFixed(5)} error ${found.error.toPrecision(2)}`);
      const real = wanted.dtype.startsWith('float');
      const good =
        stage === 'float'
          ? found.error <= (real ? FLOAT_ERROR : 0)
          : real
            ? found.cosine >= BIN_COSINE && found.error <= BIN_ERROR
            : found.equal >= BIN_EQUAL;
      if (!good) problems.push(seen[seen.length - 1]);
      if (given.dtype !== wanted.dtype) problems.push(`${stage} ${name} is ${given.dtype}, not ${wanted.dtype}`);
    }
  }
  return { problems, seen };
}

/** What ONNX Runtime gives for the model as it was sent; nothing where it cannot run it. */
async function sourceAnswers(one: Case, names: readonly string[], run: Run): Promise<Tensor[]> {
  const model = one.model[one.model.indexOf('--model') + 1];
  const feeds = one.inputs.flatMap((input, i) => ['--input', `${names[i] ?? names[0]}=${input}`]);
  const { code } = await run('infer', '--model', model, ...feeds, '--save', 'source');
  return code === 0 ? savedIn('source').map(({ given }) => given) : [];
}

/** A picture goes into the float model minus 128, into the `.bin` as bytes; everything else as it is. */
function asFed(tensor: Tensor, image: boolean, bin: boolean): Tensor {
  if (!image) return tensor;
  const values = toNumbers(tensor).map((value) => (bin ? Math.round(value) : value - 128));
  return bin
    ? makeTensor('uint8', tensor.shape, Uint8Array.from(values))
    : makeTensor('float32', tensor.shape, Float32Array.from(values));
}

function savedIn(folder: string): { name: string; given: Tensor }[] {
  if (!existsSync(join(folder, 'manifest.json'))) return [];
  const list: { name: string; file: string }[] = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return list.map(({ name, file }) => ({ name, given: decodeNpy(readFileSync(join(folder, file))) }));
}

/** Of several nv12 pictures the first, one between and the last give what they give alone, in a conversion with one. */
async function batchAgainstSingles(run: Run): Promise<string[]> {
  const recipe = readFileSync('nv12b8.yaml', 'utf8');
  writeFileSync('single.yaml', recipe.replace("'8x3x4x4'", "'1x3x4x4'").replace(/out_nv12b8/, 'out_single'));
  const single = await run('makertbin', '--config', 'single.yaml', '--model-type', 'onnx', '--threads', '1');
  if (single.code !== 0) return ['the conversion with one picture is refused'];
  const pictures = Uint8Array.from({ length: 8 * 24 }, (_, i) => (i * 89 + (i >> 3) * 31) & 255);
  writeFileSync('eight.npy', encodeNpy(makeTensor('uint8', [8, 6, 4], pictures)));
  const eight = await run('infer', '--model', 'out_nv12b8/m.bin', '--input', 'data=eight.npy', '--save', 'eight');
  if (eight.code !== 0) return ['the .bin refuses eight pictures'];
  const [{ given }] = savedIn('eight');
  const problems: string[] = [];
  for (const i of [0, 3, 7]) {
    writeFileSync('one.npy', encodeNpy(makeTensor('uint8', [1, 6, 4], pictures.slice(i * 24, i * 24 + 24))));
    const { code, stderr } = await run(
      'infer',
      '--model',
      'out_single/m.bin',
      '--input',
      'data=one.npy',
      '--save',
      'one',
    );
    if (code !== 0) return [`the .bin refuses one picture: ${stderr.match(CODE)?.[0]}`];
    const [alone] = savedIn('one');
    const size = given.data.length / 8;
    const part = makeTensor('float32', [size], Float32Array.from(toNumbers(given).slice(i * size, (i + 1) * size)));
    const { error } = nearness(alone.given, part);
    if (error > 0.02) problems.push(`picture ${i} of eight is off by ${error.toPrecision(2)}`);
  }
  return problems;
}
