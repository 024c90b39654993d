import type { Graph, Node, NodeId, ValueId } from '@openbpu/ir';
import { Conv, type ConvAttrs, HzCalibration } from '@openbpu/ops';
import { type Tensor, expectDType } from '@openbpu/tensor';

/** The mean of every channel of a tensor, as floats and as rounding leaves it. */
export interface Means {
  readonly float: Float64Array;
  readonly rounded: Float64Array;
}

/**
 * What rounding takes from the mean of every output channel of the convolutions, to be added to their biases:
 * `Σ w·E[x] − Σ ŵ·E[x̂]`, ŵ and x̂ as the calibrated graph rounds them. Pads are taken for mean elements. Convolutions
 * whose input has no means are left out.
 */
export function biasCorrections(calibrated: Graph<'calibrated'>, means: ReadonlyMap<ValueId, Means>): Map<NodeId, Float32Array> {
  const found = new Map<NodeId, Float32Array>();
  for (const node of calibrated.nodes) {
    if (!Conv.is(node) || node.placement?.on !== 'bpu') continue;
    const of = means.get(node.inputs[0]);
    const calibration = calibrated.producer(node.inputs[1]);
    const weights = calibration && HzCalibration.is(calibration) ? calibrated.value(calibration.inputs[0]).constant : undefined;
    if (of && calibration && weights) found.set(node.id, correction(node, weights, calibration.op.eval([weights], calibration.attrs)[0], of));
  }
  return found;
}

function correction({ attrs }: Node<ConvAttrs>, weights: Tensor, rounded: Tensor, means: Means): Float32Array {
  const [cout, perGroup, ...window] = weights.shape;
  const taps = window.reduce((a, b) => a * b, 1);
  const [w, r] = [expectDType(weights, 'float32').data, expectDType(rounded, 'float32').data];
  const outputs = cout / attrs.group;
  return Float32Array.from({ length: cout }, (_, o) => {
    const first = Math.floor(o / outputs) * perGroup;
    let lost = 0;
    for (let k = 0, at = o * perGroup * taps; k < perGroup * taps; k++, at++) {
      const channel = first + Math.floor(k / taps);
      lost += w[at] * means.float[channel] - r[at] * means.rounded[channel];
    }
    return lost;
  });
}
