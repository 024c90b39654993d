import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { InsertCalibration, type Thresholds, calibratedActivations } from '@openbpu/passes';
import { weightThresholds } from '../weight-thresholds';

/** A convolution with a Relu and 4 output channels, and a second that reads it through a window of 2×2. */
export interface TwoConvs {
  /** Of the second: cout × 4 / group × 2 × 2 numbers. */
  readonly weights: readonly number[];
  readonly biases: readonly number[];
  readonly group: number;
  readonly output: 'int8' | 'int32';
  /** Further lines of the graph. */
  readonly more?: string;
}

export function twoConvs({ weights, biases, group, output, more = '' }: TwoConvs): Graph<'optimized'> {
  return parseGraph(
    'input x: float32[1x2x5x5] NCHW\nconst v: float32[4x2x1x1] = seed 1\n' +
      `const w: float32[${biases.length}x${4 / group}x2x2] = [${weights.join(', ')}]\n` +
      `const b: float32[${biases.length}] = [${biases.join(', ')}]\n` +
      ('one: h = Conv(x, v) {kernel: [1, 1], min: 0} bpu id(0) int8/int8\n' +
        `two: y = Conv(h, w, b) {kernel: [2, 2], pads: [1, 0, 0, 1], group: ${group}} bpu id(0) ` +
        `int8/${output}\n` +
        `${more}output y`),
    standardOps(),
    'optimized',
  );
}

/** Thresholds of a graph: 2 for every activation but those that are given. */
export function thresholdsOf(
  graph: Graph<'optimized'>,
  given: Pick<Thresholds, 'channels' | 'floors'> = {},
): Thresholds {
  return {
    activations: new Map(calibratedActivations(graph).map((id) => [id, 2])),
    weights: weightThresholds(graph),
    ...given,
  };
}

export function calibrated(graph: Graph<'optimized'>, thresholds: Thresholds): Graph<'calibrated'> {
  return new InsertCalibration(thresholds).run(graph);
}
