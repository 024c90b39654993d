import { type Tensor, float32, toNumbers } from '@openbpu/tensor';
import { evaluate } from '../data.fixture';
import { type Attribute, floats, imported, node, nodesOf } from '../model.fixture';

const b = float32([2, 3], [1, 2, 3, 4, 5, 6]);
const gemm = (attributes: Record<string, Attribute>, constants: Record<string, Tensor>, x = [1, 2]) => ({
  nodes: [node('Gemm', ['x', 'w', ...('c' in constants ? ['c'] : [])], ['y'], attributes, 'g')],
  inputs: { x: floats(...x) },
  constants,
});

it('turns the weights and folds alpha and beta into the constants', async () => {
  const { graph } = await imported(gemm({ alpha: { float: 2 }, beta: { float: 3 } }, { w: b, c: float32([], [1]) }));
  expect(graph.nodes.map(({ op, inputs }) => [op.name, inputs.length])).toEqual([['Gemm', 3]]);
  const [, weight, bias] = graph.nodes[0].inputs.map((id) => graph.value(id).constant);
  expect([weight!.shape, toNumbers(weight!)]).toEqual([
    [3, 2],
    [2, 8, 4, 10, 6, 12],
  ]);
  expect([bias!.shape, toNumbers(bias!)]).toEqual([[3], [3, 3, 3]]);
});

it('keeps weights that are as they should be', async () => {
  expect(
    await nodesOf(gemm({ transB: 1 }, { w: float32([3, 2], [1, 2, 3, 4, 5, 6]), c: float32([3], [1, 2, 3]) })),
  ).toEqual(['g: y: float32[1x3] = Gemm(x, w, c)']);
});

it('adds what is no row behind', async () => {
  const { graph } = await imported(gemm({ transA: 1 }, { w: b, c: float32([2, 1], [10, 20]) }, [2, 2]));
  expect(graph.nodes.map(({ op }) => op.name)).toEqual(['Transpose', 'Gemm', 'Add']);
  const y = evaluate(graph, new Map([['x', float32([2, 2], [1, 2, 3, 4])]])).get('y')!;
  expect(toNumbers(y)).toEqual([23, 27, 31, 38, 44, 50]);
});

it('drops a C times 0', async () => {
  expect(
    (
      await nodesOf(
        gemm({ beta: { float: 0 }, transB: 1 }, { w: float32([3, 2], [1, 2, 3, 4, 5, 6]), c: float32([3], [1, 2, 3]) }),
      )
    )[0],
  ).toBe('g: y: float32[1x3] = Gemm(x, w)');
});
