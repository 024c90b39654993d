import { type NodeProto, buildGraph, buildValue, graphAttribute, writeTensor } from '@openbpu/onnx';
import { float32, int64, makeTensor } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const branch = (nodes: NodeProto[], outputs: string[], constants: Record<string, number> = {}) =>
  buildGraph({
    node: nodes,
    output: outputs.map((name) => buildValue(name, 1, undefined)),
    initializer: Object.entries(constants).map(([name, value]) => writeTensor(name, float32([], [value]))),
  });

const either = (condition: string, output: string[], then: ReturnType<typeof branch>, otherwise = then): NodeProto => ({
  ...node('If', [condition], output, {}, 'if'),
  attribute: [graphAttribute('then_branch', then), graphAttribute('else_branch', otherwise)],
});

const inputs = { x: floats(1, 2) };
const truth = (value: number) => ({ c: makeTensor('bool', [], Uint8Array.of(value)) });
const relu = branch([node('Relu', ['x'], ['t'], {}, 'r')], ['t']);
const negated = branch([node('Neg', ['x'], ['t'], {}, 'n')], ['t']);

it('takes the branch its condition says', async () => {
  const draft = { nodes: [either('c', ['y'], relu, negated)], inputs };
  expect(await nodesOf({ ...draft, constants: truth(1) })).toEqual([
    'r: t: float32[1x2] = Relu(x)',
    'Identity_y: y: float32[1x2] = Identity(t)',
  ]);
  expect((await nodesOf({ ...draft, constants: truth(0) }))[0]).toBe('n: t: float32[1x2] = Neg(x)');
});

it('settles conditions of shapes, reads names around it, also two branches deep, and keeps names apart', async () => {
  const inner = either('c', ['t'], branch([node('Mul', ['a', 'k'], ['t'], {}, 'm')], ['t'], { k: 3 }));
  const nodes = [
    node('Relu', ['x'], ['a'], {}, 'first'),
    node('Shape', ['x'], ['s']),
    node('Gather', ['s', 'one'], ['dim'], { axis: 0 }),
    node('Equal', ['dim', 'two'], ['c']),
    { ...either('c', ['t'], branch([inner], ['t'], { k: 2 })), name: 'outer' },
    node('Add', ['t', 'a'], ['y'], {}, 'add'),
  ];
  const constants = { one: int64([], [1]), two: int64([], [2]) };
  expect(await nodesOf({ nodes, inputs, constants, opset: 11 })).toEqual([
    'first: a: float32[1x2] = Relu(x)',
    'm: t_2: float32[1x2] = Mul(a, k_1) {min: -Infinity, max: Infinity}',
    'add: y: float32[1x2] = Add(t_2, a) {min: -Infinity, max: Infinity}',
  ]);
});

it('gives what stands around it, and constants', async () => {
  const given = branch([], ['x', 'k'], { k: 2 });
  expect(await nodesOf({ nodes: [either('c', ['y', 'z'], given)], inputs, constants: truth(1) })).toEqual([
    'Identity_y: y: float32[1x2] = Identity(x)',
    'Identity_z: z: float32[] = Identity(z_value)',
  ]);
});

it('refuses a condition of the data, naming it, and what stands against the branch that is taken alone', async () => {
  const codes = async (draft: Parameters<typeof refused>[0]) => (await refused(draft)).map(({ message }) => message);
  const data = [node('ReduceSum', ['x'], ['s'], { keepdims: 0 }), node('Cast', ['s'], ['c'], { to: 9 })];
  expect(await codes({ nodes: [...data, either('c', ['y'], relu)], inputs, opset: 11 })).toEqual([
    'node "if" (If) has a graph inside, and control flow is not supported: its condition, "c", is computed from the ' +
      'inputs of the model',
  ]);
  const broken = branch([node('Nonsense', ['x'], ['t'], {}, 'bad')], ['t']);
  expect(await nodesOf({ nodes: [either('c', ['y'], relu, broken)], inputs, constants: truth(1) })).toHaveLength(2);
  expect(await codes({ nodes: [either('c', ['y'], relu, broken)], inputs, constants: truth(0) })).toEqual([
    'node "bad" has the operator type Nonsense, which ONNX does not define',
  ]);
  const lost = branch([node('Relu', ['nowhere'], ['t'], {}, 'r')], ['t']);
  expect(await codes({ nodes: [either('c', ['y'], lost)], inputs, constants: truth(1) })).toEqual([
    'node "if" (If) reads "nowhere", which nothing produces',
  ]);
  expect(await codes({ nodes: [either('c', ['y', 'z'], relu)], inputs, constants: truth(1) })).toEqual([
    'node "if" (If): attribute then_branch gives 1 of the 2 outputs',
  ]);
  const attribute = [graphAttribute('else_branch', relu)];
  expect(
    await codes({ nodes: [{ ...node('If', ['c'], ['y'], {}, 'if'), attribute }], inputs, constants: truth(1) }),
  ).toEqual(['node "if" (If): attribute then_branch is missing']);
});
