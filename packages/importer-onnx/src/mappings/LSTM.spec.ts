import { Lstm } from '@openbpu/ops';
import { type TensorType, float32, int32, tensorType } from '@openbpu/tensor';
import { type ModelDraft, floats, imported, node, nodesOf, refused } from '../model.fixture';

const zeros = (...shape: number[]) => float32(shape, new Float32Array(shape.reduce((a, b) => a * b, 1)));
const lstm = (ways: number, attributes: Record<string, number | string> = {}, more: readonly string[] = []) => ({
  nodes: [node('LSTM', ['x', 'w', 'r', ...more], ['y', 'h', 'c'], { hidden_size: 2, ...attributes }, 'l')],
  inputs: { x: floats(5, 1, 3) },
  constants: {
    w: zeros(ways, 8, 3),
    r: zeros(ways, 8, 2),
    b: zeros(ways, 16),
    p: zeros(ways, 6),
    n: int32([1], [5]),
    s: int32([1], [4]),
  },
});

const ops = async (draft: Parameters<typeof nodesOf>[0]) =>
  (await nodesOf(draft)).map((line) => line.replace(/: float32\[[^\]]*\]( NCHW)?/g, '').replace(/\(.*/, ''));

it('is an Lstm and a Reshape', async () => {
  expect(await ops(lstm(1))).toEqual(['l: l_sequence_0, h, c = Lstm', 'l_reshape: y = Reshape']);
  expect(await ops(lstm(1, {}, ['b', 'n']))).toHaveLength(2);
});

it('turns the sequence round to go backward', async () => {
  expect(await ops(lstm(1, { direction: 'reverse' }))).toEqual([
    'l_turned_0: l_turned_0 = Slice',
    'l: l_sequence_0, h, c = Lstm',
    'l_back_0: l_back_0 = Slice',
    'l_reshape: y = Reshape',
  ]);
});

it('is two of them to go both ways', async () => {
  const lines = await ops(lstm(2, { direction: 'bidirectional' }));
  expect(lines.filter((line) => line.endsWith('Lstm'))).toHaveLength(2);
  expect(lines.slice(-3).map((line) => line.split(' = ')[1])).toEqual(['Concat', 'Concat', 'Concat']);
});

it('gives each of both ways its own state, and none where that is 0', async () => {
  const begun = (states: Record<string, TensorType | readonly number[]>, constants = {}) => {
    const draft = lstm(2, { direction: 'bidirectional' }, ['b', '', 'h0', 'c0']);
    return { ...draft, inputs: { ...draft.inputs, ...states }, constants: { ...draft.constants, ...constants } };
  };
  const inputsOf = async (draft: ModelDraft) => {
    const { graph } = await imported(draft);
    const cells = graph.nodes.filter(({ op }) => op === Lstm).map(({ inputs }) => inputs.slice(4));
    return cells.map((ids) =>
      ids.map((id) => (id === '' ? '' : (graph.producer(id)?.attrs ?? graph.value(id).constant))),
    );
  };
  const part = (at: number) => expect.objectContaining({ starts: [at], ends: [at + 1], axes: [0] });
  expect(await inputsOf(begun({ h0: floats(2, 1, 2), c0: floats(2, 1, 2) }))).toEqual([
    ['', part(0), part(0)],
    ['', part(1), part(1)],
  ]);
  const nothing = zeros(2, 1, 2);
  expect(await inputsOf(begun({}, { h0: nothing, c0: nothing }))).toEqual([[], []]);
  expect(await inputsOf(begun({}, { h0: nothing, c0: float32([2, 1, 2], [0, 0, 3, 4]) }))).toEqual([
    [],
    ['', '', float32([1, 1, 2], [3, 4])],
  ]);
});

it('leaves other forms to the ONNX operator', async () => {
  for (const draft of [
    lstm(1, { input_forget: 1 }),
    lstm(1, { clip: 1 }),
    lstm(1, {}, ['b', 's']),
    lstm(1, { direction: 'reverse' }, ['b', '', '', '', 'p']),
    lstm(2, { direction: 'forward' }),
    {
      ...lstm(1),
      inputs: { x: tensorType('int32', [5, 1, 3]) },
      declared: { y: floats(5, 1, 1, 2), h: floats(1, 1, 2) },
    },
  ])
    expect((await nodesOf(draft))[0]).toContain('OnnxOp');
});

it('is refused for what is no sequence of vectors', async () => {
  const found = await refused({ ...lstm(1), inputs: { x: floats(5, 1, 3, 1) } });
  expect(found[0].message).toContain('do not belong to a sequence of 5x1x3x1');
});
