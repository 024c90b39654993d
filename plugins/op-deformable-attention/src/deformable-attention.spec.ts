import { float32, int32 } from '@openbpu/plugin-api';
import { customOpLaws } from '@openbpu/plugin-api/testing';
import byDefault, { deformableAttention } from './index';

const wave = (shape: readonly number[], of: (i: number) => number) =>
  float32(
    shape,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => of(i)),
  );
/** Values, places from −0.1 to 1.1, and weights. */
function inputs(n: number, queries: number, heads: number, depth: number, points: number, shapes: readonly number[]) {
  let keys = 0;
  for (let i = 0; i < shapes.length; i += 2) keys += shapes[i] * shapes[i + 1];
  const at = [n, queries, heads, shapes.length / 2, points];
  return [
    wave([n, keys, heads, depth], (i) => Math.sin(i)),
    wave([...at, 2], (i) => 0.5 + 0.6 * Math.sin(i * 1.7)),
    wave(at, (i) => 0.5 + 0.5 * Math.cos(i * 2.3)),
  ];
}
const node = (name: string, shapes: readonly number[], sizes: readonly [number, number, number, number, number]) => ({
  name,
  attributes: { spatial_shapes: shapes },
  inputs: inputs(...sizes, shapes),
});

describe('the laws of custom operators', () => {
  const cases = [
    node('a pyramid', [4, 6, 2, 3, 1, 1], [2, 5, 2, 4, 3]),
    node('one level', [3, 3], [1, 1, 1, 1, 1]),
    node('many heads', [2, 2, 5, 1], [1, 7, 8, 2, 4]),
  ];
  const badAttributes = [
    {},
    { spatial_shapes: [] },
    { spatial_shapes: [1, 2, 3] },
    { spatial_shapes: [0, 2] },
    { spatial_shapes: [1, 2], x: 1 },
  ];
  it.each(
    customOpLaws(deformableAttention, { cases, badAttributes, tolerance: 1e-5 }).map((law) => [law.name, law] as const),
  )('%s', async (_, law) => expect(await law.complaints()).toEqual([]));
});

it('is the default export', () => expect(byDefault).toBe(deformableAttention));

const run = (values: readonly number[], places: readonly number[], weights: readonly number[], shapes = [2, 2]) => [
  ...(deformableAttention.evaluate(
    [
      float32([1, values.length, 1, 1], values),
      float32([1, 1, 1, shapes.length / 2, weights.length / (shapes.length / 2), 2], places),
      float32([1, 1, 1, shapes.length / 2, weights.length / (shapes.length / 2)], weights),
    ],
    { spatial_shapes: shapes },
  )[0].data as Float32Array),
];

it('looks between cells, and sees 0 outside', () => {
  const cells = [1, 2, 3, 4];
  expect(run(cells, [0.25, 0.25], [1])).toEqual([1]);
  expect(run(cells, [0.75, 0.25], [1])).toEqual([2]);
  expect(run(cells, [0.5, 0.5], [1])).toEqual([2.5]);
  expect(run(cells, [0, 0.25], [1])).toEqual([0.5]);
  expect(run(cells, [1, 1], [1])).toEqual([1]);
  expect(run(cells, [9, 0.5], [1])).toEqual([0]);
});

it('sums points and levels by their weights', () => {
  expect(run([1, 2, 3, 4], [0.25, 0.25, 0.75, 0.75], [0.5, 2])).toEqual([8.5]);
  expect(run([1, 2, 3, 4, 10], [0.25, 0.25, 0.5, 0.5], [1, 3], [2, 2, 1, 1])).toEqual([31]);
});

it('refuses other inputs', () => {
  const [values, places, weights] = inputs(1, 2, 2, 3, 4, [2, 2]);
  const refusal =
    (...given: Parameters<typeof deformableAttention.infer>[0]) =>
    () =>
      deformableAttention.infer(given, { spatial_shapes: [2, 2] });
  expect(refusal(values, places)).toThrow('it reads values, places and weights');
  expect(refusal(values, places, weights, weights)).toThrow(/it reads values/);
  expect(refusal(int32(values.shape, values.data), places, weights)).toThrow('it reads int32');
  expect(refusal(float32([1, 3, 2, 3], new Float32Array(18)), places, weights)).toThrow(/levels have 4 cells/);
  expect(refusal(values, weights, places)).toThrow(/its places are .* belong there/);
  expect(refusal(values, places, float32([1], [1]))).toThrow(/its weights 1; for these values/);
});

it('counts what it multiplies', () => {
  const [values, places, weights] = inputs(1, 2, 2, 3, 4, [2, 2]);
  expect(deformableAttention.macs!([values, places, weights], [], { spatial_shapes: [2, 2] })).toBe(5 * 2 * 2 * 3 * 4);
});
