import type { Graph } from '@openbpu/ir';
import { marches } from '@openbpu/pipeline';
import { quantisedGraph } from '../quantised-graph';
import { settings } from '../settings';
import { structureOf } from '../structure';
import { edgeNextBase, edgeNextXSmall, edgeNextXxSmall } from './edge-next';

/** Millions of parameters as published beside the latencies, and 10⁹ multiply-accumulates of the authors at 256×256. */
const FIGURES = [
  ['xx_small', edgeNextXxSmall, 1.33, 0.26],
  ['x_small', edgeNextXSmall, 2.34, 0.54],
  ['base', edgeNextBase, 18.51, 3.84],
] as const;

/** What is learnt of where a pixel is, a 1×1 of 64 waves, while the graph has what comes of it for every pixel. */
function learnt(graph: Graph<'imported'>): number {
  const [, pixels, channels] = [...graph.values.values()].find(({ constant }) => constant?.shape[1] === 28 ** 2)!.type
    .shape;
  return structureOf(graph).parameters - pixels * channels + (64 + 1) * channels;
}

describe('edgeNext', () => {
  it.each(FIGURES)('%s has the parameters and operations that are published', (_, build, millions, giga) => {
    expect(learnt(build()) / 1e6).toBeCloseTo(millions, 2);
    expect(Math.abs((structureOf(build()).macs * (256 / 224) ** 2) / 1e9 / giga - 1)).toBeLessThan(0.03);
  });

  it.each([
    ['x_small', edgeNextXSmall, 2_382_900, 405_059_008],
    ['base', edgeNextBase, 18_626_412, 2_923_148_134],
  ] as const)('%s is what tools/latency/export/edge_next.py exports', (_, build, parameters, macs) => {
    expect(structureOf(build())).toMatchObject({ parameters, macs, operators: { Conv: 25, MatMul: 48, Mul: 86 } });
  });

  it('xx_small is what tools/latency/export/edge_next.py exports, every operator of it', () => {
    expect(structureOf(edgeNextXxSmall())).toMatchObject({
      parameters: 1_361_784,
      macs: 195_089_510,
      operators: {
        Add: 101,
        Clip: 6,
        Concat: 3,
        Conv: 19,
        Div: 38,
        Erf: 12,
        Expand: 6,
        Gemm: 1,
        GlobalAveragePool: 1,
        MatMul: 36,
        Mul: 62,
        OnnxOp: 6,
        Pow: 20,
        ReduceMean: 40,
        Reshape: 22,
        Softmax: 3,
        Split: 6,
        Sqrt: 20,
        Sub: 20,
        Transpose: 43,
      },
    });
  });

  it('runs on the BPU as a whole, softmax in int16', async () => {
    const backend = marches().find(({ march }) => march === 'bayes-e')!;
    const graph = await quantisedGraph(edgeNextXxSmall(), backend, settings.edgenext_xx_small);
    const onCpu = graph.nodes.filter(({ placement }) => placement?.on === 'cpu').map(({ op }) => op.name);
    expect(onCpu).toEqual(['Transpose', 'HzDequantize', 'Reshape']);
    const softmax = graph.nodes.filter(({ op }) => op.name === 'HzSoftmax');
    expect(softmax.map(({ inputs }) => graph.value(inputs[0]).type.dtype)).toEqual(['int16', 'int16', 'int16']);
  });
});
