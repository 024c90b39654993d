import type { Graph, ValueId } from '@openbpu/ir';
import { HzCalibration, type HzCalibrationAttrs } from '@openbpu/ops';
import type { QuantParams } from '@openbpu/tensor';

/** How the integer form of an activation stands for reals, as its calibration says. */
export function calibratedQuant({ scales, axis, zeros }: HzCalibrationAttrs): QuantParams {
  return {
    scale: Float32Array.from(scales),
    ...(axis === undefined ? {} : { axis }),
    ...(zeros.length > 0 ? { zero: Int8Array.from(zeros) } : {}),
  };
}

/** What the HzCalibration nodes of a graph say of its tensors, whichever side of its calibration is named. */
export class CalibratedScales {
  /** By calibrated tensor: what it was before. */
  private readonly rawOf = new Map<ValueId, ValueId>();
  private readonly activations = new Map<ValueId, QuantParams>();
  private readonly wide = new Set<ValueId>();
  private readonly weights = new Map<ValueId, Float32Array>();

  constructor({ nodes }: Graph<'calibrated'>) {
    for (const node of nodes) {
      if (!HzCalibration.is(node)) continue;
      const [from, to] = [node.inputs[0], node.outputs[0]];
      this.rawOf.set(to, from);
      if (node.attrs.dtype === 'int16') this.wide.add(from);
      if (node.attrs.kind !== 'weight') this.activations.set(from, calibratedQuant(node.attrs));
      else if (node.attrs.columns.length === 0) this.weights.set(from, Float32Array.from(node.attrs.thresholds));
    }
  }

  /** The tensor itself: a calibrated one stands for what it was before. */
  raw(id: ValueId): ValueId {
    return this.rawOf.get(id) ?? id;
  }

  /** How an activation is quantised: one scale, or one of every channel. */
  quantOf(id: ValueId): QuantParams | undefined {
    return this.activations.get(this.raw(id));
  }

  /** The integer type of an activation. */
  typeOf(id: ValueId): 'int8' | 'int16' {
    return this.wide.has(this.raw(id)) ? 'int16' : 'int8';
  }

  /** Of every output channel; undefined where the weights take in the scales of their input's channels. */
  weightThresholds(id: ValueId): Float32Array | undefined {
    return this.weights.get(this.raw(id));
  }
}
