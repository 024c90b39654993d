import type { Kernels } from '@openbpu/kernels';
import { type ConvAttrs, type ConvWeights, convWeights, scaleAt } from '@openbpu/ops';
import { type Tensor, clamp, expectDType, float32, rne } from '@openbpu/tensor';
import type { ConvToRound } from '../round/convs-to-round';
import { gridRow, keepsItsScale, writeGridRow } from '../round/grid-rows';
import { type Row, roundRows } from '../round/round-rows';
import { type Bounds, type ClampedErrors, absoluteLoss, clampedErrors } from './clamped-errors';
import { type NormalEquations, normalEquations } from './normal-equations';
import { type Patches, type Places, gatherChannel, gatherPatches, placesOf } from './patches';
import { cholesky, doubted, solve } from './ridge';

/** How many patches for a weight of a row are looked at, within bounds. */
const PATCHES_PER_WEIGHT = 8;
const LEAST_PATCHES = 4096;
const MOST_PATCHES = 6144;
/** A weight stays within so many steps of what it is in the float model. */
const REACH = 1;
/** How many rows are rounded together. */
const ROWS = 16;

/** Tensors of a convolution on some samples, in front of its clamp where they are its own. */
export interface SeenTensors {
  /** What it reads in the quantised model. */
  readonly read: readonly Float32Array[];
  /** What it should give, and what it gives. */
  readonly wanted: readonly Float32Array[];
  readonly given: readonly Float32Array[];
}

/** A convolution of the quantised model, and what it does on samples to tune it on and on others, held back. */
export interface SeenConv {
  readonly conv: ConvToRound;
  readonly attrs: Pick<ConvAttrs, 'group' | 'min' | 'max'>;
  /** Its weights as floats that the quantiser takes for its integers. */
  readonly weights: Tensor;
  /** The first dimension of its output. */
  readonly items: number;
  readonly tuned: SeenTensors;
  readonly heldBack: SeenTensors;
}

/** What is to stand in place of weights, and be added to biases. */
export interface TunedConv {
  readonly weights: Tensor<'float32'>;
  readonly shifts: Float32Array;
  /** How many output channels, and how many of their weights, are other than they were. */
  readonly channels: number;
  readonly moved: number;
}

/**
 * Moves weights and biases of a convolution so that it gives what it should, on what it reads in the quantised model:
 * least squares on errors behind the clamp, doubted where patches are few, rounded to the grid by what that does to the
 * sums, and within a step of the float weights. An output channel changes only where the mean absolute error falls on
 * the samples that are held back. Undefined where none does.
 */
export function tuneConv(seen: SeenConv, kernels: Kernels): TunedConv | undefined {
  const { conv, attrs, weights, items } = seen;
  const [cout] = weights.shape;
  const size = weights.data.length / cout;
  const perSample = (samples: number) =>
    Math.ceil(clamp(PATCHES_PER_WEIGHT * size, LEAST_PATCHES, MOST_PATCHES) / Math.max(1, samples));
  const places = placesOf(conv.wish, items, perSample(seen.tuned.read.length));
  const grid = convWeights(conv.conv);
  const now = expectDType(convWeights({ ...conv.conv, weights }).q, 'int8').data;
  const data = Float32Array.from(expectDType(weights, 'float32').data);
  const shifts = new Float32Array(cout);
  const room = Array.from({ length: ROWS }, () => new Float64Array(size));
  const ofTuned = channelReader(seen.tuned, cout, places);
  const ofHeldBack = channelReader(seen.heldBack, cout, places);
  const step = new Float64Array(seen.heldBack.read.length * places.chosen.length);
  let [channels, moved] = [0, 0];
  for (let g = 0; g < attrs.group; g++) {
    const outputs = channelsOfGroup(cout, attrs.group, g).filter((o) => keepsItsScale(grid, o));
    if (outputs.length === 0) continue;
    const errors = outputs.map((o) => {
      const { wanted, given } = ofTuned(o);
      return clampedErrors(wanted, given, attrs);
    });
    const patches = gatherPatches(conv.wish, seen.tuned.read, g, places);
    const equations = normalEquations(
      kernels,
      patches,
      errors.map((each) => each.errors),
    );
    const rows = roundedRows({ grid, now, outputs, errors, equations, count: patches.count, room });
    const others = gatherPatches(conv.wish, seen.heldBack.read, g, places);
    for (const row of rows) {
      if (!helps(row, others, ofHeldBack(row.o), attrs, step)) continue;
      writeGridRow(conv.conv, grid, row, data.subarray(row.o * size, (row.o + 1) * size));
      shifts[row.o] = row.shift;
      channels++;
      moved += row.moves.length;
    }
  }
  return channels === 0 ? undefined : { weights: float32(weights.shape, data), shifts, channels, moved };
}

/** An output channel with its new integers. */
interface TunedRow extends Row {
  readonly o: number;
  /** What a step of each weight that moves adds for a step of what it is multiplied with. */
  readonly moves: readonly { readonly k: number; readonly by: number }[];
  /** What is added to its bias. */
  readonly shift: number;
}

interface RowsToRound {
  readonly grid: ConvWeights;
  /** The integers as they are, of all rows. */
  readonly now: Int8Array;
  readonly outputs: readonly number[];
  readonly errors: readonly ClampedErrors[];
  readonly equations: NormalEquations;
  readonly count: number;
  readonly room: readonly Float64Array[];
}

function roundedRows({ grid, now, outputs, errors, equations, count, room }: RowsToRound): TunedRow[] {
  const { size, covariance, gradients, means, errors: meanErrors } = equations;
  const h = doubted(covariance, size, count);
  const factor = h.slice();
  cholesky(factor, size);
  const steps = solve(factor, gradients);
  const rows = outputs.map((o, r) => {
    const { targets: real, pinned } = gridRow(grid, o, size);
    const step = grid.scale[o] * scaleAt(grid.xScales, o) * errors[r].open;
    const by = steps[r];
    const old = now.subarray(o * size, (o + 1) * size);
    const targets = real.map((w, k) => clamp(old[k] + by[k] / step, w - REACH, w + REACH));
    const q = Int8Array.from(targets, (w, k) => (k === pinned ? old[k] : clamp(rne(w), -127, 127)));
    return { o, real, targets, q, old, pinned, gradient: room[r % ROWS], meanError: meanErrors[r] / errors[r].open };
  });
  for (let first = 0; first < rows.length; first += ROWS) roundRows(rows.slice(first, first + ROWS), h);
  return rows.map((row) => {
    const { o, q, old, real, pinned } = row;
    const step = grid.scale[o] * scaleAt(grid.xScales, o);
    const moves = [];
    let shift = row.meanError;
    for (let k = 0; k < size; k++) {
      if (k !== pinned) q[k] = clamp(q[k], Math.ceil(real[k] - REACH), Math.floor(real[k] + REACH));
      if (q[k] === old[k]) continue;
      const by = step * (q[k] - old[k]);
      moves.push({ k, by });
      shift -= by * means[k];
    }
    return { ...row, moves, shift: Math.fround(shift) };
  });
}

/** What a channel should give and gives at all places. */
interface ChannelSeen {
  readonly wanted: Float64Array;
  readonly given: Float64Array;
}

/** Reads channel after channel into the same room. */
function channelReader({ wanted, given }: SeenTensors, channels: number, places: Places): (o: number) => ChannelSeen {
  const [a, b] = [wanted, given].map((of) => new Float64Array(of.length * places.chosen.length));
  return (o) => ({
    wanted: gatherChannel(wanted, channels, o, places, a),
    given: gatherChannel(given, channels, o, places, b),
  });
}

function channelsOfGroup(cout: number, group: number, g: number): number[] {
  return Array.from({ length: cout / group }, (_, i) => (g * cout) / group + i);
}

/** Whether a row gives less error with its moves than without. */
function helps(
  { moves, shift }: TunedRow,
  { rows, length, count }: Patches,
  { wanted, given }: ChannelSeen,
  bounds: Bounds,
  step: Float64Array,
): boolean {
  step.fill(0);
  for (const { k, by } of moves) {
    const from = k * length;
    for (let i = 0; i < count; i++) step[i] += by * rows[from + i];
  }
  return absoluteLoss(wanted, given, bounds, step, shift) < absoluteLoss(wanted, given, bounds);
}
