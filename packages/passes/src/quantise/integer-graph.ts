import {
  type AnyOp,
  type Graph,
  type IntegerValue,
  type Node,
  type Placement,
  type RawAttrs,
  type Value,
  type ValueId,
  ABSENT,
} from '@openbpu/ir';
import {
  HzCalibration,
  HzDequantize,
  HzLut,
  HzQuantize,
  HzSoftmax,
  Softmax,
  Transpose,
  floatTable,
  softmaxTable,
} from '@openbpu/ops';
import {
  type ModelInput,
  type QuantParams,
  type Tensor,
  type TensorOrder,
  type TensorType,
  axesBetween,
  float32,
  makeTensor,
  perTensor,
  scaleOf,
  tensorType,
} from '@openbpu/tensor';
import { PASSES } from '../catalogue';
import { calibratedQuant } from './calibrated-quant';

/** What an integer model must know of an input: images are fed as int8 at scale 1, others as they are. */
export interface FedInput extends Pick<ModelInput, 'name' | 'typeRt' | 'layoutTrain'> {
  /** How this very model takes it. */
  readonly layoutFed: TensorOrder;
}

const CHANNEL_AXIS = 1;

/**
 * The quantised graph while it is written. Every float tensor of the calibrated graph may have an integer form, a
 * float form, or both; each is made when somebody first asks for it. Float forms keep the names of the tensors,
 * integer forms are called `<tensor>_quantized`.
 */
export class IntegerGraph {
  readonly nodes: Node[] = [];
  readonly values = new Map<ValueId, Value>();
  private readonly integers = new Map<ValueId, IntegerValue>();
  private readonly floats = new Set<ValueId>();
  /** Tensors whose only difference is a calibration: the calibrated one stands for the other. */
  private readonly rawOf = new Map<ValueId, ValueId>();
  private readonly quants = new Map<ValueId, QuantParams>();
  private readonly weightScales = new Map<ValueId, Float32Array>();

  /** Names nobody may take: what the source computes, its inputs, and the constants its CPU nodes go on reading. */
  private readonly taken = new Set<string>();

  constructor(readonly source: Graph<'calibrated'>) {
    for (const id of source.inputs) this.taken.add(id);
    for (const node of source.nodes) {
      for (const name of [node.id, ...node.outputs]) this.taken.add(name);
      if (node.placement?.on !== 'bpu') for (const id of node.inputs) this.taken.add(id);
    }
    for (const node of source.nodes) {
      if (!HzCalibration.is(node)) continue;
      const [from, to] = [node.inputs[0], node.outputs[0]];
      this.rawOf.set(to, from);
      if (node.attrs.kind === 'weight') {
        if (node.attrs.columns.length === 0) this.weightScales.set(from, Float32Array.from(node.attrs.thresholds));
      } else this.quants.set(from, calibratedQuant(node.attrs));
    }
  }

  /** The tensor itself, whichever side of its calibration was named. */
  raw(id: ValueId): ValueId {
    return this.rawOf.get(id) ?? id;
  }

  /** How a tensor is quantised: one scale, or one of every channel. */
  quantOf(id: ValueId): QuantParams | undefined {
    return this.quants.get(this.raw(id));
  }

  weightThresholds(id: ValueId): Float32Array | undefined {
    return this.weightScales.get(this.raw(id));
  }

  typeOf(id: ValueId): TensorType {
    return this.source.value(id).type;
  }

  constant(id: ValueId): Tensor | undefined {
    return id === ABSENT ? undefined : this.source.value(this.raw(id)).constant;
  }

  /** Declares a model input as it is fed and gives its name; a Transpose brings it to the training layout. */
  addInput(id: ValueId, input: FedInput | undefined): ValueId {
    const type = this.typeOf(id);
    const image = input !== undefined && input.typeRt !== 'featuremap';
    const { rank, layoutTrain = 'NCHW', layoutFed = 'NCHW' } = { rank: type.shape.length, ...input };
    const fedFrom = axesBetween(layoutTrain, layoutFed, rank);
    const fed = tensorType(
      image ? 'int8' : type.dtype,
      fedFrom ? fedFrom.map((axis) => type.shape[axis]) : type.shape,
      input && rank === 4 ? layoutFed : type.layout,
      image ? perTensor(1) : undefined,
    );
    this.values.set(id, { id, type: fed });
    const inner = fedFrom
      ? this.emit(
          this.free(`${id}_TransposeInput0`),
          Transpose,
          [id],
          { perm: axesBetween(layoutFed, layoutTrain, rank)! },
          { ...fed, shape: type.shape, layout: layoutTrain },
          this.free(`${id}_${layoutTrain.toLowerCase()}`),
          edge(`the model is fed in ${layoutFed}`),
        )
      : id;
    if (image) this.integers.set(id, { id: inner, type: this.values.get(inner)!.type, scale: 1 });
    else if (fedFrom) this.alias(id, inner);
    else this.floats.add(id);
    return id;
  }

  /** Adds a node and the types of its outputs; gives the outputs. */
  emitMany(
    id: string,
    op: AnyOp,
    inputs: readonly ValueId[],
    attrs: RawAttrs,
    types: readonly TensorType[],
    outputs: readonly ValueId[],
    placement: Placement,
    origins: Node['origins'] = [],
  ): readonly ValueId[] {
    this.nodes.push({ id, op, attrs: op.parseAttrs(attrs), inputs, outputs, origins, placement });
    outputs.forEach((output, i) => this.values.set(output, { id: output, type: types[i] }));
    return outputs;
  }

  emit(
    id: string,
    op: AnyOp,
    inputs: readonly ValueId[],
    attrs: RawAttrs,
    type: TensorType,
    output: ValueId,
    placement: Placement,
    origins: Node['origins'] = [],
  ): ValueId {
    return this.emitMany(id, op, inputs, attrs, [type], [output], placement, origins)[0];
  }

  /** `name`, or `name_1`, `name_2`, … when it is taken. Taken from now on. */
  free(name: string): string {
    let id = name;
    for (let i = 1; this.taken.has(id); i++) id = `${name}_${i}`;
    this.taken.add(id);
    return id;
  }

  addConstant(name: string, tensor: Tensor): ValueId {
    const id = this.free(name);
    this.values.set(id, { id, type: tensorType(tensor.dtype, tensor.shape), constant: tensor });
    return id;
  }

  /** `result` is the integer form of the tensor `id`. */
  standsFor(id: ValueId, result: ValueId): void {
    const { type } = this.values.get(result)!;
    this.integers.set(this.raw(id), {
      id: result,
      type,
      scale: type.quant?.scale.length === 1 && !type.quant.zero ? scaleOf(type) : NaN,
    });
  }

  /** The integer form of a tensor, behind a HzQuantize where only its float form exists. */
  requireInteger(id: ValueId): IntegerValue {
    const raw = this.raw(id);
    const known = this.integers.get(raw);
    if (known) return known;
    const quant = this.quantOf(raw);
    if (quant?.scale.length !== 1 || quant.zero) throw new Error(`"${raw}" has no single scale`);
    const [scale] = quant.scale;
    const type = { ...this.typeOf(raw), dtype: 'int8' as const, quant };
    const from = this.requireFloat(raw);
    const scaleId = this.addConstant(`${raw}_scale`, float32([], [scale]));
    const output = this.emit(
      this.free(`${raw}_HzQuantize`),
      HzQuantize,
      [from, scaleId],
      {},
      type,
      this.free(`${raw}_quantized`),
      edge(`"${raw}" enters the BPU`),
    );
    const value = { id: output, type, scale };
    this.integers.set(raw, value);
    return value;
  }

  /** The float form of a tensor, behind a HzDequantize where only its integer form exists. */
  requireFloat(id: ValueId): ValueId {
    const raw = this.raw(id);
    const known = this.aliases.get(raw);
    if (known) return known;
    if (this.floats.has(raw)) return this.floatName(raw, id);
    const integer = this.integers.get(raw);
    if (!integer) throw new Error(`nothing produces "${raw}"`);
    if (integer.type.quant?.zero) throw new Error(`"${raw}" is shifted and was not to leave the BPU`);
    this.floats.add(raw);
    const name = this.source.inputs.includes(raw) ? this.free(`${raw}_float`) : this.floatName(raw, id);
    if (name !== raw) this.aliases.set(raw, name);
    const maker = this.source.producer(raw)?.id ?? raw;
    const scale = this.addConstant(`${raw}_dequantize_scale`, dequantizeScale(integer.type));
    const { quant: _, ...plain } = integer.type;
    return this.emit(
      this.free(`${maker}_HzDequantize`),
      HzDequantize,
      [integer.id, scale],
      {},
      { ...plain, dtype: 'float32' },
      name,
      edge(`"${raw}" leaves the BPU`),
      this.source.producer(raw)?.origins,
    );
  }

  /** A CPU node reads floats; a function of one element, or a Softmax, of an integer tensor reads its table. */
  keepOnCpu(node: Node): void {
    if (this.fromTable(node)) return;
    const inputs = node.inputs.map((id) =>
      id === ABSENT ? id : this.constant(id) ? this.keepConstant(id) : this.requireFloat(id),
    );
    this.nodes.push({ ...node, inputs });
    for (const id of node.outputs) {
      this.values.set(id, this.source.value(id));
      this.floats.add(id);
    }
  }

  private fromTable(node: Node): boolean {
    const integer = node.inputs.length === 1 ? this.integers.get(this.raw(node.inputs[0])) : undefined;
    if (integer?.type.dtype !== 'int8' || node.placement?.on !== 'cpu') return false;
    const [output] = node.outputs;
    const finish = (op: Node['op'], table: Tensor, attrs: Readonly<Record<string, unknown>>) => {
      this.emit(
        node.id,
        op,
        [integer.id, this.addConstant(`${node.id}_table`, table)],
        attrs,
        this.typeOf(output),
        output,
        node.placement!,
        node.origins,
      );
      this.floats.add(output);
      return true;
    };
    const { scalar } = node.op;
    if (scalar)
      return finish(
        HzLut,
        makeTensor(
          'float32',
          [256],
          floatTable((x) => scalar(x, node.attrs), integer.scale),
        ),
        {},
      );
    if (Softmax.is(node)) {
      const { axis } = node.attrs;
      const { shape } = integer.type;
      return finish(
        HzSoftmax,
        makeTensor('int32', [256], softmaxTable(integer.scale, shape[axis < 0 ? axis + shape.length : axis])),
        { axis },
      );
    }
    return false;
  }

  private keepConstant(id: ValueId): ValueId {
    const raw = this.raw(id);
    this.values.set(raw, this.source.value(raw));
    return raw;
  }

  private readonly aliases = new Map<ValueId, ValueId>();

  private alias(id: ValueId, to: ValueId): void {
    this.aliases.set(id, to);
  }

  /** Where a calibration stands before an output of the graph, the output's name is the calibrated one. */
  private floatName(raw: ValueId, asked: ValueId): ValueId {
    if (raw === asked || this.source.isOutput(raw)) return raw;
    return this.source.isOutput(asked) ? asked : raw;
  }
}

function edge(what: string): Placement {
  return { on: 'cpu', because: PASSES.boundary({ what }) };
}

/** The scale of a tensor in a shape that broadcasts against it. */
function dequantizeScale(type: TensorType): Tensor {
  const { scale, axis = CHANNEL_AXIS } = type.quant!;
  const shape = scale.length === 1 ? [] : type.shape.map((_, i) => (i === axis ? scale.length : 1));
  return makeTensor('float32', shape, scale);
}
