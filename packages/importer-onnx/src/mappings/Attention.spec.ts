import { type Tensor, float32, int64, makeTensor, tensorType, toNumbers } from '@openbpu/tensor';
import { type Attribute, floats, imported, node, nodesOf, refused } from '../model.fixture';

const NAMES = ['q', 'k', 'v', 'm', 'pk', 'pv', 'len'];
const SIZES: Readonly<Record<string, readonly number[]>> = { q: [2, 4, 3, 8], k: [2, 4, 5, 8], v: [2, 4, 5, 6] };
const FLAT = { q: [2, 3, 32], k: [2, 5, 16], v: [2, 5, 12] };
const HEADS = { q_num_heads: 4, kv_num_heads: 2 };

interface Draft {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly sizes?: Readonly<Record<string, readonly number[]>>;
  readonly constants?: Readonly<Record<string, Tensor>>;
  readonly outputs?: readonly string[];
  readonly opset?: number;
}

function attention({ attributes = {}, sizes = {}, constants = {}, outputs = ['y'], opset = 23 }: Draft) {
  const shapes = { ...SIZES, ...sizes };
  const given = NAMES.map((name) => (name in shapes || name in constants ? name : ''));
  const named = NAMES.filter((name) => name in shapes);
  return {
    nodes: [node('Attention', given, outputs, attributes, 'a')],
    inputs: Object.fromEntries(named.map((name) => [name, floats(...shapes[name])])),
    declared: Object.fromEntries(outputs.map((name) => [name, floats(2, 4, 3, 6)])),
    outputs,
    constants,
    opset,
  };
}

/** The ops of the graph, and by the name of its node what the constants that are added to the scores are. */
async function read(draft: Draft) {
  const { graph } = await imported({ ...attention(draft), declared: {} });
  const masked = graph.nodes.find(({ id }) => id === 'a_masked');
  const bias = masked && graph.value(masked.inputs[1]).constant;
  return {
    ops: graph.nodes.map(({ op }) => op.name).join(' '),
    bias: bias && { shape: bias.shape, seen: toNumbers(bias).map((value) => (value === 0 ? 1 : 0)) },
    shapeOf: (id: string) => graph.value(graph.outputs.includes(id) ? id : graph.node(id)!.outputs[0]).type.shape,
  };
}

const isOpaque = async (draft: Draft) => (await nodesOf(attention(draft))).some((line) => line.includes('= OnnxOp'));

it('is a product, a softmax and a product', async () => {
  const lines = await nodesOf({ ...attention({}), declared: {} });
  expect(lines.map((line) => line.replace(/^\w+: | \{m.*| NCHW|float32/g, ''))).toEqual([
    'a_scale_1: [2x4x3x8] = Mul(q, a_scale)',
    'a_key_turned: [2x4x8x5] = Transpose(k) {perm: [0, 1, 3, 2]}',
    'a_scores: [2x4x3x5] = MatMul(a_scale_1, a_key_turned)',
    'a_softmax: [2x4x3x5] = Softmax(a_scores) {axis: 3}',
    'y: [2x4x3x6] = MatMul(a_softmax, v)',
  ]);
  expect((await read({ attributes: { scale: { float: 1 } } })).ops).toBe('Transpose MatMul Softmax MatMul');
});

it('parts heads of three dimensions, and has those that share keys as rows', async () => {
  const { ops, shapeOf } = await read({ attributes: HEADS, sizes: FLAT });
  expect(ops.split(' ').filter((op) => op === 'MatMul')).toHaveLength(2);
  expect([shapeOf('a_scores'), shapeOf('a_softmax'), shapeOf('a'), shapeOf('y')]).toEqual([
    [2, 2, 6, 5],
    [2, 4, 3, 5],
    [2, 2, 6, 6],
    [2, 3, 24],
  ]);
  const shared = await read({ sizes: { k: [2, 1, 5, 8], v: [2, 1, 5, 6] } });
  expect([shared.shapeOf('a_scores'), shared.shapeOf('y')]).toEqual([
    [2, 1, 12, 5],
    [2, 4, 3, 6],
  ]);
});

it('limits scores, and gives the past and any scores that are asked for', async () => {
  const { ops } = await read({ attributes: { softcap: { float: 2 } } });
  expect(ops).toContain('MatMul Mul Tanh Mul Softmax');
  const sizes = { pk: [2, 4, 7, 8], pv: [2, 4, 7, 6] };
  for (const mode of [0, 1, 2, 3]) {
    const outputs = ['y', 'now_k', 'now_v', 'scores'];
    const { shapeOf } = await read({ attributes: { qk_matmul_output_mode: mode }, sizes, outputs });
    expect(outputs.map(shapeOf)).toEqual([
      [2, 4, 3, 6],
      [2, 4, 12, 8],
      [2, 4, 12, 6],
      [2, 4, 3, 12],
    ]);
  }
});

describe('what a row sees', () => {
  const small = { q: [1, 1, 2, 8], k: [1, 1, 3, 8], v: [1, 1, 3, 6] };
  const bool = (shape: readonly number[], values: readonly number[]) =>
    makeTensor('bool', shape, Uint8Array.from(values));

  it.each<[string, Draft, readonly number[]]>([
    ['up to its place', { attributes: { is_causal: 1 } }, [1, 0, 0, 1, 1, 0]],
    ['as a mask says', { constants: { m: bool([2, 3], [1, 0, 1, 0, 1, 1]) } }, [1, 0, 1, 0, 1, 1]],
    [
      'as both say',
      { attributes: { is_causal: 1 }, constants: { m: bool([1, 1, 2, 3], [1, 0, 1, 0, 1, 1]) } },
      [1, 0, 0, 0, 1, 0],
    ],
    [
      'behind the past',
      { attributes: { is_causal: 1 }, sizes: { pk: [1, 1, 1, 8], pv: [1, 1, 1, 6] } },
      [1, 1, 0, 0, 1, 1, 1, 0],
    ],
    ['as many keys as there are', { opset: 24, constants: { len: int64([1], [2]) } }, [1, 1, 0]],
    ['what a short mask reaches', { opset: 24, constants: { m: float32([2, 1], [0, 0]) } }, [1, 0, 0, 1, 0, 0]],
    [
      'what one of every head reaches',
      { opset: 24, constants: { m: float32([1, 1, 2, 2], [0, 0, 0, 0]) } },
      [1, 1, 0, 1, 1, 0],
    ],
  ])('is %s', async (_, draft, seen) => {
    expect((await read({ ...draft, sizes: { ...small, ...draft.sizes } })).bias?.seen).toEqual(seen);
  });

  it('may be computed, where it is added', async () => {
    expect((await read({ sizes: { m: [3, 5] } })).ops).toBe('Mul Transpose MatMul Add Softmax MatMul');
  });
});

it.each<[string, Draft]>([
  ['a short mask that is computed', { opset: 24, sizes: { m: [3, 1] } }],
  ['a mask that is too long', { opset: 24, constants: { m: float32([1, 6], [0, 0, 0, 0, 0, 0]) } }],
  ['a mask of other rows', { sizes: { m: [2, 5] } }],
  ['lengths of another batch', { opset: 24, constants: { len: int64([3], [1, 2, 3]) } }],
  ['lengths of a causal one', { opset: 24, constants: { len: int64([2], [1, 2]) }, attributes: { is_causal: 1 } }],
  ['heads that do not share', { sizes: { k: [2, 3, 5, 8], v: [2, 3, 5, 6] } }],
  ['keys of another size', { sizes: { k: [2, 4, 5, 7] } }],
  ['keys of another batch', { sizes: { k: [1, 4, 5, 8] } }],
  ['past keys without values', { sizes: { pk: [2, 4, 7, 8] } }],
  ['a scale below 0', { attributes: { scale: { float: -1 } } }],
])('stays an ONNX operator with %s', async (_, draft) => {
  expect(await isOpaque(draft)).toBe(true);
});

it('stays an ONNX operator with a mask of booleans that is computed', async () => {
  const draft = attention({ sizes: { m: [3, 5] } });
  const inputs = { ...draft.inputs, m: tensorType('bool', [3, 5]) };
  expect((await nodesOf({ ...draft, inputs })).some((line) => line.includes('= OnnxOp'))).toBe(true);
});

it('refuses heads that are not counted, and a mode there is none of', async () => {
  expect((await refused(attention({ sizes: FLAT })))[0].message).toContain('q_num_heads');
  const mode = attention({ attributes: { qk_matmul_output_mode: 4 }, outputs: ['y', 'nk', 'nv', 's'] });
  expect((await refused(mode))[0].message).toContain('none of 0, 1, 2 and 3');
});
