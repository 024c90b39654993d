import { float32 } from '@openbpu/tensor';
import { evaluate } from '../data.fixture';
import { floats, imported, node, nodesOf, refused } from '../model.fixture';

const inputs = { x: floats(1, 2, 3, 3) };
const prelu = (shape: number[], values: number[]) =>
  nodesOf({ nodes: [node('PRelu', ['x', 's'], ['y'], {}, 'p')], inputs, constants: { s: float32(shape, values) } });

it('makes the slope a vector', async () => {
  expect(await prelu([2, 1, 1], [1, 2])).toEqual(['p: y: float32[1x2x3x3] NCHW = PRelu(x, p_slope)']);
  expect(await prelu([1, 2, 1, 1], [1, 2])).toEqual(['p: y: float32[1x2x3x3] NCHW = PRelu(x, p_slope)']);
  expect(await prelu([1], [1])).toEqual(['p: y: float32[1x2x3x3] NCHW = PRelu(x, s)']);
  expect(await prelu([1, 1, 1], [1])).toEqual(['p: y: float32[1x2x3x3] NCHW = PRelu(x, p_slope)']);
});

it('writes a slope that varies over the plane, or is computed, as a sum', async () => {
  expect(await prelu([3], [1, 2, 3])).toEqual([
    'p_above: p_above: float32[1x2x3x3] NCHW = Relu(x)',
    'p_below: p_below: float32[1x2x3x3] NCHW = Clip(x) {min: -Infinity, max: 0}',
    'p_scaled: p_scaled: float32[1x2x3x3] NCHW = Mul(p_below, s) {min: -Infinity, max: Infinity}',
    'p: y: float32[1x2x3x3] NCHW = Add(p_above, p_scaled) {min: -Infinity, max: Infinity}',
  ]);
  expect(await prelu([2, 1, 3], [1, 2, 3, 4, 5, 6])).toHaveLength(4);
  const computed = { nodes: [node('PRelu', ['x', 's'], ['y'], {}, 'p')], inputs: { x: floats(2, 3), s: floats(2, 3) } };
  expect((await nodesOf(computed)).at(-1)).toContain('p: y: float32[2x3] = Add(p_above, p_scaled)');
});

it('is that sum', async () => {
  const x = float32([2, 3], [-1.5, 2, 0, -4, -0.25, 7]);
  const s = float32([2, 3], [0.5, 9, 9, -2, 4, -3]);
  const draft = { nodes: [node('PRelu', ['x', 's'], ['y'])], inputs: { x: floats(2, 3), s: floats(2, 3) } };
  const { graph } = await imported(draft);
  const made = evaluate(
    graph,
    new Map([
      ['x', x],
      ['s', s],
    ]),
  );
  expect(made.get('y')).toEqual(float32([2, 3], [-0.75, 2, 0, 8, -1, 7]));
});

it('leaves slopes that are no numbers, or make the result larger, to the ONNX operator', async () => {
  expect((await prelu([3], [1, Infinity, 3]))[0]).toContain('opType: "PRelu"');
  expect((await prelu([3], [1, NaN, 3]))[0]).toContain('opType: "PRelu"');
  const larger = { nodes: [node('PRelu', ['x', 's'], ['y'])], inputs: { x: floats(1, 3), s: floats(2, 3) } };
  expect((await nodesOf({ ...larger, declared: { y: floats(2, 3) } }))[0]).toContain('opType: "PRelu"');
});

it('says of slopes that do not fit that they do not', async () => {
  const draft = { nodes: [node('PRelu', ['x', 's'], ['y'])], inputs: { x: floats(2, 3), s: floats(2) } };
  expect((await refused(draft)).map(({ code }) => code)).toEqual(['IMO012']);
});
