import { marches } from '@openbpu/pipeline';
import { quantisedGraph } from '../quantised-graph';
import { settings } from '../settings';
import { structureOf } from '../structure';
import { efficientFormerL1 } from './efficient-former';

describe('efficientFormerL1', () => {
  const { parameters, macs, operators } = structureOf(efficientFormerL1());

  it('has the parameters that are published beside its latency, and the operations of its authors', () => {
    expect(parameters / 1e6).toBeCloseTo(12.3, 1);
    expect(macs / 1e9).toBeCloseTo(1.3, 1);
  });

  it('is what tools/latency/export/efficient_former.py exports', () => {
    expect({ parameters, macs, operators }).toEqual({
      parameters: 12_276_874,
      macs: 1_291_284_736,
      operators: {
        Add: 57,
        AveragePool: 14,
        Conv: 33,
        Div: 19,
        Erf: 15,
        Gemm: 2,
        MatMul: 6,
        Mul: 64,
        Pow: 3,
        ReduceMean: 7,
        Relu: 2,
        Reshape: 3,
        Softmax: 1,
        Split: 1,
        Sqrt: 3,
        Sub: 17,
        Transpose: 4,
      },
    });
  });

  it('runs on the BPU as a whole', async () => {
    const backend = marches().find(({ march }) => march === 'bayes-e')!;
    const graph = await quantisedGraph(efficientFormerL1(), backend, settings.efficientformer_l1);
    const onCpu = graph.nodes.filter(({ placement }) => placement?.on === 'cpu').map(({ op }) => op.name);
    expect(onCpu).toEqual(['Transpose', 'HzDequantize']);
  });
});
