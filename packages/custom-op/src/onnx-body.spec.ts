import { float32 } from '@openbpu/tensor';
import { OnnxBody } from './onnx-body';

it('writes nodes and names what they give', () => {
  const b = new OnnxBody();
  const x = b.op('Relu', ['x']);
  expect(b.ops('Split', [x, ''], 2, { axis: 1 })).toEqual(['Split_1', 'Split_1_1']);
  expect([b.reals(2), b.reals([1, 2]), b.ints(3, 4), b.constant(float32([1], [5]))]).toEqual([
    'Constant_2',
    'Constant_3',
    'Constant_4',
    'Constant_5',
  ]);
  expect(b.nodes.map(({ type, inputs, attributes }) => [type, inputs, attributes])).toEqual([
    ['Relu', ['x'], {}],
    ['Split', ['Relu_0', ''], { axis: 1 }],
    ['Constant', [], { value_float: { real: 2 } }],
    ['Constant', [], { value_floats: { real: [1, 2] } }],
    ['Constant', [], { value_ints: [3, 4] }],
    ['Constant', [], { value: float32([1], [5]) }],
  ]);
});
