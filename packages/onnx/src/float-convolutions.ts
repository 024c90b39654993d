import { HzSQuantizedConv } from '@openbpu/ops';
import { type Tensor, expectDType, float32, int8 } from '@openbpu/tensor';
import { refAttribute } from './proto/attribute';
import type { ModelProto, NodeProto } from './proto/model';
import { readTensor } from './proto/read-tensor';
import { writeTensor } from './proto/write-tensor';
import type { Body } from './functions/body';
import { perChannel } from './functions/convolution';
import { freePrefix } from './switch-node';
import { type FunctionForm, HZ_DOMAIN, STANDARD_OPSET, defineFunction } from './functions/function';

/** Whole numbers up to here are float32, and so is every sum of them that stays below. */
const EXACT = 2 ** 24;
/** The largest magnitude of an int8. */
const LARGEST = 128;

const steps = [
  refAttribute('kernel_shape', 'INTS', 'kernel'),
  refAttribute('strides', 'INTS', 'strides'),
  refAttribute('dilations', 'INTS', 'dilations'),
  refAttribute('group', 'INT', 'group'),
];
const attributes = ['kernel', 'strides', 'dilations', 'pads', 'group', 'low', 'high'] as const;
const inputs = ['x', 'w', 'bias', 'm'];

/** The forms of int8 that take float32 constants of the same whole numbers, by the name of those that take integers. */
const FORMS: ReadonlyMap<string, FunctionForm> = new Map(
  defineFunction(HzSQuantizedConv, [
    {
      suffix: '_in_float',
      when: () => true,
      inputs,
      attributes,
      body: (b) => convolution(b, b.cast('x', 'float32')),
    },
    {
      suffix: '_padded_in_float',
      when: () => true,
      inputs,
      attributes: [...attributes, 'padding'],
      body: (b) => convolution(b, paddedFloat(b)),
    },
  ]).forms.map((form) => [form.name.slice(0, -'_in_float'.length), form]),
);

/**
 * A model that gives the same for being looked at, several times as fast: int8 convolutions whose sums stay whole
 * numbers of float32 whatever they read, 128·Σ|w| + |bias| ≤ 2^24 in every channel, are float ones on whole numbers.
 * What is written and compiled has the integer ones.
 */
export function floatConvolutions(model: ModelProto): ModelProto {
  const constants = new Map(model.graph.initializer.map((proto) => [proto.name ?? '', proto]));
  const called = new Map<string, FunctionForm>();
  const made = new Map<string, Tensor>();
  const prefix = freePrefix(model, 'in_float/');
  const inFloat = (id: string): string => {
    const name = `${prefix}${id}`;
    if (!made.has(name)) made.set(name, float32(constants.get(id)!.dims.map(Number), valuesOf(id)));
    return name;
  };
  const valuesOf = (id: string): Float32Array => {
    const tensor = readTensor(constants.get(id)!);
    return Float32Array.from(
      tensor.dtype === 'int8' ? expectDType(tensor, 'int8').data : expectDType(tensor, 'int32').data,
    );
  };
  const node = model.graph.node.map((own): NodeProto => {
    const form = own.domain === HZ_DOMAIN ? FORMS.get(own.opType ?? '') : undefined;
    if (!form) return own;
    const [x, w, bias, m] = own.input;
    if (!constants.has(w) || !constants.has(bias) || !isExact(valuesOf(w), valuesOf(bias))) return own;
    called.set(form.name, form);
    return { ...own, opType: form.name, input: [x, inFloat(w), inFloat(bias), m] };
  });
  if (called.size === 0) return model;
  const read = new Set(node.flatMap(({ input }) => input));
  const opset = model.opsetImport.find(({ domain = '' }) => domain === '')?.version ?? STANDARD_OPSET;
  return {
    ...model,
    graph: {
      ...model.graph,
      node,
      initializer: [
        ...model.graph.initializer.filter(({ name = '' }) => read.has(name) || !made.has(`${prefix}${name}`)),
        ...Array.from(made, ([name, tensor]) => writeTensor(name, tensor)),
      ],
    },
    functions: [...model.functions, ...Array.from(called.values(), (form) => form.proto(Number(opset)))],
  };
}

/** Whether every sum of a channel, of any int8 and in any order, is a whole number of float32. */
function isExact(weights: Float32Array, bias: Float32Array): boolean {
  const size = weights.length / bias.length;
  return bias.every((own, c) => {
    let sum = 0;
    for (let k = c * size; k < (c + 1) * size; k++) sum += Math.abs(weights[k]);
    return LARGEST * sum + Math.abs(own) <= EXACT;
  });
}

/** `clamp(rne(fround(acc·M[c])), low, high)`: QuantizeLinear of scale 1 rounds halves to even and saturates. */
function convolution(b: Body, x: string): string {
  const pads = b.nodes.some(({ opType }) => opType === 'Pad') ? [] : [refAttribute('pads', 'INTS', 'pads')];
  const sums = b.op('Conv', [x, 'w', 'bias'], [...steps, ...pads]);
  const scaled = b.op('Mul', [sums, perChannel(b, 'm')]);
  const y = b.op('QuantizeLinear', [scaled, b.constant(float32([], [1])), b.constant(int8([], [0]))]);
  return b.op('Clip', [y, b.cast(b.int('low'), 'int8'), b.cast(b.int('high'), 'int8')]);
}

/** x with its padding around it. */
function paddedFloat(b: Body): string {
  const pads = b.ints('pads');
  return b.op('Pad', [
    b.cast('x', 'float32'),
    b.concat(b.numbers(0, 0), b.part(pads, 0, 2), b.numbers(0, 0), b.part(pads, 2, 4)),
    b.cast(b.int('padding'), 'float32'),
  ]);
}
