import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { CaffeImporter } from '@openbpu/importer-caffe';
import { CollectingSink } from '@openbpu/diagnostics';
import type { Graph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { checker } from '@openbpu/pipeline';
import type { ModelSource } from '@openbpu/plugin-api';
import type { RunRecord } from '@openbpu/record';
import type { Lane } from '@openbpu/runtime';
import { type ConvertChoice, convertNet } from './convert';
import { type Net, ZOO } from './nets';
import { importOnnx, parity } from './parity';

/** What came of a network. */
export interface Outcome {
  readonly name: string;
  /** How far the imported graph is from the model in ONNX Runtime; undefined where there is nothing to compare with. */
  readonly parity?: number;
  /** By march, the part of the multiply-accumulates that run on the BPU. */
  readonly checked: Readonly<Record<string, number>>;
  /** By march, the cosine of every output. */
  readonly cosines?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By step, why it went no further. */
  readonly refused: Readonly<Record<string, readonly string[]>>;
}

export interface TryChoice {
  readonly marches: readonly string[];
  readonly convert?: Omit<ConvertChoice, 'march'>;
}

/** Imports, compares, checks and converts a network. What is refused with a diagnostic is told, other errors thrown. */
export async function tryNet(net: Net, lane: Lane, { marches, convert }: TryChoice): Promise<Outcome> {
  const refused: Record<string, readonly string[]> = {};
  const attempt = async <T>(step: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      refused[step] = error.diagnostics.map(({ code, message }) => `${code} ${message}`);
      return undefined;
    }
  };
  const source = sourceOf(net);
  const graph = await attempt('import', () => imported(source, lane));
  if (!graph) return { name: net.name, checked: {}, refused };
  const far = source.kind === 'onnx' ? await parity(net, source.model, graph, lane) : undefined;
  const checked: Record<string, number> = {};
  const cosines: Record<string, Record<string, number>> = {};
  const inputs = new Map(graph.inputs.map((id) => [id, graph.value(id).type] as const));
  for (const march of marches) {
    const record = await attempt(`check ${march}`, () => checker({ march, source }));
    if (record) checked[march] = share(record);
    if (!record || !convert) continue;
    const folder = await mkdtemp(join(tmpdir(), 'zoo-'));
    try {
      const done = await attempt(`convert ${march}`, () => convertNet(net, inputs, folder, { ...convert, march }));
      if (done) cosines[march] = Object.fromEntries(done.outputs.map(({ name, cosine }) => [name, cosine ?? NaN]));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { name: net.name, ...(far === undefined ? {} : { parity: far }), checked, cosines, refused };
}

function sourceOf({ files, shapes = {} }: Net): ModelSource {
  const inputShapes = new Map(Object.entries(shapes));
  if ('onnx' in files) return { kind: 'onnx', model: join(ZOO, files.onnx), inputShapes };
  return { kind: 'caffe', prototxt: join(ZOO, files.prototxt), caffemodel: join(ZOO, files.caffemodel), inputShapes };
}

async function imported(source: ModelSource, lane: Lane): Promise<Graph<'imported'>> {
  if (source.kind === 'onnx') return importOnnx(source, lane);
  const importer = new CaffeImporter();
  const raw = await importer.match(source);
  if (!raw) throw new TypeError('this is no Caffe model');
  return importer.translate(raw, standardOps(), new CollectingSink());
}

/** The part of the multiply-accumulates of a network that run on the BPU, those of the CPU counted. */
function share({ nodes }: RunRecord): number {
  const sum = (on: readonly (typeof nodes)[number][]) => on.reduce((total, { macs = 0 }) => total + macs, 0);
  const all = sum(nodes);
  return all === 0 ? 0 : sum(nodes.filter(({ on }) => on === 'BPU')) / all;
}
