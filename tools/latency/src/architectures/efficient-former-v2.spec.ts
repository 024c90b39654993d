import type { Graph } from '@openbpu/ir';
import { sizeOf } from '@openbpu/tensor';
import { structureOf } from '../structure';
import { type EfficientFormerV2Size, efficientFormerV2 } from './efficient-former-v2';

/** Millions of parameters as published beside the latencies, and 10⁹ multiply-accumulates of the authors. */
const FIGURES = { s0: [3.57, 0.4], s1: [6.12, 0.65], s2: [12.6, 1.25] } as const;

const SIZES = Object.keys(FIGURES) as EfficientFormerV2Size[];

/** What is learnt of a bias of position, one number for every distance, while the export has one for every pair. */
function learnt(graph: Graph<'imported'>): number {
  const written = [...graph.values.values()].filter(({ constant }) => constant?.shape.length === 3);
  const repeated = written.map(({ type: { shape } }) => sizeOf(shape) - shape[0] * shape[2]);
  return repeated.reduce((left, each) => left - each, structureOf(graph).parameters);
}

describe('efficientFormerV2', () => {
  it.each(SIZES)('%s has the parameters and operations that are published', (size) => {
    const graph = efficientFormerV2(size);
    const [millions, giga] = FIGURES[size];
    expect(Math.abs(learnt(graph) / 1e6 / millions - 1)).toBeLessThan(0.01);
    expect(structureOf(graph).macs / 1e9).toBeCloseTo(giga, 2);
  });

  it.each([
    ['s0', 3_702_287, 395_892_544, { Conv: 83, Erf: 35, MatMul: 10, Softmax: 5, Resize: 2 }],
    ['s1', 6_266_225, 651_969_640, { Conv: 104, Erf: 49, MatMul: 10, Softmax: 5, Resize: 2 }],
    ['s2', 12_815_475, 1_246_863_952, { Conv: 155, Erf: 67, MatMul: 18, Softmax: 9, Resize: 4 }],
  ] as const)('%s is what tools/latency/export/efficient_former.py exports', (size, parameters, macs, operators) => {
    expect(structureOf(efficientFormerV2(size))).toMatchObject({ parameters, macs, operators });
  });

  it('s0 is exported with these operators', () => {
    expect(structureOf(efficientFormerV2('s0')).operators).toEqual({
      Add: 66,
      AveragePool: 1,
      BatchNormalization: 1,
      Conv: 83,
      Div: 36,
      Erf: 35,
      Gemm: 2,
      MatMul: 10,
      Mul: 93,
      Pad: 1,
      ReduceMean: 1,
      Reshape: 20,
      Resize: 2,
      Softmax: 5,
      Transpose: 15,
    });
  });
});
