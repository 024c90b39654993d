import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { perTensor } from '@openbpu/tensor';
import { type FedInput, feedInput } from './fed-input';
import { IntegerGraph } from './integer-graph';

const USUAL: FedInput = { name: 'x', typeRt: 'rgb', layoutTrain: 'NCHW', layoutFed: 'NCHW' };

function fed(text: string, input: Partial<FedInput> | undefined) {
  const source = parseGraph(`input x: ${text}\nn: y = Relu(x) cpu "no"\noutput y`, standardOps(), 'calibrated');
  const target = new IntegerGraph(source);
  feedInput(target, 'x', input && { ...USUAL, ...input });
  return {
    type: target.draft.typeOf('x'),
    nodes: target.draft.nodes.map(({ id, op, inputs, outputs, attrs }) => ({
      id,
      op: op.name,
      inputs,
      outputs,
      attrs,
    })),
    integer: target.integerOf('x'),
    float: () => target.requireFloat('x'),
    draft: target.draft,
  };
}
const IMAGE = 'float32[1x3x4x5] NCHW';

it('feeds images as int8 at scale 1', () => {
  const { type, nodes, integer } = fed(IMAGE, {});
  expect(type).toEqual({ dtype: 'int8', shape: [1, 3, 4, 5], layout: 'NCHW', quant: perTensor(1) });
  expect([nodes, integer]).toEqual([[], { id: 'x', type, scale: 1 }]);
});

it('feeds others as they are, whether anything is known of them or not', () => {
  for (const input of [undefined, { typeRt: 'featuremap' } as const]) {
    const { type, nodes, integer, float } = fed(IMAGE, input);
    expect(type).toEqual({ dtype: 'float32', shape: [1, 3, 4, 5], layout: 'NCHW' });
    expect([nodes, integer, float()]).toEqual([[], undefined, 'x']);
  }
});

it('brings what is fed in another order to that of the training', () => {
  const rows = fed(IMAGE, { layoutFed: 'NHWC' });
  expect(rows.type).toEqual({ dtype: 'int8', shape: [1, 4, 5, 3], layout: 'NHWC', quant: perTensor(1) });
  expect(rows.nodes).toEqual([
    { id: 'x_TransposeInput0', op: 'Transpose', inputs: ['x'], outputs: ['x_nchw'], attrs: { perm: [0, 3, 1, 2] } },
  ]);
  expect(rows.integer).toMatchObject({ id: 'x_nchw', type: { ...rows.type, shape: [1, 3, 4, 5], layout: 'NCHW' } });
  const planes = fed('float32[1x4x5x3] NHWC', { typeRt: 'featuremap', layoutTrain: 'NHWC' });
  expect(planes.type).toEqual({ dtype: 'float32', shape: [1, 3, 4, 5], layout: 'NCHW' });
  expect(planes.nodes).toMatchObject([{ outputs: ['x_nhwc'], attrs: { perm: [0, 2, 3, 1] } }]);
  expect(planes.float()).toBe('x_nhwc');
  expect(planes.draft.typeOf('x_nhwc')).toEqual({ dtype: 'float32', shape: [1, 4, 5, 3], layout: 'NHWC' });
});

it('gives no layout to what is no image of four dimensions', () => {
  expect(fed('float32[2x3]', {}).type).toMatchObject({ shape: [2, 3], layout: 'none' });
  expect(fed('float32[2x3]', { typeRt: 'featuremap' }).type).toMatchObject({ shape: [2, 3], layout: 'none' });
  expect(fed('float32[1x3x4x5]', undefined).type.layout).toBe('none');
  expect(fed('float32[1x3x4x5]', { typeRt: 'featuremap' }).type.layout).toBe('NCHW');
});
