import { ABSENT, type Graph, type ValueId } from '@openbpu/ir';
import { Conv } from '@openbpu/ops';
import { expectDType } from '@openbpu/tensor';

/** The largest magnitudes of the weights of a convolution. */
export interface LayerPeaks {
  readonly x: ValueId;
  readonly y: ValueId;
  readonly cout: number;
  /** Input channels of one group. */
  readonly perGroup: number;
  /** The first input channel that an output channel reads. */
  readonly firstOf: (output: number) => number;
  /** By output channel, and the input channel within its group: the largest magnitude of all taps. */
  readonly peaks: Float64Array;
  /** By output channel; 0 where there is no bias. */
  readonly biases: Float64Array;
}

/** Of every convolution whose weights are constants. */
export function layerPeaks(graph: Graph): LayerPeaks[] {
  return graph.nodes.flatMap((node) => {
    const weights = Conv.is(node) ? graph.value(node.inputs[1]).constant : undefined;
    if (!weights || !Conv.is(node)) return [];
    const [x, , bias = ABSENT] = node.inputs;
    const { data, shape } = expectDType(weights, 'float32');
    const [cout, perGroup] = shape;
    const taps = data.length / Math.max(1, cout * perGroup);
    const peaks = new Float64Array(cout * perGroup);
    for (let at = 0; at < data.length; at++) {
      const cell = Math.floor(at / taps);
      peaks[cell] = Math.max(peaks[cell], Math.abs(data[at]));
    }
    const added = bias === ABSENT ? undefined : graph.value(bias).constant;
    return {
      x,
      y: node.outputs[0],
      cout,
      perGroup,
      firstOf: (output: number) => Math.floor((output * node.attrs.group) / cout) * perGroup,
      peaks,
      biases: Float64Array.from({ length: cout }, (_, o) =>
        added ? Math.abs(expectDType(added, 'float32').data[o]) : 0,
      ),
    };
  });
}
