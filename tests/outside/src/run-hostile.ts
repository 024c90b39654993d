import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeNpy, makeTensor } from '@openbpu/tensor';
import type { Outcome } from './run-case';

export const HOSTILE = 'hostile';

const PROGRAM = join(__dirname, '../../../packages/cli/bin/hb_mapper.js');
/** Wall time after which a program counts as hanging, far above what it takes on a busy machine. */
const HANG_MS = 60_000;
const MOST_BYTES = 1e9;

/** A picture of 8 x 8 pixels in the simplest format, for models that take pictures. */
function bitmap(): Uint8Array {
  const size = 8;
  const bytes = Buffer.alloc(54 + size * size * 3, 100);
  bytes.fill(0, 0, 54);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(size, 18);
  bytes.writeInt32LE(size, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

/** Files that lie, each in a process of its own: a code and an exit that is not 0, soon, in little memory. */
export async function runHostile(root: string): Promise<Outcome[]> {
  const base = join(root, HOSTILE);
  if (!existsSync(base)) return [];
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const image = join(folder, 'any8x8.bmp');
  writeFileSync(image, bitmap());
  const outcomes: Outcome[] = [];
  try {
    for (const file of listed(join(base, 'bin'))) {
      const { problems, seen } = await run(['infer', '--model', file, '--image', image], folder);
      outcomes.push({ name: `hostile/bin/${file.split('/').pop()}`, problems, seen });
    }
    for (const file of listed(join(base, 'onnx'))) {
      const looping = file.endsWith('loop-forever.onnx');
      const { problems, seen } = looping
        ? await run(['infer', '--model', file, ...loopFeeds(folder)], folder)
        : await run(['checker', '--model-type', 'onnx', '--march', 'bayes-e', '--model', file], folder);
      outcomes.push({ name: `hostile/onnx/${file.split('/').pop()}`, problems, seen });
    }
    outcomes.push(await external(join(base, 'external'), folder));
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const listed = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((file) => join(folder, file))
    : [];

/** Whatever the looping model asks for, it gets a tensor named `x`. */
function loopFeeds(folder: string): string[] {
  const file = join(folder, 'x.npy');
  writeFileSync(file, encodeNpy(makeTensor('float32', [1, 3, 8, 8])));
  return ['--input', `x=${file}`];
}

/** Data outside the model lies beside the model, wherever the program is started. */
async function external(folder: string, scratch: string): Promise<Outcome> {
  const name = 'hostile/external';
  if (!existsSync(folder)) return { name, problems: [], seen: 'not there' };
  const answers = [];
  for (const place of ['model', 'elsewhere']) {
    const save = join(scratch, place);
    const model = join(folder, 'model/m.onnx');
    const argv = ['infer', '--model', model, '--input', `x=${join(folder, 'x.npy')}`, '--save', save];
    const { text } = await started(argv, scratch, join(folder, place));
    const files = existsSync(save) ? readdirSync(save).filter((file) => file.endsWith('.npy')) : [];
    answers.push(files.length > 0 ? readFileSync(join(save, files[0])).toString('base64') : text);
  }
  const same = answers[0] === answers[1];
  return { name, problems: same ? [] : ['the answer depends on the current folder'], seen: same ? 'one answer' : '' };
}

async function run(argv: readonly string[], scratch: string): Promise<{ problems: string[]; seen: string }> {
  const { text, code, peak, hung } = await started(argv, scratch, scratch);
  const found = text.match(/\b[A-Z]{3}\d{3}\b/g) ?? [];
  const problems = [
    ...(hung ? [`it runs for more than ${HANG_MS / 1000} s`] : []),
    ...(/This is a bug|^ {4}at .*:\d+:\d+\)?$/m.test(text) ? ['it says that it is a bug'] : []),
    ...(code === 0 ? ['it ends with 0'] : []),
    ...(found.length === 0 && !hung ? [`no code: ${text.slice(0, 120)}`] : []),
    ...(peak > MOST_BYTES ? [`it takes ${(peak / 1e9).toFixed(1)} GB`] : []),
  ];
  return { problems, seen: [...new Set(found)].join(' ') };
}

/** Runs the program in `cwd`; its log is turned away from folders that are not to be written. */
async function started(argv: readonly string[], scratch: string, cwd: string) {
  const usage = join(scratch, 'peak');
  const script = `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(usage)},
    String(process.resourceUsage().maxRSS * 1024)))`;
  const preload = join(scratch, 'peak.cjs');
  writeFileSync(preload, script);
  const child = spawn(process.execPath, ['--require', preload, PROGRAM, ...argv], { cwd });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  let hung = false;
  const timer = setTimeout(() => (hung = child.kill('SIGKILL')), HANG_MS);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  const peak = existsSync(usage) ? Number(readFileSync(usage, 'utf8')) : 0;
  rmSync(usage, { force: true });
  return { text, code, peak, hung };
}
