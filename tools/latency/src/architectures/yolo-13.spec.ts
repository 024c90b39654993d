import { marches } from '@openbpu/pipeline';
import { quantisedGraph } from '../quantised-graph';
import { settings } from '../settings';
import { structureOf } from '../structure';
import { yolo13 } from './yolo-13';

describe('yolo13', () => {
  it('n is what tools/latency/export/yolo13.py exports, every operator of it', () => {
    expect(structureOf(yolo13('n'))).toMatchObject({
      parameters: 2_480_237,
      macs: 3_623_477_504,
      operators: {
        Add: 57,
        AveragePool: 2,
        Concat: 23,
        Conv: 171,
        Div: 14,
        Erf: 4,
        Exp: 8,
        Gemm: 2,
        MatMul: 28,
        Mul: 122,
        Pad: 2,
        ReduceMax: 10,
        ReduceMean: 4,
        ReduceSum: 8,
        Reshape: 76,
        Resize: 4,
        Sigmoid: 99,
        Slice: 31,
        Softmax: 2,
        Sub: 8,
        Transpose: 84,
      },
    });
  });

  it.each([
    ['s', 9_028_365, 11_059_730_432, { Conv: 171, MatMul: 28, Mul: 122, Transpose: 84 }],
    ['l', 27_563_733, 46_102_908_928, { Conv: 309, MatMul: 44, Mul: 198, Transpose: 148 }],
  ] as const)('%s is what tools/latency/export/yolo13.py exports', (size, parameters, macs, operators) => {
    expect(structureOf(yolo13(size))).toMatchObject({ parameters, macs, operators });
  });

  it('runs on the BPU but for the outputs', async () => {
    const backend = marches().find(({ march }) => march === 'bayes-e')!;
    const graph = await quantisedGraph(yolo13('n'), backend, settings.yolov13n);
    const onCpu = graph.nodes.filter(({ placement }) => placement?.on === 'cpu').map(({ op }) => op.name);
    expect(onCpu).toEqual(['Transpose', ...Array.from({ length: 6 }, () => ['HzDequantize', 'Transpose']).flat()]);
  });
});
