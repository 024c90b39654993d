import type { ArtifactDeleted, ArtifactHeader, ArtifactTensor } from '@openbpu/artifact';
import { packed, IMAGE_NET, resolvedInput } from '../packed.fixture';
import { interfaceFacts } from './interface-facts';

const header = (typeRt: 'nv12' | 'rgb'): ArtifactHeader =>
  packed(IMAGE_NET, [{ ...resolvedInput('data', 'rgb', [1, 3, 4, 4]), typeRt }]).header;

it('tells the layout of what has one: planes of nv12 stand one behind the other, whatever the model calls them', () => {
  expect(interfaceFacts(header('nv12'), []).inputs).toEqual([
    { name: 'data', type: 'nv12', dtype: 'uint8', shape: [1, 6, 4], bytes: 24 },
  ]);
  expect(interfaceFacts(header('rgb'), []).inputs).toEqual([
    { name: 'data', type: 'rgb', dtype: 'uint8', shape: expect.any(Array), bytes: 48, layout: expect.any(String) },
  ]);
});

it('tells how integers stand for reals as far as the file says it, and no layout where there is none', () => {
  const { outputs, tensors, ...rest } = header('rgb');
  const told = (more: Partial<ArtifactTensor>, layout?: 'NCHW') =>
    interfaceFacts(
      {
        ...rest,
        outputs: outputs.map((output) => ({ ...output, layout })),
        tensors: { ...tensors, out: { ...tensors.out, ...more } },
      },
      [],
    ).outputs;
  const out = { name: 'out', dtype: 'float32', shape: [1, 12], bytes: 48 };
  expect(told({})).toEqual([out]);
  expect(told({}, 'NCHW')).toEqual([{ ...out, layout: 'NCHW' }]);
  expect(told({ axis: 1, zero: [3] })).toEqual([out]);
  const scale = [0.5, 0.25];
  expect(told({ scale })).toStrictEqual([{ ...out, scale }]);
  expect(told({ scale, axis: 1 })).toStrictEqual([{ ...out, scale, axis: 1 }]);
  expect(told({ scale, zero: [0, 3] })).toStrictEqual([{ ...out, scale, zero: [0, 3] }]);
});

it('tells what an input that lost a node is made of, and which nodes are gone', () => {
  const { inputs, ...rest } = header('rgb');
  const quant = { scale: [0.5], zero: [0] };
  const edge = { from: 'a int8[1]', to: 'b int8[1]', port: 'data' };
  const deleted: ArtifactDeleted = { name: 'n', type: 'Transpose', side: 'input', ...edge, ...quant };
  const facts = interfaceFacts({ ...rest, inputs: inputs.map((input) => ({ ...input, quant })) }, [deleted]);
  expect(facts.inputs).toEqual([expect.objectContaining(quant)]);
  expect(facts.removed).toEqual([deleted]);
});
