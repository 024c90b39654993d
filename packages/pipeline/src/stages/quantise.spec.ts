import { backend as bayes } from '@openbpu/backend-bayes-e';
import { backend as bernoulli } from '@openbpu/backend-bernoulli2';
import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { calibratedActivations } from '@openbpu/passes';
import { weightThresholds } from '@openbpu/quant';
import { TENSOR_ORDERS, type TensorOrder } from '@openbpu/tensor';
import { resolvedInput } from '../packed.fixture';
import { quantisedAndDeployed } from './quantise';

const NET = parseGraph(
  'input x: float32[1x4x2x3] NCHW\nconst w: float32[4x4x1x1] = seed 1\n' +
    'c: y = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8\noutput y',
  standardOps(),
  'optimized',
) as Graph<'optimized'>;
const thresholds = {
  activations: new Map(calibratedActivations(NET).map((id) => [id, 1])),
  weights: weightThresholds(NET),
};

function models(layoutRt: TensorOrder, layoutQuantised: TensorOrder) {
  const input = { ...resolvedInput('x', 'featuremap', [1, 4, 2, 3]), layoutRt, layoutQuantised };
  return quantisedAndDeployed(NET, thresholds, [input]);
}

it('knows the one layout of quantised models on the RDK X3, and none elsewhere', () => {
  expect([bernoulli.recipe.quantisedLayout, bayes.recipe.quantisedLayout]).toEqual(['NHWC', undefined]);
});

it.each(TENSOR_ORDERS)('is one model where the .bin takes %s too', (layout) => {
  const { quantized, deployed } = models(layout, layout);
  expect(deployed).toBe(quantized);
});

it('is two models where one input of several lies otherwise', () => {
  const net = parseGraph(
    'input x: float32[1x4x2x3] NCHW\ninput z: float32[1x4x2x3] NCHW\nconst w: float32[4x4x1x1] = seed 1\n' +
      'c: y = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8\n' +
      'd: v = Conv(z, w) {kernel: [1, 1]} bpu id(0) int8/int8\noutput y\noutput v',
    standardOps(),
    'optimized',
  ) as Graph<'optimized'>;
  const same = resolvedInput('x', 'featuremap', [1, 4, 2, 3]);
  const other = { ...same, name: 'z', layoutRt: 'NHWC' } as const;
  const found = quantisedAndDeployed(
    net,
    { activations: new Map(calibratedActivations(net).map((id) => [id, 1])), weights: weightThresholds(net) },
    [same, other],
  );
  const layouts = (graph: Graph) => graph.inputs.map((id) => graph.value(id).type.layout);
  expect([layouts(found.quantized), layouts(found.deployed)]).toEqual([
    ['NCHW', 'NCHW'],
    ['NCHW', 'NHWC'],
  ]);
});

it.each([
  ['NCHW', 'NHWC'],
  ['NHWC', 'NCHW'],
] as const)('is two that differ by what stands at the input where the .bin takes %s and it %s', (rt, own) => {
  const { quantized, deployed } = models(rt, own);
  for (const [graph, layout] of [[quantized, own] as const, [deployed, rt] as const]) {
    const { type } = graph.value('x');
    expect([type.layout, type.shape.join('x')]).toEqual([layout, layout === 'NHWC' ? '1x2x3x4' : '1x4x2x3']);
    expect(graph.consumers('x').map(({ op }) => op.name)).toEqual([layout === 'NHWC' ? 'Transpose' : 'HzQuantize']);
  }
  const behind = (graph: Graph) => graph.nodes.map(({ id }) => id).filter((id) => id !== 'x_TransposeInput0');
  expect(behind(deployed)).toEqual(behind(quantized));
  expect(JSON.parse(quantized.metadata['openbpu.inputs'])).toMatchObject([{ layout: own }]);
});

it('gives outputs as integers where that is asked, and says in the file how they stand for reals', () => {
  const input = resolvedInput('x', 'featuremap', [1, 4, 2, 3]);
  const other = { ...input, layoutRt: 'NHWC' } as const;
  const { quantized, deployed } = quantisedAndDeployed(NET, thresholds, [other], { integerOutputs: true });
  for (const graph of [quantized, deployed]) {
    expect(graph.value('y').type).toMatchObject({ dtype: 'int8', shape: [1, 4, 2, 3] });
    expect(graph.producer('y')?.id).toBe('c');
  }
  const scale = Array.from(quantized.value('y').type.quant!.scale);
  expect(JSON.parse(quantized.metadata['openbpu.outputs'])).toEqual([{ name: 'y', dtype: 'int8', scale }]);
  expect(models('NCHW', 'NCHW').quantized.metadata).not.toHaveProperty(['openbpu.outputs']);
  expect(models('NCHW', 'NCHW').quantized.value('y').type.dtype).toBe('float32');
});
