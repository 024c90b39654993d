import { float32, toNumbers } from '@openbpu/tensor';
import { type Attribute, type ModelDraft, floats, imported, node, nodesOf, refused } from '../model.fixture';

const norm = (attributes: Record<string, Attribute>, given: Partial<ModelDraft> = { inputs: { x: floats(2, 3) } }) => ({
  nodes: [node('LpNormalization', ['x'], ['y'], attributes, 'n')],
  opset: 22,
  ...given,
});

it('is the Euclidean norm along an axis, the last one by default', async () => {
  const attrs = async (attributes: Record<string, Attribute>) => {
    const { graph } = await imported(norm(attributes));
    return graph.nodes.map(({ id, op, attrs }) => ({ id, op: op.name, attrs }));
  };
  const kept = { epsilon: 2 ** -126, bound: 'least' };
  expect(await attrs({})).toEqual([{ id: 'n', op: 'L2Normalization', attrs: { ...kept, axes: [1] } }]);
  expect(await attrs({ p: 2, axis: -2 })).toMatchObject([{ attrs: { axes: [0] } }]);
});

it('leaves rows of zeros as they are', async () => {
  const { graph } = await imported(norm({}, { constants: { x: float32([2, 2], [0, 0, 3, -4]) } }));
  const [made] = graph.nodes.map(({ inputs }) => toNumbers(graph.value(inputs[0]).constant!));
  expect(made).toEqual([0, 0, Math.fround(0.6), Math.fround(-0.8)]);
});

it('leaves sums of absolute values to the runtime, and refuses an axis that is not there', async () => {
  expect((await nodesOf(norm({ p: 1 })))[0]).toContain('= OnnxOp(x)');
  expect(await refused(norm({ axis: 2 }))).toHaveLength(1);
});
