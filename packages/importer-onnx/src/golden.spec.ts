import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CollectingSink } from '@openbpu/diagnostics';
import { verifyGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { dataFolder, evaluate, readNpyGz } from './data.fixture';
import { OnnxImporter } from './onnx-importer';

interface Golden {
  readonly model: string;
  readonly cases: readonly {
    readonly input: string;
    readonly outputs: Readonly<Record<string, { readonly file: string; readonly shape: readonly number[] }>>;
  }[];
}

const SMALL = ['kws', 'mnist-8', 'mnist_tengine', 'resnet8', 'vww_96_float'];

/** Evaluated only where GOLDEN_ALL is set: the plain loops take many seconds. */
const LARGE = [
  'mobilenet_v2',
  'nanodet_m_320',
  'ultraface_RFB-320_onnx',
  'ultraface_RFB-320_onnx_simplified',
  'yolox_nano',
  'yunet_n_320_320',
];

const folder = dataFolder();

(folder ? describe : describe.skip)('golden nets (skipped where the test data is absent)', () => {
  it.each([...SMALL, ...LARGE])('%s is imported whole and gives what an independent engine gives', async (net) => {
    const at = path.join(folder!, 'golden', net);
    const { model, cases } = JSON.parse(readFileSync(path.join(at, 'meta.json'), 'utf8')) as Golden;
    const importer = new OnnxImporter();
    const sink = new CollectingSink();
    const raw = await importer.match({ kind: 'onnx', model: path.join(folder!, model) });
    const graph = await importer.translate(raw!, standardOps(), sink);
    expect(sink.diagnostics).toEqual([]);
    expect(verifyGraph(graph)).toEqual([]);
    expect(graph.nodes.filter((node) => node.op.accuracy === 'opaque').map((node) => node.id)).toEqual([]);

    if (LARGE.includes(net) && !process.env['GOLDEN_ALL']) return;
    const [first] = cases;
    const results = evaluate(graph, new Map([[graph.inputs[0], readNpyGz(path.join(at, first.input))]]));
    expect(graph.outputs.length).toBe(Object.keys(first.outputs).length);
    for (const [name, { file, shape }] of Object.entries(first.outputs)) {
      const wanted = readNpyGz(path.join(at, file)).data as Float32Array;
      const found = results.get(name)!;
      expect(found.shape).toEqual(shape);
      const largest = wanted.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      const error = wanted.reduce((max, value, i) => Math.max(max, Math.abs(value - Number(found.data[i]))), 0);
      expect(error).toBeLessThanOrEqual(1e-4 * largest);
    }
  });
});
