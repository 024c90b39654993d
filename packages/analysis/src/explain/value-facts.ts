import type { ValueId } from '@openbpu/ir';
import { rangeOf, reals } from '@openbpu/tensor';
import type { HzCalibrationAttrs } from '@openbpu/ops';
import type { CalibratedModel } from '../model/calibrated-model';
import { eachSample } from '../model/each-sample';
import { type Analysed, withSwitches } from '../model/switched-session';

/** What the values that a calibration of an activation reads are like in the float model, over some samples. */
export interface ValueFacts {
  /** The largest magnitude of every channel (axis 1); one of all where there are no channels. */
  readonly channels: Float32Array;
  readonly largest: number;
  /** The part of the values that the calibration cuts off. */
  readonly beyond: number;
  /** The square root of the mean square. */
  readonly rms: number;
}

/** The integers that a calibration spans, by channel where its zeros differ. */
export function integerRange({ kind, zeros, dtype }: HzCalibrationAttrs): readonly [number[], number[]] {
  const [least, high] = rangeOf(dtype ?? 'int8');
  const low = kind === 'weight' ? -high : least;
  const all = zeros.length === 0 ? [0] : zeros;
  return [all.map((zero) => low - zero), all.map((zero) => high - zero)];
}

/** The facts of the activations with these numbers. */
export async function valueFacts(
  analysed: Analysed,
  numbers: readonly number[],
  count: number,
  onRun: () => void,
): Promise<ReadonlyMap<number, ValueFacts>> {
  const { model, samples, lanes } = analysed;
  const values = [...new Set(numbers.map((number) => model.calibrations[number].from))];
  const computed = values.filter((id) => !model.graph.inputs.includes(id));
  const found = await withSwitches(analysed, computed, (session) =>
    eachSample(samples, count, lanes.size, async (feeds) => {
      const given = computed.length > 0 ? await session.run(feeds, [], computed) : new Map<ValueId, never>();
      onRun();
      return numbers.map((number) => {
        const { from } = model.calibrations[number];
        return sumsOf(model, number, reals((given.get(from) ?? feeds.get(from))!));
      });
    }),
  );
  return new Map(numbers.map((number, n) => [number, together(found.map((sample) => sample[n]))]));
}

interface Sums {
  readonly channels: Float32Array;
  readonly beyond: number;
  readonly squares: number;
  readonly count: number;
}

function sumsOf(model: CalibratedModel, number: number, values: ArrayLike<number>): Sums {
  const { from, attrs } = model.calibrations[number];
  const { shape } = model.graph.value(from).type;
  const size = shape.length >= 2 ? shape[1] : 1;
  const inner = shape.length >= 2 ? shape.slice(2).reduce((product, each) => product * each, 1) : values.length;
  const channels = new Float32Array(size);
  const [low, high] = integerRange(attrs);
  let beyond = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const channel = Math.floor(i / inner) % size;
    const value = values[i];
    const steps = value / attrs.scales[channel % attrs.scales.length];
    if (steps > high[channel % high.length] + 0.5 || steps < low[channel % low.length] - 0.5) beyond++;
    squares += value * value;
    if (Math.abs(value) > channels[channel]) channels[channel] = Math.abs(value);
  }
  return { channels, beyond, squares, count: values.length };
}

function together(all: readonly Sums[]): ValueFacts {
  const channels = new Float32Array(all[0].channels.length);
  for (const each of all) each.channels.forEach((value, c) => (channels[c] = Math.max(channels[c], value)));
  const count = all.reduce((sum, each) => sum + each.count, 0);
  return {
    channels,
    largest: channels.reduce((most, value) => Math.max(most, value), 0),
    beyond: all.reduce((sum, each) => sum + each.beyond, 0) / count,
    rms: Math.sqrt(all.reduce((sum, each) => sum + each.squares, 0) / count),
  };
}
