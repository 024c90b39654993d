import { type AnyOp, type IntegerValue, type OpDef, type QuantiseSite, type RawAttrs, seededRandom } from '@openbpu/ir';
import {
  type QuantDType,
  type QuantParams,
  type Shape,
  type Tensor,
  type TensorType,
  expectDType,
  makeTensor,
  perTensor,
  sizeOf,
  stridesOf,
  tensorType,
} from '@openbpu/tensor';

/** The type of a tensor; images get the layout NCHW. */
export function typeOf(tensor: Tensor): TensorType {
  return tensorType(tensor.dtype, tensor.shape, tensor.shape.length === 4 ? 'NCHW' : 'none');
}

/**
 * Evaluates an op through all its laws: attributes are parsed, types inferred, and the outputs must be what was
 * inferred.
 */
export function run<A>(op: OpDef<A>, raw: RawAttrs, inputs: readonly (Tensor | undefined)[]): Tensor[] {
  const attrs = op.parseAttrs(raw);
  const types = op.infer(
    inputs.map((input) => input && typeOf(input)),
    attrs,
  );
  const outputs = op.eval(inputs, attrs);
  expect(outputs.map(({ dtype, shape }) => ({ dtype, shape }))).toEqual(
    types.map(({ dtype, shape }) => ({ dtype, shape })),
  );
  return [...outputs];
}

/** The output elements of an op of one output, as numbers. */
export function numbers<A>(op: OpDef<A>, raw: RawAttrs, inputs: readonly (Tensor | undefined)[]): number[] {
  return Array.from(run(op, raw, inputs)[0].data, Number);
}

/** Reproducible float32 noise in −1..1. */
export function noise(shape: Shape, seed: number): Tensor<'float32'> {
  const random = seededRandom(seed);
  return makeTensor(
    'float32',
    shape,
    Float32Array.from({ length: sizeOf(shape) }, () => 2 * random() - 1),
  );
}

/** Reproducible int8 noise over the whole range, every fifth element an extreme. */
export function integerNoise(shape: Shape, seed: number): Tensor<'int8'> {
  const random = seededRandom(seed);
  const one = () => (random() < 0.2 ? [-128, -127, 127][Math.floor(random() * 3)] : Math.floor(random() * 256) - 128);
  return makeTensor('int8', shape, Int8Array.from({ length: sizeOf(shape) }, one));
}

/** The element at an index, 0 outside (for laws written with zero padding). */
export function at(tensor: Tensor, ...index: number[]): number {
  if (index.some((i, axis) => i < 0 || i >= tensor.shape[axis])) return 0;
  const strides = stridesOf(tensor.shape);
  return Number(tensor.data[index.reduce((sum, i, axis) => sum + i * strides[axis], 0)]);
}

/** Every index of a shape, row-major. */
export function* indices(shape: Shape): Generator<number[]> {
  const strides = stridesOf(shape);
  for (let i = 0; i < sizeOf(shape); i++) yield shape.map((dim, axis) => Math.floor(i / strides[axis]) % dim);
}

/** One scale, or one of every channel, or those with what stands for 0. */
export type Scales = number | readonly number[] | QuantParams;

/** An input of a node that is quantised here: integers at a scale, or a float constant. */
export type SiteInput = { readonly q: Tensor; readonly scale: Scales } | { readonly constant: Tensor } | undefined;

export interface Emitted {
  readonly op: string;
  readonly attrs: RawAttrs;
  readonly inputs: readonly Tensor[];
  readonly output: TensorType;
}

function scaled(scale: Scales, type: TensorType): { scale: number; type: TensorType } {
  if (typeof scale === 'number') return { scale, type: { ...type, quant: perTensor(scale) } };
  return {
    scale: NaN,
    type: { ...type, quant: 'scale' in scale ? scale : { scale: Float32Array.from(scale), axis: 1 } },
  };
}

/** Asks a float op for its integer form and evaluates what it emits. The last emitted output is the result. */
export function quantiseHere<A>(
  op: OpDef<A>,
  raw: RawAttrs,
  inputs: readonly SiteInput[],
  output: { dtype: QuantDType; scale: Scales },
): { result: Tensor; emitted: Emitted[] } {
  const values = new Map<string, Tensor>();
  const emitted: Emitted[] = [];
  const attrs = op.parseAttrs(raw);
  const floats = inputs.map(
    (input) => input && ('q' in input ? { ...typeOf(input.q), dtype: 'float32' as const } : typeOf(input.constant)),
  );
  const { shape, layout } = op.infer(floats, attrs)[0];
  inputs.forEach((input, i) => input && 'q' in input && values.set(`in${i}`, input.q));
  const emitMany = (
    integer: AnyOp,
    ids: readonly string[],
    rawAttrs: RawAttrs,
    outputs: readonly TensorType[],
    suffix = 'out',
  ): string[] => {
    const operands = ids.map((id) => values.get(id)!);
    const results = run(integer, rawAttrs, operands);
    results.forEach((result, i) => {
      expect({ dtype: result.dtype, shape: result.shape }).toEqual({
        dtype: outputs[i].dtype,
        shape: outputs[i].shape,
      });
      values.set(`${suffix}${i}`, result);
    });
    emitted.push({ op: integer.name, attrs: rawAttrs, inputs: operands, output: outputs[0] });
    return results.map((_, i) => `${suffix}${i}`);
  };
  const site: QuantiseSite<A> = {
    node: { id: 'node', op, attrs, inputs: inputs.map((_, i) => `in${i}`), outputs: ['y'], origins: [] },
    input(index): IntegerValue {
      const input = inputs[index];
      if (!input || !('q' in input)) throw new Error(`input ${index} is not computed`);
      return { id: `in${index}`, ...scaled(input.scale, typeOf(input.q)) };
    },
    constant(index) {
      const input = inputs[index];
      return input && 'constant' in input ? input.constant : undefined;
    },
    weightThresholds(index, axis) {
      const weights = expectDType(this.constant(index)!, 'float32');
      const thresholds = new Float32Array(weights.shape[axis]);
      let i = 0;
      for (const place of indices(weights.shape))
        thresholds[place[axis]] = Math.max(thresholds[place[axis]], Math.abs(weights.data[i++]));
      return thresholds;
    },
    output: () => ({ dtype: output.dtype, ...scaled(output.scale, { dtype: output.dtype, shape, layout }) }),
    addConstant(suffix, tensor) {
      values.set(suffix, tensor);
      return suffix;
    },
    emit: (integer, ids, rawAttrs, type, suffix) => emitMany(integer, ids, rawAttrs, [type], suffix)[0],
    emitMany,
  };
  const [last] = op.integer!.quantise(site);
  return { result: values.get(last)!, emitted };
}
