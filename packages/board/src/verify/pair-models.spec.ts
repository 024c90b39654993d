import type { ArtifactHeader, ArtifactInput, ArtifactOutput } from '@openbpu/artifact';
import { type PairType, type QuantisedFace, pairModels } from './pair-models';

const input = (more: Partial<ArtifactInput> = {}): ArtifactInput => ({
  name: 'data',
  typeRt: 'rgb',
  typeIntermediate: 'rgb_128',
  typeTrain: 'rgb',
  shape: [1, 8, 4, 3],
  layout: 'NHWC',
  dtype: 'uint8',
  source: 'ddr',
  spaceAndRange: 'regular',
  ...more,
});
const header = (inputs: readonly ArtifactInput[], outputs: readonly ArtifactOutput[]) =>
  ({ inputs, outputs }) as ArtifactHeader;
const OUTPUT: ArtifactOutput = { name: 'y', dtype: 'float32', shape: [1, 10] };
const face = (
  types: Record<string, PairType> = {},
  layout: 'NCHW' | 'NHWC' = 'NHWC',
  inputs = ['data'],
  outputs = ['y'],
): QuantisedFace => ({
  file: 'q.onnx',
  inputs: inputs.map((name) => ({ name, layout })),
  outputs,
  types: new Map(
    Object.entries({
      data: { dtype: 'int8', shape: layout === 'NHWC' ? [1, 8, 4, 3] : [1, 3, 8, 4] },
      y: { dtype: 'float32', shape: [1, 10] },
      ...types,
    } satisfies Record<string, PairType>),
  ),
});
const floats = {
  typeRt: 'featuremap',
  typeIntermediate: 'featuremap',
  typeTrain: 'featuremap',
  dtype: 'float32',
} as const;
const differences = (given: QuantisedFace, inputs: readonly ArtifactInput[], outputs = [OUTPUT]) => {
  try {
    pairModels(given, 'a.bin', header(inputs, outputs));
    return '';
  } catch (error) {
    return String(error);
  }
};

it('pairs inputs and outputs of one name', () => {
  const found = pairModels(face(), 'a.bin', header([input()], [OUTPUT]));
  expect(found).toEqual({
    batch: 1,
    inputs: [
      {
        input: input(),
        given: { dtype: 'int8', shape: [1, 8, 4, 3], layout: 'NHWC' },
        quantised: { dtype: 'int8', shape: [1, 8, 4, 3], layout: 'NHWC' },
      },
    ],
    outputs: [{ name: 'y', tensor: 'y', perItem: false }],
  });
});

it('knows an input in another layout', () => {
  const [{ given, quantised }] = pairModels(face({}, 'NCHW'), 'a.bin', header([input()], [OUTPUT])).inputs;
  expect([given.shape, quantised.shape]).toEqual([
    [1, 8, 4, 3],
    [1, 3, 8, 4],
  ]);
  const none = input({ ...floats, shape: [1, 5], layout: 'none' });
  const flat = face({ data: { dtype: 'float32', shape: [1, 5] } }, 'NCHW');
  expect(pairModels(flat, 'a.bin', header([none], [OUTPUT])).inputs[0].given).toEqual({
    dtype: 'float32',
    shape: [1, 5],
    layout: 'NCHW',
  });
});

it('begins at the cut where the quantised model has that tensor, but for nv12', () => {
  const cut = input({ ...floats, tensor: 'data_q', dtype: 'int8', shape: [1, 3, 8, 4], layout: 'NCHW' });
  const whole = { data: { dtype: 'float32', shape: [1, 8, 4, 3] } } as const;
  const known = face({ ...whole, data_q: { dtype: 'int8', shape: [1, 3, 8, 4] } });
  const [pair] = pairModels(known, 'a.bin', header([cut], [OUTPUT])).inputs;
  expect(pair).toMatchObject({ cut: 'data_q', given: { dtype: 'float32', shape: [1, 8, 4, 3] } });
  const other = face({ ...whole, data_q: { dtype: 'int8', shape: [1, 3, 8, 5] } });
  expect(differences(other, [cut])).toContain(
    '"data", at "data_q" is int8[1x3x8x5] in the quantised model and int8[1x3x8x4]',
  );
  const turned = input({ typeRt: 'nv12', tensor: 'data_nchw', shape: [1, 3, 8, 4], layout: 'NCHW' });
  const both = face({ data_nchw: { dtype: 'int8', shape: [1, 3, 8, 4] } });
  const [nv12] = pairModels(both, 'a.bin', header([turned], [OUTPUT])).inputs;
  expect(nv12).not.toHaveProperty('cut');
  expect(nv12.given).toEqual({ dtype: 'int8', shape: [1, 3, 8, 4], layout: 'NCHW' });
});

it('takes a cut that only turns the layout where the quantised model lacks the tensor', () => {
  const turned = input({ ...floats, tensor: 'data_nhwc' });
  const known = face({ data: { dtype: 'float32', shape: [1, 3, 8, 4] } }, 'NCHW');
  const [pair] = pairModels(known, 'a.bin', header([turned], [OUTPUT])).inputs;
  expect(pair).not.toHaveProperty('cut');
  expect(pair.given).toEqual({ dtype: 'float32', shape: [1, 8, 4, 3], layout: 'NHWC' });
  const deeper = input({ ...floats, tensor: 'data_q', dtype: 'int8' });
  expect(differences(known, [deeper])).toContain('input "data" is float32[1x8x4x3]');
});

it('ends at the cut', () => {
  const cut: ArtifactOutput = { name: 'y', tensor: 'y_q', dtype: 'int8', shape: [1, 10, 1, 1] };
  const known = face({ y_q: { dtype: 'int8', shape: [1, 10, 1, 1] } });
  expect(pairModels(known, 'a.bin', header([input()], [cut])).outputs).toEqual([
    { name: 'y', tensor: 'y_q', perItem: false },
  ]);
  expect(differences(face(), [input()], [cut])).toContain('the .bin ends at "y_q" for output "y"');
  expect(differences(face({ y_q: { dtype: 'int16', shape: [1, 10, 1, 1] } }), [input()], [cut])).toContain(
    'output "y", at "y_q" is int16[1x10x1x1] in the quantised model and int8[1x10x1x1] in the .bin',
  );
});

it('counts the items of a batch', () => {
  const two = input({ shape: [2, 8, 4, 3] });
  const outputs = [{ ...OUTPUT, shape: [2, 10] }, { name: 'table', dtype: 'float32', shape: [4] } as const];
  const known = face({ table: { dtype: 'float32', shape: [4] } }, 'NHWC', ['data'], ['y', 'table']);
  const { batch, outputs: found } = pairModels(known, 'a.bin', header([two], outputs));
  expect([batch, found.map(({ perItem }) => perItem)]).toEqual([2, [true, false]]);
  expect(differences(face(), [input({ shape: [2, 8, 4, 3] })])).toBe('');
  expect(differences(face(), [two, input({ name: 'b' })])).toContain('only the .bin has an input "b"');
});

it('tells every difference of names and types', () => {
  expect(differences(face({}, 'NHWC', ['other'], ['z']), [input()])).toContain(
    '"q.onnx" and "a.bin" are not of one conversion: only the quantised model has an input "other"; ' +
      'only the .bin has an input "data"; only the quantised model has an output "z"; only the .bin has an output "y"',
  );
  expect(differences(face({ data: { dtype: 'float32', shape: [1, 8, 4, 3] } }), [input()])).toContain(
    'input "data" is float32[1x8x4x3] in the quantised model and int8[1x8x4x3] in the .bin',
  );
  expect(differences(face({ data: { dtype: 'int8', shape: [1, 8, 5, 3] } }), [input()])).toContain('int8[1x8x5x3]');
  expect(differences(face({ y: { dtype: 'float32', shape: [1, 11] } }), [input()])).toContain(
    'output "y" is float32[1x11] in the quantised model and float32[1x10] in the .bin',
  );
  expect(differences(face({}, 'NHWC', ['data', 'a', 'b', 'c', 'd'], ['y', 'z']), [input()])).toContain('and 1 more');
  expect(differences(face({ data: { dtype: 'int8', shape: [0, 8, 4, 3] } }), [input()])).toContain('int8[0x8x4x3]');
});
