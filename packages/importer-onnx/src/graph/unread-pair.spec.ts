import { type Tensor, float32, makeTensor } from '@openbpu/tensor';
import { type ModelDraft, floats, imported, node } from '../model.fixture';
import { LEAST_SCALE, isScale } from './unread-pair';

const i8 = (...values: number[]) =>
  makeTensor('int8', values.length === 1 ? [] : [values.length], Int8Array.from(values));
const one = (value: number) => float32([], [value]);

/** What is said of a pair of these scales and zero points. */
async function said(
  constants: Readonly<Record<string, Tensor>>,
  { attributes = {}, count = 1, more = {} as Partial<ModelDraft> } = {},
) {
  const pairs = Array.from({ length: count }, (_, i) => [
    node('QuantizeLinear', ['x', 's', 'z'], [`q${i}`], attributes, `quantise_${i}`),
    node(
      'DequantizeLinear',
      [`q${i}`, 't' in constants ? 't' : 's', 'u' in constants ? 'u' : 'z'],
      [`d${i}`],
      attributes,
    ),
    node('Abs', [`d${i}`], [`y${i}`]),
  ]).flat();
  const { notes } = await imported({
    nodes: pairs,
    inputs: { x: floats(1, 2, 3, 3) },
    outputs: Array.from({ length: count }, (_, i) => `y${i}`),
    constants: { z: i8(0), ...constants },
    opset: 13,
    ...more,
  });
  return notes.find(({ code }) => code === 'IMO023');
}

it.each<[string, Readonly<Record<string, Tensor>>, string]>([
  ['a scale of 0', { s: one(0) }, 'its scale 0 is not above 0'],
  ['a negative scale', { s: one(-0.5) }, 'its scale -0.5 is not above 0'],
  ['no number', { s: one(NaN) }, 'its scale NaN is not above 0'],
  ['an infinite scale', { s: one(Infinity) }, 'its scale Infinity is no scale of float32'],
  ['a scale that float32 rounds away', { s: one(2 ** -130) }, `its scale ${2 ** -130} is no scale of float32`],
  ['two scales', { s: one(0.5), t: one(0.25) }, 'it quantises by 0.5 and dequantises by 0.25'],
  ['two zero points', { s: one(0.5), u: i8(3) }, 'it quantises about 0 and dequantises about 3'],
  ['two types', { s: one(0.5), u: makeTensor('uint8', [], Uint8Array.of(0)) }, 'its zero points are int8 and uint8'],
  [
    'integers that are no activation',
    { s: one(0.5), z: makeTensor('int32', [], Int32Array.of(0)) },
    'its integers are int32, which no activation has here',
  ],
  ['scales of channels', { s: float32([2], [1, 2]), z: i8(0, 0) }, 'it has 2 scales, and an activation has one'],
  ['zero points of channels', { s: one(1), z: i8(0, 1) }, 'it has several zero points, and an activation has one'],
])('tells why a pair with %s is none', async (_, constants, why) => {
  const found = await said(constants);
  expect(found?.message).toContain(`; "quantise_0" is no part of a pair: ${why}`);
  expect(found?.hint).toContain('one and the same constant scale above 0');
});

it('tells of computed scales, and how many more there are', async () => {
  const computed = await said({}, { more: { inputs: { x: floats(1, 2, 3, 3), s: floats() } } });
  expect(computed?.message).toContain('its scale or zero point "s" is computed');
  const three = await said({ s: one(0) }, { count: 3 });
  expect(three?.message).toMatch(/"quantise_0" is no part of a pair: its scale 0 is not above 0, nor are 2 more$/);
  expect(await said({ s: one(0.5) })).toBeUndefined();
});

it('takes every scale that float32 holds with all its digits', () => {
  expect([LEAST_SCALE, 1, 3e38].map(isScale)).toEqual([true, true, true]);
  expect([LEAST_SCALE / 2, 0, -1, NaN, Infinity].map(isScale)).toEqual([false, false, false, false, false]);
});
