import type { CalibratedModel } from '../model/calibrated-model';
import type { Steps } from '../model/remedy';
import { integerRange } from './value-facts';

/** Channels of nothing but zeros get that part of the largest scale. */
const LEAST = 1e-6;

/** Steps of the same integers that reach just that far. */
export function narrow(model: CalibratedModel, number: number, largest: number, wide?: number): Steps {
  const [low, high] = integerRange(model.calibrations[number].attrs);
  const most = wide ?? Math.max(...high);
  const scales = [Math.max(largest, Number.MIN_VALUE * 1e300) / most];
  return { scales, range: wide === undefined ? [[Math.min(...low)], [Math.max(...high)]] : [[-wide - 1], [wide]] };
}

/** Steps of every channel that reach as far as it does. */
export function channelwise(model: CalibratedModel, number: number, channels: Float32Array): Steps {
  const [low, high] = integerRange(model.calibrations[number].attrs);
  const largest = channels.reduce((most, value) => Math.max(most, value), 0);
  const scales = Float32Array.from(channels, (value) => Math.max(value, largest * LEAST) / Math.max(...high));
  return { scales, range: [[Math.min(...low)], [Math.max(...high)]] };
}

/** The largest value that a calibration lets through. */
export function spanOf(model: CalibratedModel, number: number): number {
  const { attrs } = model.calibrations[number];
  const [, high] = integerRange(attrs);
  return Math.max(...attrs.scales.map((scale, i) => scale * high[i % high.length]));
}

export function stepOf(model: CalibratedModel, number: number): number {
  return Math.max(...model.calibrations[number].attrs.scales);
}

/** Where only convolutions and functions of one element read it, and nothing else gives it, as per_channel has it. */
export function channelsMayDiffer(model: CalibratedModel, number: number): boolean {
  const { graph, calibrations } = model;
  const { from, to, attrs } = calibrations[number];
  const readers = graph.consumers(to);
  return (
    attrs.axis === undefined &&
    !graph.isOutput(to) &&
    graph.producer(from)?.placement?.on === 'bpu' &&
    readers.length > 0 &&
    readers.every(
      ({ op, placement, inputs }) =>
        placement?.on === 'bpu' && (op.name === 'Conv' || inputs.length === 1) && inputs.lastIndexOf(to) === 0,
    )
  );
}
