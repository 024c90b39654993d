import {
  type Graph,
  type IntegerValue,
  type Node,
  type Placement,
  type ValueId,
  ABSENT,
  GraphDraft,
  NameSpace,
  type AnyOp,
  type RawAttrs,
} from '@openbpu/ir';
import { HzDequantize, HzIndices, HzMask, HzQuantize, HzUnmask, Mul, Sub } from '@openbpu/ops';
import { type Tensor, type TensorType, float32, makeTensor, perTensor, scaleOf } from '@openbpu/tensor';
import { PASSES } from '../catalogue';
import { CalibratedScales } from './calibrated-scales';

const CHANNEL_AXIS = 1;

/**
 * The quantised graph while it is written. Every float tensor of the calibrated graph may have an integer form, a
 * float form, or both; each is made when somebody first asks for it. Float forms keep the names of the tensors,
 * integer forms are called `<tensor>_quantized`.
 */
export class IntegerGraph {
  readonly draft: GraphDraft<'quantized'>;
  readonly scales: CalibratedScales;
  /** Both by the tensor as it is before its calibration. */
  private readonly integers = new Map<ValueId, IntegerValue>();
  private readonly floats = new Map<ValueId, ValueId>();

  /** Outputs that are given as integers. */
  private readonly integerOutputs: ReadonlySet<ValueId>;

  /** `integerOutputs`: float32 that the BPU gives is given as its integers. */
  constructor(
    readonly source: Graph<'calibrated'>,
    integerOutputs = false,
  ) {
    const names = namesToKeep(source);
    this.draft = new GraphDraft('quantized', { names, nodeNames: names });
    this.scales = new CalibratedScales(source);
    const onBpu = (id: ValueId) => source.producer(this.scales.raw(id))?.placement?.on === 'bpu';
    const isReal = (id: ValueId) => this.typeOf(id).dtype === 'float32';
    this.integerOutputs = new Set(integerOutputs ? source.outputs.filter((id) => isReal(id) && onBpu(id)) : []);
  }

  /** The type of a tensor of the calibrated graph. */
  typeOf(id: ValueId): TensorType {
    return this.source.value(id).type;
  }

  /** The elements of a constant of the calibrated graph, before its calibration. */
  constant(id: ValueId): Tensor | undefined {
    return id === ABSENT ? undefined : this.source.value(this.scales.raw(id)).constant;
  }

  /** `result` is the integer form of the tensor `id`. */
  setInteger(id: ValueId, result: ValueId): void {
    const type = this.draft.typeOf(result);
    const scale = type.quant?.scale.length === 1 && !type.quant.zero ? scaleOf(type) : NaN;
    this.integers.set(this.scales.raw(id), { id: result, type, scale });
  }

  /** `result` is the float form of the tensor `id`. */
  setFloat(id: ValueId, result: ValueId): void {
    this.floats.set(this.scales.raw(id), result);
  }

  /** The integer form of a tensor, where there is one. */
  integerOf(id: ValueId): IntegerValue | undefined {
    return this.integers.get(this.scales.raw(id));
  }

  /** The integer form of a tensor, behind a HzQuantize, or a HzMask, where only its float form exists. */
  requireInteger(id: ValueId): IntegerValue {
    const raw = this.scales.raw(id);
    const known = this.integers.get(raw);
    if (known) return known;
    const mask = maskType(this.typeOf(raw));
    if (mask) return this.enter(raw, HzMask, [this.requireFloat(raw)], mask);
    const quant = this.scales.quantOf(raw);
    if (quant?.scale.length !== 1 || quant.zero) throw new Error(`"${raw}" has no single scale`);
    const from = this.requireFloat(raw);
    const scale = this.draft.constant(`${raw}_scale`, float32([], quant.scale));
    const dtype = this.scales.typeOf(raw);
    const attrs = dtype === 'int16' ? { dtype } : {};
    return this.enter(raw, HzQuantize, [from, scale], { ...this.typeOf(raw), dtype, quant }, attrs);
  }

  private enter(
    raw: ValueId,
    op: AnyOp,
    inputs: readonly ValueId[],
    type: TensorType,
    attrs: RawAttrs = {},
  ): IntegerValue {
    const [output] = this.draft.node({
      id: this.draft.nodeNames.free(`${raw}_${op.name}`),
      op,
      attrs,
      inputs,
      outputs: [this.draft.names.free(`${raw}_quantized`)],
      types: [type],
      placement: atBorder(`"${raw}" enters the BPU`),
    });
    this.setInteger(raw, output);
    return this.integers.get(raw)!;
  }

  /** The form of a tensor on the CPU, behind a HzDequantize, or a HzUnmask, where only its integer form exists. */
  requireFloat(id: ValueId): ValueId {
    const raw = this.scales.raw(id);
    const known = this.floats.get(raw);
    if (known !== undefined) return known;
    const integer = this.integers.get(raw);
    if (!integer) throw new Error(`nothing produces "${raw}"`);
    if (this.typeOf(raw).dtype === 'int64') return this.requirePlaces(raw, id, integer.id);
    const { quant, ...plain } = integer.type;
    if (quant?.zero) throw new Error(`"${raw}" is shifted and was not to leave the BPU`);
    const name = this.floatName(raw, id);
    const maker = this.source.producer(raw);
    const mask = maskType(this.typeOf(raw)) !== undefined;
    const op = mask ? HzUnmask : HzDequantize;
    const scales = () => [this.draft.constant(`${raw}_dequantize_scale`, dequantizeScale(integer.type))];
    this.draft.node({
      id: this.draft.nodeNames.free(`${maker?.id ?? raw}_${op.name}`),
      op,
      inputs: [integer.id, ...(mask ? [] : scales())],
      outputs: [name],
      types: [{ ...plain, dtype: mask ? 'bool' : 'float32' }],
      placement: atBorder(`"${raw}" leaves the BPU`),
      origins: maker?.origins ?? [],
    });
    this.setFloat(raw, name);
    return name;
  }

  /** The form of a tensor on the CPU, whatever integer stands for 0 and however many scales there are. */
  requireReal(id: ValueId): ValueId {
    const raw = this.scales.raw(id);
    const integer = this.integers.get(raw);
    const { zero } = integer?.type.quant ?? {};
    if (!integer || !zero) return this.requireFloat(id);
    const { quant: _, ...plain } = integer.type;
    const step = (op: AnyOp, from: ValueId, suffix: string, by: Tensor, name: ValueId): ValueId => {
      const maker = this.source.producer(raw);
      const [output] = this.draft.node({
        id: this.draft.nodeNames.free(`${maker?.id ?? raw}_${op.name}`),
        op,
        inputs: [from, this.draft.constant(`${raw}_${suffix}`, by)],
        outputs: [name],
        types: [{ ...plain, dtype: 'float32' }],
        placement: atBorder(`"${raw}" leaves the BPU`),
        origins: maker?.origins ?? [],
      });
      return output;
    };
    const free = (suffix: string) => this.draft.names.free(`${raw}_${suffix}`);
    const counted = step(HzDequantize, integer.id, 'unit', float32([], [1]), free('counted'));
    const zeros = perChannel(integer.type, Float32Array.from(zero));
    const centred = step(Sub, counted, 'zero', zeros, free('centred'));
    return step(Mul, centred, 'dequantize_scale', dequantizeScale(integer.type), this.floatName(raw, id));
  }

  /** Makes sure that an output is there under its name, as integers or as what is on the CPU. */
  giveOutput(id: ValueId): void {
    if (!this.integerOutputs.has(id)) return void this.requireFloat(id);
    this.draft.rename(this.requireInteger(id).id, id);
    this.setInteger(id, id);
  }

  /** Places as the outside has them: int64, behind a HzIndices. */
  private requirePlaces(raw: ValueId, asked: ValueId, integer: ValueId): ValueId {
    const name = this.floatName(raw, asked);
    const maker = this.source.producer(raw);
    this.draft.node({
      id: this.draft.nodeNames.free(`${maker?.id ?? raw}_HzIndices`),
      op: HzIndices,
      inputs: [integer],
      outputs: [name],
      types: [this.typeOf(raw)],
      placement: atBorder(`"${raw}" leaves the BPU`),
      origins: maker?.origins ?? [],
    });
    this.setFloat(raw, name);
    return name;
  }

  /**
   * The name of a float form: that of an input is taken by what is fed, that of an output of integers by these; where a
   * calibration stands before another output of the graph, its name is the calibrated one.
   */
  private floatName(raw: ValueId, asked: ValueId): ValueId {
    if (this.source.inputs.includes(raw)) return this.draft.names.free(`${raw}_float`);
    const output = [...this.integerOutputs].find((id) => this.scales.raw(id) === raw);
    if (output !== undefined) return this.draft.names.free(`${output}_float`);
    return this.source.isOutput(asked) && !this.source.isOutput(raw) ? asked : raw;
  }
}

/** The type of the integers 1 and 0 that stand for a mask; undefined for what is none. */
export function maskType(type: TensorType): TensorType | undefined {
  return type.dtype === 'bool' ? { ...type, dtype: 'int8', quant: perTensor(1) } : undefined;
}

/** The placement of a node between the BPU and the rest. */
export function atBorder(what: string): Placement {
  return { on: 'cpu', because: PASSES.boundary({ what }) };
}

/** Names nobody may take: what the source computes, its inputs, and the constants its CPU nodes go on reading. */
function namesToKeep({ inputs, nodes }: Graph<'calibrated'>): NameSpace {
  const ofNode = ({ id, placement, inputs, outputs }: Node) => [
    id,
    ...outputs,
    ...(placement?.on === 'bpu' ? [] : inputs),
  ];
  return new NameSpace([...inputs, ...nodes.flatMap(ofNode)]);
}

/** The scale of a tensor in a shape that broadcasts against it. */
function dequantizeScale(type: TensorType): Tensor {
  return perChannel(type, type.quant!.scale);
}

/** One number, or one for each channel of a tensor, in a shape that broadcasts against it. */
function perChannel({ shape, quant }: TensorType, values: Float32Array): Tensor {
  const { axis = CHANNEL_AXIS } = quant!;
  const channels = values.length === 1 ? [] : shape.map((_, i) => (i === axis ? values.length : 1));
  return makeTensor('float32', channels, values);
}
