import { DataType, attributesFromJson } from '@openbpu/onnx';
import { makeTensor } from '@openbpu/tensor';
import { node } from '../model.fixture';
import { opaqueAttributes } from './opaque-attributes';

it('keeps attributes verbatim', () => {
  const proto = node('LRN', ['x'], ['y'], {
    alpha: { float: 1 },
    size: 5,
    mode: 'a',
    axes: [1, 2],
    scales: { floats: [1, 2] },
  });
  expect(attributesFromJson(opaqueAttributes(proto))).toEqual(proto.attribute);
  expect(JSON.parse(JSON.stringify(opaqueAttributes(proto)))).toEqual(opaqueAttributes(proto));
});

it('widens types and tensors of other floats', () => {
  for (const to of [DataType.FLOAT16, DataType.DOUBLE, DataType.BFLOAT16])
    expect(opaqueAttributes(node('Cast', [], [], { to }))).toEqual({ to: DataType.FLOAT });
  expect(opaqueAttributes(node('Cast', [], [], { to: DataType.INT32, axis: DataType.FLOAT16 }))).toEqual({
    to: DataType.INT32,
    axis: DataType.FLOAT16,
  });
  const [value] = attributesFromJson(
    opaqueAttributes(
      node('ConstantOfShape', [], [], { value: { tensor: makeTensor('float16', [1], Uint16Array.of(0x3c00)) } }),
    ),
  );
  expect([value.t?.dataType, value.t?.rawData]).toEqual([DataType.FLOAT, new Uint8Array(Float32Array.of(1).buffer)]);
});
