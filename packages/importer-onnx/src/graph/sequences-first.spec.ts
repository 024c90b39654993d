import { float32 } from '@openbpu/tensor';
import { type ModelDraft, floats, imported, node, nodesOf } from '../model.fixture';

const zeros = (...shape: number[]) => float32(shape, new Float32Array(shape.reduce((a, b) => a * b, 1)));
const draft = (opType: string, gates: number, layout: number, outputs = ['y', 'h']): ModelDraft => ({
  nodes: [node(opType, ['x', 'w', 'r', '', '', 's'], outputs, { hidden_size: 2, layout }, 'n')],
  inputs: { x: floats(7, 5, 3), s: layout === 1 ? floats(7, 1, 2) : floats(1, 5, 2) },
  constants: { w: zeros(1, 2 * gates, 3), r: zeros(1, 2 * gates, 2) },
  outputs: outputs.filter((id) => id !== ''),
});

const ops = async (of: ModelDraft) => (await nodesOf(of)).map((line) => /= (\w+)\(/.exec(line)?.[1]);

it('puts sequences first, and results back', async () => {
  const { graph } = await imported(draft('GRU', 3, 1));
  expect(graph.value('y').type.shape).toEqual([7, 5, 1, 2]);
  expect(graph.value('h').type.shape).toEqual([7, 1, 2]);
  expect(graph.nodes.map(({ op, attrs }) => (op.name === 'Transpose' ? attrs : op.name))).toEqual([
    { perm: [1, 0, 2] },
    { perm: [1, 0, 2] },
    'OnnxOp',
    { perm: [2, 0, 1, 3] },
    { perm: [1, 0, 2] },
  ]);
});

it('does so before an LSTM becomes one of ours', async () => {
  expect(await ops(draft('LSTM', 4, 1, ['', 'h', 'c']))).toEqual([
    'Transpose',
    'Transpose',
    'Lstm',
    'Transpose',
    'Transpose',
  ]);
});

it('leaves sequences that stand first, and other operators', async () => {
  expect(await ops(draft('RNN', 1, 0))).toEqual(['OnnxOp']);
  expect(await ops({ nodes: [node('Relu', ['x'], ['y'], { layout: 1 })], inputs: { x: floats(2, 3) } })).toEqual([
    'Relu',
  ]);
});
