import { writeArtifact } from '@openbpu/artifact';
import { REMOVABLE_TYPES } from '@openbpu/config';
import { CollectingSink } from '@openbpu/diagnostics';
import { OnnxOp, standardOps } from '@openbpu/ops';
import { FEATURE_NET, IMAGE_NET, packed, quantizedGraph, resolvedInput } from '../packed.fixture';
import type { ResolvedInput } from '../resolve-inputs';
import { removeNodes } from './remove-nodes';

const compiled = (text: string, input: ResolvedInput) => packed(text, [input]);
const image = (text = IMAGE_NET) => compiled(text, resolvedInput('data', 'nv12', [1, 3, 4, 4]));
const feature = (text = FEATURE_NET) => compiled(text, resolvedInput('f', 'featuremap', [1, 2, 4, 4]));

function remove(content = image(), types: readonly string[] = [], names: readonly string[] = []) {
  const sink = new CollectingSink();
  const {
    content: { header, sections },
    deleted,
  } = removeNodes(content, { types, names }, sink);
  writeArtifact({ header, sections });
  return {
    inputs: header.inputs.map(({ name, dtype, shape, layout }) => `${name} ${dtype} ${shape.join('x')} ${layout}`),
    outputs: header.outputs.map(({ name, dtype, shape, scale }) =>
      `${name} ${dtype} ${shape.join('x')} ${scale?.join() ?? ''}`.trim(),
    ),
    steps: header.steps.map(({ name }) => name),
    tensors: Object.keys(header.tensors).sort(),
    sections: [...sections.keys()],
    told: sink.diagnostics.map(({ code, severity, message }) => `${code} ${severity} ${message}`),
    deleted,
    listed: header.deletedNodes,
  };
}

it('changes nothing when nothing is asked for', () => {
  const content = image();
  expect(removeNodes(content, { types: [], names: [] }, new CollectingSink()).content).toEqual(content);
});

it('removes from the outside to the inside, and says what input and output are now', () => {
  const result = remove(image(), ['Reshape', 'Dequantize', 'Transpose']);
  expect(result).toMatchObject({
    inputs: ['data uint8 1x3x4x4 NCHW'],
    outputs: ['out int8 1x3x2x2 0.5'],
    steps: ['net_subgraph_0'],
    tensors: ['x', 'y'],
    told: [],
    sections: ['net_subgraph_0.program', 'net_subgraph_0.constants'],
    listed: ['flat', 'pool_HzDequantize', 'data_TransposeInput0'],
  });
  expect(result.deleted[2]).toEqual({
    name: 'data_TransposeInput0',
    type: 'Transpose',
    side: 'input',
    from: 'data int8[1x4x4x3] NHWC',
    to: 'x int8[1x3x4x4] NCHW',
    port: 'data',
  });
});

it('keeps sections that no step is made of', () => {
  const content = packed(IMAGE_NET, [resolvedInput('data', 'nv12', [1, 3, 4, 4])], {
    latencyUs: 1,
    fps: 1e6,
    ddrBytes: 0,
  });
  expect(remove(content, ['Reshape', 'Dequantize', 'Transpose']).sections).toEqual([
    'net_subgraph_0.program',
    'net_subgraph_0.constants',
    'performance',
  ]);
});

it('goes through the types again until nothing more can go, and through the names once, in order', () => {
  expect(remove(image(), ['Dequantize', 'Reshape'])).toMatchObject({
    listed: ['flat', 'pool_HzDequantize'],
    outputs: ['out int8 1x3x2x2 0.5'],
    told: [],
  });
  const { listed, told, outputs } = remove(image(), [], ['pool_HzDequantize', 'flat']);
  expect(listed).toEqual(['flat']);
  expect(outputs).toEqual(['out float32 1x3x2x2']);
  expect(told).toEqual([
    'PIP030 warning node "pool_HzDequantize" is not removed: it does not stand at the input or ' +
      'output of the model at that moment, "flat" stands behind it',
  ]);
});

it('warns once of a node that stays, whatever is asked how often', () => {
  const inner = FEATURE_NET.replace('output out', 'e: again = Exp(f)\n  output out\n  output again');
  expect(remove(feature(inner), ['Quantize', 'Dequantize', 'Quantize'])).toMatchObject({
    listed: ['pool_HzDequantize'],
    told: ['PIP030 warning node "f_HzQuantize" is not removed: its input "f" is read by other nodes too'],
  });
});

it('tells how the integers stand for reals, of every channel, in the node, the port and the tensor', () => {
  const whole = feature();
  const { tensors } = whole.header;
  const q = { ...tensors.q, scale: [0.5] };
  const y = { ...tensors.y, scale: [0.5, 0.25], axis: 1, zero: [-128, 3] };
  const shiftedWhole = { ...whole, header: { ...whole.header, tensors: { ...tensors, q, y } } };
  const request = { types: ['Quantize', 'Dequantize'], names: [] };
  const { content, deleted } = removeNodes(shiftedWhole, request, new CollectingSink());
  const shifted = { scale: [0.5, 0.25], axis: 1, zero: [-128, 3] };
  const even = { scale: [0.5], zero: [0] };
  expect(deleted).toMatchObject([
    { name: 'f_HzQuantize', side: 'input', port: 'f', ...even },
    { name: 'pool_HzDequantize', side: 'output', port: 'out', ...shifted },
  ]);
  expect(content.header.deleted).toEqual(deleted);
  expect(deleted[0]).not.toHaveProperty('axis');
  expect(content.header.inputs).toMatchObject([{ name: 'f', tensor: 'q', dtype: 'int8', quant: { scale: [0.5] } }]);
  expect(content.header.outputs).toEqual([
    { name: 'out', tensor: 'y', dtype: 'int8', shape: [1, 2, 2, 2], layout: 'NCHW', ...shifted },
  ]);
  expect(remove(image(), [], ['flat']).deleted).toStrictEqual([
    {
      name: 'flat',
      type: 'Reshape',
      side: 'output',
      from: 'yf float32[1x3x2x2] NCHW',
      to: 'out float32[1x12]',
      port: 'out',
    },
  ]);
  const unshifted = { ...tensors, y: { ...tensors.y, scale: [0.5, 0.25], axis: 1 } };
  const balanced = removeNodes(
    { ...whole, header: { ...whole.header, tensors: unshifted } },
    request,
    new CollectingSink(),
  );
  expect(balanced.deleted).toMatchObject([{}, { scale: [0.5, 0.25], axis: 1, zero: [0, 0] }]);
});

it('removes every node of a type, one behind the other', () => {
  const chain = IMAGE_NET.replace('output out', 'flat2: end = Reshape(out) {shape: [12, 1]}\n  output end');
  expect(remove(image(chain), ['Reshape']).listed).toEqual(['flat2', 'flat']);
});

it('makes a feature map int8 when its Quantize goes', () => {
  expect(remove(feature(), ['Quantize', 'Dequantize'])).toMatchObject({
    inputs: ['f int8 1x2x4x4 NCHW'],
    outputs: ['out int8 1x2x2x2 0.5'],
    told: [],
  });
});

it('removes by name, after the types', () => {
  expect(remove(image(), ['Reshape'], ['pool_HzDequantize']).listed).toEqual(['flat', 'pool_HzDequantize']);
});

it.each([
  [
    'pool_HzDequantise',
    'PIP031 warning there is no removable node "pool_HzDequantise"; removable are ' +
      '"data_TransposeInput0", "pool_HzDequantize", "flat"',
  ],
  ['pool', 'PIP030 warning node "pool" is not removed: it runs on the BPU'],
  ['net_subgraph_0', 'PIP030 warning node "net_subgraph_0" is not removed: it is a BPU node inside the model'],
  [
    'pool_HzDequantize',
    'PIP030 warning node "pool_HzDequantize" is not removed: it does not stand at the input or ' +
      'output of the model at that moment, "flat" stands behind it',
  ],
])('keeps %s and says why', (name, told) => {
  const result = remove(image(), [], [name]);
  expect(result.told).toEqual([told]);
  expect(result.listed).toEqual([]);
});

describe('the hint of a node that stays', () => {
  const SOFTMAX = FEATURE_NET.replace('output out', 's: sm = Softmax(out) {axis: 1}\n  output sm');
  const hintOf = (content: ReturnType<typeof image>, types: readonly string[], names: readonly string[] = []) => {
    const sink = new CollectingSink();
    removeNodes(content, { types, names }, sink);
    return sink.diagnostics.map(({ hint }) => hint);
  };

  it('names what can go first, and following it lets the node go', () => {
    const content = feature(SOFTMAX);
    const way = "(Softmax) can go first: remove_node_name: 's; pool_HzDequantize', or hb_model_modifier -r s -r";
    for (const [types, names] of [
      [['Dequantize'], []],
      [[], ['pool_HzDequantize']],
    ]) {
      const [hint, ...others] = hintOf(content, types, names);
      expect([hint?.includes(way), others]).toEqual([true, []]);
    }
    expect(remove(content, ['Dequantize'], ['s', 'pool_HzDequantize'])).toMatchObject({
      listed: ['s', 'pool_HzDequantize'],
      told: [],
    });
    expect(remove(image(), [], ['pool_HzDequantize']).told).toHaveLength(1);
    expect(hintOf(image(), [], ['pool_HzDequantize'])[0]).toContain("remove_node_name: 'flat; pool_HzDequantize'");
  });

  it('names several, the outermost first', () => {
    const two = FEATURE_NET.replace(
      'output out',
      'r: row = Reshape(out) {shape: [1, 8]}\n  s: sm = Softmax(row) {axis: 1}\n  output sm',
    );
    expect(hintOf(feature(two), ['Dequantize'])[0]).toContain(
      "(Softmax, Reshape) can go first: remove_node_name: 's; r; ",
    );
  });

  it('says what to do where something outside of it has to stay', () => {
    const content = feature(SOFTMAX);
    const steps = content.header.steps.map((step) => (step.name === 's' ? { ...step, removable: false } : step));
    const stays = { ...content, header: { ...content.header, steps } };
    expect(hintOf(stays, ['Dequantize'])[0]).toMatch(/^name in remove_node_name what is to go: /);
    expect(hintOf(stays, [], ['pool_HzDequantize'])[0]).toMatch(/^leave "pool_HzDequantize" out of remove_node_name: /);
    const shared = SOFTMAX.replace('output sm', 'output sm\n  output out');
    expect(hintOf(feature(shared), ['Dequantize'])[0]).toContain('can go first');
  });
});

it('tells of a node that only the quantised model has, because its input lies otherwise', () => {
  const content = feature();
  const sink = new CollectingSink();
  const request = { types: [], names: ['data_TransposeInput0', 'other'], quantised: quantizedGraph(IMAGE_NET) };
  expect(removeNodes(content, request, sink).deleted).toEqual([]);
  expect(sink.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'PIP030 node "data_TransposeInput0" is not removed: only the quantised model has it, whose input lies otherwise; ' +
      'the .bin has no such node',
    'PIP031 there is no removable node "other"; removable are "f_HzQuantize", "pool_HzDequantize"',
  ]);
});

it('says that a node named twice is gone already, and what else there is of one that is not', () => {
  expect(remove(image(), ['Reshape'], ['pool_HzDequantize', 'flat', 'flut'])).toMatchObject({
    listed: ['flat', 'pool_HzDequantize'],
    told: [
      'PIP030 warning node "flat" is not removed: it is removed already',
      'PIP031 warning there is no removable node "flut"; removable are "data_TransposeInput0"',
    ],
  });
});

it('tells which key of the recipe asked, and which name may have been meant', () => {
  const content = image();
  const sink = new CollectingSink();
  const request = { types: ['Transpose', 'Dequantize'], names: ['pool', 'flut', 'nothing like it'] };
  removeNodes(content, request, sink);
  expect(sink.diagnostics.map(({ facts, at }) => [at?.name, ...Object.values({ ...facts }).slice(0, 1)])).toEqual([
    ['remove_node_type', 'pool_HzDequantize'],
    ['remove_node_name', 'pool'],
    ['remove_node_name', 'flut'],
    ['remove_node_name', 'nothing like it'],
  ]);
  expect(sink.diagnostics.slice(2).map(({ facts }) => facts)).toMatchObject([
    { nearest: 'flat' },
    { nearest: undefined },
  ]);
});

it('adds to what was removed before', () => {
  const content = image();
  const without = (before: typeof content, name: string) =>
    removeNodes(before, { types: [], names: [name] }, new CollectingSink()).content;
  const { header } = without(without(content, 'flat'), 'pool_HzDequantize');
  expect(header.deletedNodes).toEqual(['flat', 'pool_HzDequantize']);
  expect(header.deleted?.map(({ name }) => name)).toEqual(['flat', 'pool_HzDequantize']);
});

describe('of a model with two inputs and two outputs', () => {
  const net = `
  graph net quantized
  input f: float32[1x4x4x2] NHWC
  input g: float32[1x2x4x4] NCHW
  const s: float32[] = [0.5]
  f_t: fn = Transpose(f) {perm: [0, 3, 1, 2]}
  f_q: fq = HzQuantize(fn, s)
  g_q: gq = HzQuantize(g, s)
  a: y: int8[1x2x2x2] NCHW @0.5 = HzQuantizedMaxPool(fq) {kernel: [2, 2], strides: [2, 2]} bpu id(0) int8/int8
  b: z: int8[1x2x2x2] NCHW @0.5 = HzQuantizedMaxPool(gq) {kernel: [2, 2], strides: [2, 2]} bpu id(0) int8/int8
  y_d: yf = HzDequantize(y, s)
  z_d: zf = HzDequantize(z, s)
  output yf
  output zf
`;
  const fed = resolvedInput('f', 'featuremap', [1, 2, 4, 4]);
  const whole = () =>
    packed(net, [
      { ...fed, layoutRt: 'NHWC' },
      { ...fed, name: 'g' },
    ]);

  it('changes those alone that a node stands at', () => {
    const { inputs, outputs, deleted, told } = remove(whole(), [], ['g_q', 'y_d']);
    expect(inputs).toEqual(['f float32 1x4x4x2 NHWC', 'g int8 1x2x4x4 NCHW']);
    expect(outputs).toEqual(['yf int8 1x2x2x2 0.5', 'zf float32 1x2x2x2']);
    expect(deleted.map(({ name, side, port }) => [name, side, port])).toEqual([
      ['g_q', 'input', 'g'],
      ['y_d', 'output', 'yf'],
    ]);
    expect(told).toEqual([]);
  });

  it('makes no integers of a feature map that lies otherwise alone', () => {
    const content = whole();
    const { header } = removeNodes(content, { types: ['Transpose'], names: [] }, new CollectingSink()).content;
    expect(header.inputs[0]).toMatchObject({ tensor: 'fn', dtype: 'float32', shape: [1, 2, 4, 4], layout: 'NCHW' });
    expect(header.inputs[0]).not.toHaveProperty('quant');
  });

  it('removes what stands at all of them', () => {
    expect(remove(whole(), ['Dequantize', 'Quantize', 'Transpose']).listed).toEqual([
      'y_d',
      'z_d',
      'g_q',
      'f_t',
      'f_q',
    ]);
  });
});

it('keeps the tensor of an input that is an output and nothing else', () => {
  const through = FEATURE_NET.replace('const s', 'input g: float32[1x8]\n  const s').replace(
    'output out',
    'output g\n  output out',
  );
  const inputs = [resolvedInput('f', 'featuremap', [1, 2, 4, 4]), resolvedInput('g', 'featuremap', [1, 8])];
  const { outputs, tensors } = remove(packed(through, inputs), ['Quantize']);
  expect(outputs).toEqual(['g float32 1x8', 'out float32 1x2x2x2']);
  expect(tensors).toContain('g');
});

it.each([
  ['inputs', ['yf', 'x']],
  ['outputs', ['out', 'y']],
] as const)('keeps a node of several %s', (side, tensors) => {
  const content = image();
  const steps = content.header.steps.map((step) => (step.name === 'flat' ? { ...step, [side]: tensors } : step));
  const sink = new CollectingSink();
  const joining = { ...content, header: { ...content.header, steps } };
  expect(removeNodes(joining, { types: [], names: ['flat'] }, sink).deleted).toEqual([]);
  expect(sink.diagnostics).toMatchObject([
    { code: 'PIP030', facts: { node: 'flat', reason: 'it joins or splits tensors' } },
  ]);
});

it('keeps what an input or output shares with others', () => {
  const shared = FEATURE_NET.replace(
    'output out',
    'e: again = Exp(f)\n  r: flat = Reshape(out) {shape: [1, 8]}\n  output flat\n  output out\n  output again',
  );
  const { told, listed } = remove(feature(shared), ['Quantize', 'Dequantize']);
  expect(listed).toEqual([]);
  expect(told).toEqual([
    'PIP030 warning node "f_HzQuantize" is not removed: its input "f" is read by other nodes too',
    'PIP030 warning node "pool_HzDequantize" is not removed: "out" is read by "r" too',
  ]);
});

it('keeps what reads an input that is an output too', () => {
  const { told, listed } = remove(feature(FEATURE_NET.replace('output out', 'output f\n  output out')), ['Quantize']);
  expect(listed).toEqual([]);
  expect(told).toEqual(['PIP030 warning node "f_HzQuantize" is not removed: its input "f" is read by other nodes too']);
});

it('goes on where two outputs have become one tensor, and tells of both', () => {
  const twice = FEATURE_NET.replace(
    'output out',
    'r: flat = Reshape(out) {shape: [1, 8]}\n  t: turned = Transpose(out) {perm: [0, 2, 3, 1]}\n' +
      '  output flat\n  output out\n  output turned',
  );
  expect(remove(feature(twice), ['Reshape'], ['t'])).toMatchObject({
    listed: ['r', 't'],
    outputs: ['flat float32 1x2x2x2', 'out float32 1x2x2x2', 'turned float32 1x2x2x2'],
    told: [],
  });
  const { listed, outputs, deleted, told } = remove(feature(twice), ['Dequantize', 'Transpose', 'Reshape']);
  expect(told).toEqual([]);
  expect(listed).toEqual(['t', 'r', 'pool_HzDequantize']);
  expect(outputs).toEqual(['flat int8 1x2x2x2 0.5', 'out int8 1x2x2x2 0.5', 'turned int8 1x2x2x2 0.5']);
  expect(deleted.map(({ name, port }) => [name, port])).toEqual([
    ['t', 'turned'],
    ['r', 'flat'],
    ['pool_HzDequantize', 'flat'],
    ['pool_HzDequantize', 'out'],
    ['pool_HzDequantize', 'turned'],
  ]);
});

it('takes every type that a recipe may name, and a Softmax by its name alone', () => {
  const standard = standardOps().ops.filter((op) => op !== OnnxOp);
  const foreign = (opType: string) =>
    OnnxOp.edge?.(OnnxOp.parseAttrs({ opType, opset: 17, outputTypes: [{ dtype: 'float32', shape: [] }] }));
  const forms = [
    ...standard.map((op) => op.edge?.(undefined)),
    ...[...REMOVABLE_TYPES, 'Softmax', 'Relu'].map(foreign),
  ].flatMap((form) => (form ? [form] : []));
  const removable = new Set(forms.filter(({ removableAt }) => removableAt.length > 0).map(({ type }) => type));
  expect([...removable].sort()).toEqual([...REMOVABLE_TYPES, 'Softmax'].sort());
});

it.each([
  ['Reshape', 'Reshape(f) {shape: [1, 2, 4, 4]}'],
  ['Softmax', 'Softmax(f) {axis: 1}'],
  ['Cast', 'OnnxOp(f) {opType: "Cast", opset: 13, outputTypes: [{dtype: "float32", shape: [1, 2, 4, 4]}]}'],
])('keeps a %s at an input, which nobody could feed without it', (type, node) => {
  const before = FEATURE_NET.replace('HzQuantize(f, s)', 'HzQuantize(g, s)').replace(
    'f_HzQ',
    `n: g = ${node}\n  f_HzQ`,
  );
  const { listed, told } = remove(feature(before), [], ['n']);
  expect(listed).toEqual([]);
  expect(told).toEqual([`PIP030 warning node "n" is not removed: a ${type} node at an input stays`]);
});

it('leaves a model that is one conversion alone', () => {
  const { told } = remove(
    feature('graph net quantized\ninput f: float32[1x2x4x4] NCHW\nt: y = Transpose(f) {perm: [0, 2, 3, 1]}\noutput y'),
    ['Transpose'],
  );
  expect(told).toEqual([
    'PIP030 warning node "t" is not removed: nothing would be left between the input and the output',
  ]);
});
