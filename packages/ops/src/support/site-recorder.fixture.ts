import type { AnyOp, IntegerValue, OpDef, QuantiseSite, RawAttrs } from '@openbpu/ir';
import { type Tensor, type TensorType, float32, perTensor, tensorType } from '@openbpu/tensor';
import { type ActivationDType, expectQuantised, quantised } from './quantised';

/** A float operand of the op under test: computed, with the scale its integers have, or a constant. */
export type Operand =
  { readonly x: Tensor; readonly scale: number; readonly dtype?: ActivationDType } | { readonly constant: Tensor };

/** An integer node that an op emitted. */
export interface Emitted {
  readonly id: string;
  readonly op: AnyOp;
  readonly inputs: readonly string[];
  readonly attrs: RawAttrs;
  readonly outputs: readonly string[];
}

/** Stands in for the quantise pass: notes what an op emits as its integer form and evaluates it node by node. */
export class SiteRecorder<A> implements QuantiseSite<A> {
  readonly emitted: Emitted[] = [];
  readonly node;
  private readonly values = new Map<string, Tensor>();
  private readonly inputs: (IntegerValue | undefined)[];
  private readonly outputTypes: readonly TensorType[];
  private readonly floats: readonly Tensor[];

  /** `scales` and `dtypes`: those of the outputs, int8 unless told. */
  constructor(
    op: OpDef<A>,
    raw: RawAttrs,
    private readonly operands: readonly Operand[],
    private readonly scales: readonly number[],
    private readonly dtypes: readonly ActivationDType[] = [],
  ) {
    const attrs = op.parseAttrs(raw);
    this.floats = operands.map((operand) => ('x' in operand ? operand.x : operand.constant));
    this.outputTypes = op.infer(
      this.floats.map((x) => tensorType(x.dtype, x.shape)),
      attrs,
    );
    this.node = {
      id: 'node',
      op,
      attrs,
      inputs: operands.map((_, i) => `x${i}`),
      outputs: scales.map((_, i) => `y${i}`),
      origins: [],
    };
    this.inputs = operands.map((operand, i) => {
      if (!('x' in operand)) return undefined;
      const { x, scale, dtype = 'int8' } = operand;
      this.values.set(`x${i}_q`, quantised(x, scale, dtype));
      return { id: `x${i}_q`, scale, type: tensorType(dtype, x.shape, 'none', perTensor(scale)) };
    });
  }

  input(index: number): IntegerValue {
    const value = this.inputs[index];
    if (!value) throw new Error(`input ${index} is a constant`);
    return value;
  }

  constant(index: number): Tensor | undefined {
    const operand = this.operands[index];
    return operand && 'constant' in operand ? operand.constant : undefined;
  }

  weightThresholds(): Float32Array {
    throw new Error('this op has no weights');
  }

  output(index: number) {
    const scale = Math.fround(this.scales[index]);
    const dtype = this.dtypes[index] ?? 'int8';
    return { dtype, scale, type: { ...this.outputTypes[index], dtype, quant: perTensor(scale) } };
  }

  addConstant(suffix: string, tensor: Tensor): string {
    const id = `node_${suffix}`;
    if (this.values.has(id)) throw new Error(`two constants are named ${id}`);
    this.values.set(id, tensor);
    return id;
  }

  emit(op: AnyOp, inputs: readonly string[], attrs: RawAttrs, output: TensorType, suffix?: string): string {
    return this.emitMany(op, inputs, attrs, [output], suffix)[0];
  }

  emitMany(
    op: AnyOp,
    inputs: readonly string[],
    raw: RawAttrs,
    types: readonly TensorType[],
    suffix?: string,
  ): readonly string[] {
    const id = suffix === undefined ? 'node' : `node_${suffix}`;
    if (this.emitted.some((node) => node.id === id)) throw new Error(`two nodes are named ${id}`);
    const attrs = op.parseAttrs(raw);
    const tensors = inputs.map((input) => this.values.get(input) ?? fail(`nothing is named ${input}`));
    const inferred = op.infer(
      tensors.map(({ dtype, shape }) => tensorType(dtype, shape)),
      attrs,
    );
    types.forEach(({ dtype, shape }, i) => expect(inferred[i]).toMatchObject({ dtype, shape }));
    const outputs = types.map((_, i) => `${id}_out${i}`);
    op.eval(tensors, attrs).forEach((tensor, i) => this.values.set(outputs[i], tensor));
    this.emitted.push({ id, op, inputs, attrs: raw, outputs });
    return outputs;
  }

  /** Asks the op for its integer form and gives the integers of its outputs. */
  run(): Tensor[] {
    return this.node.op.integer!.quantise(this).map((id) => this.value(id));
  }

  value(id: string): Tensor {
    return this.values.get(id) ?? fail(`nothing is named ${id}`);
  }

  /** The real outputs for the real values that the integer inputs stand for. */
  reference(): readonly Tensor[] {
    const inputs = this.floats.map((x, i) => {
      const integer = this.inputs[i];
      return integer
        ? float32(
            x.shape,
            Array.from(expectQuantised(this.value(integer.id)).data, (q) => q * integer.scale),
          )
        : x;
    });
    return this.node.op.eval(inputs, this.node.attrs);
  }
}

function fail(why: string): never {
  throw new Error(why);
}
