import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openArtifact } from '@openbpu/artifact';
import { DiagnosticError } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { type Row, layOut } from '@openbpu/matrix';
import { decodeModel, encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { JobEvents, conversionJob, createJob, endJob, makertbin } from '@openbpu/pipeline';
import { parsed } from './parsed';

/** What a conversion leaves behind, in words and hashes, by what it is called. */
export type Observation = ReadonlyMap<string, string>;

/** Converts by a recipe, in a folder of its own, and looks at everything but the copies of the recipe itself. */
export async function observe(row: Row): Promise<Observation> {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
  const seen = new Map<string, string>();
  try {
    const settings = await layOut(row, folder);
    putOthers(row, folder);
    const config = join(folder, 'r.yaml');
    seen.set('threads', await threads(readFileSync(config, 'utf8'), folder));
    const { record, workingDir } = await makertbin({
      config,
      modelType: row.caffe ? 'caffe' : 'onnx',
      threads: 1,
      cache: false,
    });
    seen.set('outcome', 'converted');
    seen.set('folder', basename(workingDir));
    seen.set('files', filesIn(workingDir).join(' '));
    const prefix = settings.output_model_file_prefix ?? '';
    for (const [what, stage] of Object.entries(STAGES)) {
      const model = decodeModel(readFileSync(join(workingDir, `${prefix}_${stage}_model.onnx`)));
      seen.set(`${what} model`, hashOf(encodeModel({ ...model, metadataProps: [] })));
    }
    const { header, sections } = await openArtifact(join(workingDir, `${prefix}.bin`));
    seen.set('program of the .bin', JSON.stringify(sections.map(({ name, sha256 }) => [name, sha256])));
    seen.set('custom operators of the .bin', JSON.stringify(header.customOps ?? []));
    seen.set('inputs of the .bin', JSON.stringify(header.inputs));
    seen.set('outputs of the .bin', JSON.stringify(header.outputs));
    seen.set('nodes', JSON.stringify(record.nodes.map(({ node, on, inType, outType }) => [node, on, inType, outType])));
    seen.set('distances of outputs', JSON.stringify(record.outputs));
    seen.set('method', record.calibration?.method ?? '');
    seen.set('predicted time', String(record.performance?.latencyUs));
    seen.set('DDR traffic', String(record.performance?.ddrBytes));
    seen.set('limit of function-calls', String(record.performance?.calls?.limitUs));
    seen.set('times of layers', String(record.performance?.layers?.length));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    seen.set('outcome', `refused, ${error.diagnostics.map(({ code }) => code).join(' ')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return seen;
}

const STAGES = {
  original: 'original_float',
  optimised: 'optimized_float',
  calibrated: 'calibrated',
  quantised: 'quantized',
} as const;

/** What differs between two conversions. Where one is refused, that is all. */
export function differences(a: Observation, b: Observation): readonly string[] {
  if (a.get('outcome') !== b.get('outcome')) return [`outcome: ${a.get('outcome')}, not ${b.get('outcome')}`];
  return [...a.keys()].filter((what) => a.get(what) !== b.get(what));
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function filesIn(folder: string, under = ''): string[] {
  return readdirSync(join(folder, under))
    .flatMap((name) => {
      const path = join(under, name);
      return statSync(join(folder, path)).isDirectory() ? filesIn(folder, path) : [path];
    })
    .sort();
}

/** How many a conversion has by the recipe alone. */
async function threads(text: string, folder: string): Promise<string> {
  const { recipe } = parsed(text);
  if (recipe === undefined) return '';
  const container = createJob(new JobEvents());
  try {
    return String(conversionJob(container, recipe, folder).lanes.size);
  } finally {
    await endJob(container);
  }
}

const TWO = `input a: float32[1x3x8x8] NCHW
input b: float32[1x3x8x8] NCHW
const w: float32[4x3x1x1] = seed 1
c: p = Conv(a, w) {kernel: [1, 1]}
d: q = Conv(b, w) {kernel: [1, 1]}
s: r = Add(p, q)
const v: float32[4x4x1x1] = seed 2
f: t = Conv(r, v) {kernel: [1, 1]}
soft: y = Softmax(t) {axis: 1}
output y`;
const LARGE = `input x: float32[1x32x64x64] NCHW
const w: float32[256x32x3x3] = seed 1
c: p = Conv(x, w) {kernel: [3, 3], pads: [1, 1, 1, 1]}
const v: float32[16x256x1x1] = seed 2
d: y = Conv(p, v) {kernel: [1, 1]}
output y`;

/** Files besides those of the net: other models, other samples. */
function putOthers({ one }: Row, folder: string): void {
  const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes);
  const read = (name: string) => readFileSync(join(folder, name));
  for (const [name, text] of Object.entries({ two: TWO, large: LARGE }))
    put(`${name}.onnx`, encodeModel(exportModel(parseGraph(text, standardOps(), 'imported'), { record: false })));
  put('other.onnx', other(read('net.onnx')));
  put(
    'other.prototxt',
    read('net.prototxt')
      .toString()
      .replace(/"ReLU"(?![^]*"ReLU")/, '"Sigmoid"'),
  );
  const weights = read('net.caffemodel');
  weights[weights.length - 2] ^= 0x40;
  put('other.caffemodel', weights);
  const steeper = read('ops/ramp.ts').toString().replace('Math.max(value, 0)', '2 * Math.max(value, 0)');
  put('ops/steeper.ts', steeper);
  mkdirSync(join(folder, 'other-ops'));
  put('other-ops/ramp.ts', steeper);
  mkdirSync(join(folder, 'others'));
  for (const name of readdirSync(join(folder, 'samples'))) {
    const sample = read(`samples/${name}`);
    put(
      `others/${name}`,
      one.typeTrain === 'featuremap' ? sample : sample.map((byte, i) => (i % 4 === 3 ? byte : byte ^ 64)),
    );
  }
}

/** The same net, the last Relu a Sigmoid. */
function other(net: Uint8Array): Uint8Array {
  const model = decodeModel(net);
  const nodes = model.graph?.node ?? [];
  const node = nodes.map((each, i) => (i === nodes.length - 1 ? { ...each, opType: 'Sigmoid' } : each));
  return encodeModel(model.graph === undefined ? model : { ...model, graph: { ...model.graph, node } });
}
