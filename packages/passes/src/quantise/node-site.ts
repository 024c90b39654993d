import { type AnyOp, type IntegerValue, type Node, type QuantiseSite, type RawAttrs, type ValueId } from '@openbpu/ir';
import { channelMaxima } from '@openbpu/ops';
import type { QuantDType, Tensor, TensorType } from '@openbpu/tensor';
import { type IntegerGraph, maskType } from './integer-graph';

/** One node's view of the quantised graph being written. */
export class NodeSite implements QuantiseSite<unknown> {
  constructor(
    readonly node: Node,
    private readonly target: IntegerGraph,
  ) {}

  input(index: number): IntegerValue {
    return this.target.requireInteger(this.node.inputs[index]);
  }

  constant(index: number): Tensor | undefined {
    const id = this.node.inputs[index];
    return id === undefined ? undefined : this.target.constant(id);
  }

  weightThresholds(index: number, axis: number): Float32Array {
    const known = this.target.scales.weightThresholds(this.node.inputs[index]);
    if (known) return known;
    const weights = this.constant(index);
    if (!weights) throw new Error(`input ${index} of "${this.node.id}" is no constant`);
    return channelMaxima(weights, axis);
  }

  output(index: number): { dtype: QuantDType; scale: number; type: TensorType } {
    const id = this.node.outputs[index];
    const mask = maskType(this.target.typeOf(id));
    if (mask) return { dtype: 'int8', scale: 1, type: mask };
    const dtype = this.node.placement?.on === 'bpu' ? this.node.placement.output : 'int8';
    const plain = { ...this.target.typeOf(id), dtype };
    if (dtype === 'int32') return { dtype, scale: NaN, type: plain };
    const quant = this.target.scales.quantOf(id);
    if (!quant) throw new Error(`output "${id}" of "${this.node.id}" has no scale`);
    return { dtype, scale: quant.scale.length === 1 ? quant.scale[0] : NaN, type: { ...plain, quant } };
  }

  addConstant(suffix: string, tensor: Tensor): ValueId {
    return this.target.draft.constant(`${this.node.id}_${suffix}`, tensor);
  }

  emit(op: AnyOp, inputs: readonly ValueId[], attrs: RawAttrs, output: TensorType, suffix?: string): ValueId {
    return this.emitMany(op, inputs, attrs, [output], suffix)[0];
  }

  emitMany(
    op: AnyOp,
    inputs: readonly ValueId[],
    attrs: RawAttrs,
    types: readonly TensorType[],
    suffix?: string,
  ): readonly ValueId[] {
    const { draft } = this.target;
    const { placement, origins } = this.node;
    const id = suffix === undefined ? this.node.id : draft.nodeNames.free(`${this.node.id}_${suffix}`);
    const names = types.map((_, i) =>
      draft.names.free(suffix === undefined ? `${this.node.outputs[i]}_quantized` : `${id}_quantized`),
    );
    return draft.node({ id, op, inputs, attrs, outputs: names, types, origins, ...(placement ? { placement } : {}) });
  }
}
