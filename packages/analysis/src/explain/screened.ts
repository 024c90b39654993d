import type { NodeId, ValueId } from '@openbpu/ir';
import { type Tensor, reals } from '@openbpu/tensor';
import type { CalibratedModel } from '../model/calibrated-model';
import { calibrationsBefore } from '../model/compared-outputs';
import { eachSample } from '../model/each-sample';
import { type Analysed, withSwitches } from '../model/switched-session';
import type { Scale } from './measured-errors';
import { noiseToSignal, outputError } from './output-error';
import { type ScaleGroup, scaleGroups } from './scale-groups';

/** A group of calibrations, and what it does to the outputs by itself. */
export interface Screened extends ScaleGroup {
  /** Noise to signal where nothing else is rounded. */
  readonly error: number;
  /** Of weights: what they do to what their node gives. */
  readonly local?: LocalError;
}

/** The error behind one node whose weights alone are rounded. */
export interface LocalError {
  readonly node: NodeId;
  readonly value: ValueId;
  /** By channel (axis 1): the mean of what was added. */
  readonly shift: Float32Array;
  /** The part of the squared error that goes where every channel is shifted back. */
  readonly meanPart: number;
  /** Mean squared error over the mean square of the values. */
  readonly noise: number;
}

/** How many runs of the model `screened` makes of a sample. */
export function screeningRuns(model: CalibratedModel): number {
  return scaleGroups(model).length + 1;
}

/** What every group of calibrations does to the outputs alone, the worst first; those without effect are left out. */
export async function screened(
  analysed: Analysed,
  { outputs, count }: Scale,
  onRun: () => void,
): Promise<readonly Screened[]> {
  const { model, samples, lanes } = analysed;
  const before = calibrationsBefore(model, outputs);
  const groups = scaleGroups(model)
    .map((group) => ({ ...group, members: group.members.filter((number) => before.has(number)) }))
    .filter(({ members }) => members.length > 0);
  const readers = groups.map((group) => weightReader(model, group));
  const taps = [...new Set(readers.flatMap((reader) => (reader ? [reader.value] : [])))];
  const found = await withSwitches(analysed, [...new Set([...outputs, ...taps])], (session) =>
    eachSample(samples, count, lanes.size, async (feeds) => {
      const wanted = await session.run(feeds, [], [...new Set([...outputs, ...taps])]);
      onRun();
      return Promise.all(
        groups.map(async ({ members }, g) => {
          const value = readers[g]?.value;
          const asked = value === undefined ? outputs : [...new Set([...outputs, value])];
          const given = await session.run(feeds, members, asked);
          onRun();
          const local = value === undefined ? undefined : channelSums(given.get(value)!, wanted.get(value)!);
          return { error: outputError(outputs, given, wanted), local };
        }),
      );
    }),
  );
  return groups
    .map((group, g): Screened => {
      const reader = readers[g];
      const sums = found.flatMap((each) => each[g].local ?? []);
      const error = noiseToSignal(found.map((each) => each[g].error));
      return { ...group, error, ...(reader ? { local: { ...reader, ...localOf(sums) } } : {}) };
    })
    .filter(({ error }) => error > 0)
    .sort((a, b) => b.error - a.error);
}

/** The node that reads weights, and what it gives. */
function weightReader(
  model: CalibratedModel,
  { kind, members }: ScaleGroup,
): Pick<LocalError, 'node' | 'value'> | undefined {
  if (kind !== 'weight') return undefined;
  const [reader] = model.graph.consumers(model.calibrations[members[0]].to);
  return reader && { node: reader.id, value: reader.outputs[0] };
}

interface ChannelSums {
  readonly count: number;
  readonly sums: Float64Array;
  readonly squared: number;
  readonly energy: number;
}

/** Sums of the differences of every channel, over one sample. */
function channelSums(found: Tensor, wanted: Tensor): ChannelSums {
  const [a, b] = [reals(found), reals(wanted)];
  const channels = wanted.shape[1] ?? 1;
  const inner = wanted.shape.slice(2).reduce((product, size) => product * size, 1);
  const sums = new Float64Array(channels);
  let squared = 0;
  let energy = 0;
  for (let i = 0; i < b.length; i++) {
    const d = a[i] - b[i];
    sums[Math.floor(i / inner) % channels] += d;
    squared += d * d;
    energy += b[i] * b[i];
  }
  return { count: b.length / channels, sums, squared, energy };
}

function localOf(all: readonly ChannelSums[]): Pick<LocalError, 'shift' | 'meanPart' | 'noise'> {
  const count = all.reduce((sum, each) => sum + each.count, 0);
  const squared = all.reduce((sum, each) => sum + each.squared, 0);
  const energy = all.reduce((sum, each) => sum + each.energy, 0);
  const shift = new Float32Array(all[0].sums.length);
  for (let c = 0; c < shift.length; c++) shift[c] = all.reduce((sum, each) => sum + each.sums[c], 0) / count;
  const ofMeans = shift.reduce((sum, each) => sum + each * each * count, 0);
  return {
    shift,
    meanPart: squared === 0 ? 0 : ofMeans / squared,
    noise: energy === 0 ? 0 : squared / energy,
  };
}
