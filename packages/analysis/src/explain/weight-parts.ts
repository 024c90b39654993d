import { userName } from '@openbpu/ir';
import { HzCalibration, type HzCalibrationAttrs, channelMaxima, foldScales } from '@openbpu/ops';
import { type Tensor, expectDType, scaleOfThreshold } from '@openbpu/tensor';
import type { CalibratedModel } from '../model/calibrated-model';
import { median, percent, short } from './figures';
import type { Part } from './part';
import type { Screened } from './screened';
import { channelsMayDiffer, channelwise } from './steps';
import type { ValueFacts } from './value-facts';

/** Means are a cause of their own where they are such a part of the error behind the node, and no outlier is why. */
const SHIFTED = 0.5;
/** An input channel of weights is an outlier where it is so many times the median one. */
const OUTLIER = 4;
/** The part of the squared rounding error that outliers must be to blame for. */
const BLAMED = 0.5;

/**
 * What may be wrong where the weights of one node are rounded, in the order in which it is taken away: what means are
 * shifted by, channels that make all others coarse, and the rounding itself.
 */
export function weightParts(
  model: CalibratedModel,
  { members: [number], local }: Screened,
  facts: ReadonlyMap<number, ValueFacts>,
): readonly Part[] {
  const { from, to, constant, attrs } = model.calibrations[number];
  const reader = model.graph.consumers(to)[0];
  const node = reader ? userName(reader) : from;
  const at = { node, tensor: constant?.original ?? from };
  const parts: Part[] = [];
  const cpu = {
    cure: {
      key: 'node_info',
      value: `{"${node}": {"ON": "CPU"}}`,
      advice: 'its weights stay as they are, at the price of a node on the CPU',
    },
    change: { off: [number], ...(local ? { unshifted: [local.value] } : {}) },
  };
  const byDefault = "calibration_type: 'default' rounds weights by what it does to their layer";
  const outlier = constant && outlierOf(model.graph.value(constant.changed).constant!, attrs);
  const changed = model.companions.some((companion) => companion.number === number);
  if (local && local.meanPart >= SHIFTED && (changed || !outlier)) {
    const back = { remedies: [{ value: local.value, shift: local.shift.map((mean) => -mean) }] };
    const most = local.shift.reduce((a, mean, c) => (Math.abs(mean) > Math.abs(local.shift[a]) ? c : a), 0);
    parts.push({
      kind: 'accumulated-bias',
      ...at,
      evidence: [
        `${percent(local.meanPart)} of the error behind the node are means of channels; ` +
          `channel ${most} is shifted by ${short(local.shift[most])}`,
        ...(changed ? ['its bias is not that of the float model'] : []),
      ],
      removal: back,
      cures: [
        {
          cure: {
            key: 'calibration_type',
            value: 'default',
            advice: 'corrects biases by the means that the samples show',
          },
          change: back,
        },
      ],
      unmeasured: [],
    });
  }
  if (outlier) {
    const even = { remedies: [{ number, constant: outlier.rounded }] };
    const byChannel = reader && perChannel(model, number, facts);
    parts.push({
      kind: 'weight-outlier-channels',
      ...at,
      evidence: [
        `input channel ${outlier.channel} of the weights reaches ${short(outlier.largest)}, ` +
          `${short(outlier.ratio)} times the median channel`,
        `with a scale for every input channel ${percent(outlier.left)} of the rounding error of the weights are left`,
      ],
      removal: even,
      cures: [...(byChannel ? [byChannel] : []), cpu],
      unmeasured: ['weights that training keeps small (weight decay, or clipped before the export)'],
    });
  }
  parts.push({
    kind: 'weight-rounding',
    ...at,
    evidence: local
      ? [`rounding its weights adds ${percent(local.noise)} of noise to what the node gives`]
      : ['its weights are rounded to 8 bits'],
    removal: cpu.change,
    cures: [cpu],
    unmeasured: [byDefault],
  });
  return parts;
}

/** The number of the calibration whose values the node of these weights reads. */
export function readBeside({ graph, calibrations }: CalibratedModel, number: number): number | undefined {
  const [reader] = graph.consumers(calibrations[number].to);
  const beside = reader && calibrations.findIndex(({ to }) => to === reader.inputs[0]);
  return beside === undefined || beside < 0 ? undefined : beside;
}

/** What per_channel does here: what the node reads has a scale for every channel, which the weights take in. */
function perChannel(
  model: CalibratedModel,
  number: number,
  facts: ReadonlyMap<number, ValueFacts>,
): Part['cures'][number] | undefined {
  const { attrs, constant } = model.calibrations[number];
  const beside = readBeside(model, number);
  const known = beside === undefined ? undefined : facts.get(beside);
  const weights = constant && model.graph.value(constant.changed).constant;
  if (beside === undefined || !known || !weights || !channelsMayDiffer(model, beside)) return undefined;
  if (known.channels.length !== weights.shape[1]) return undefined;
  const steps = channelwise(model, beside, known.channels);
  const rounded = roundedByColumns(weights, attrs, Array.from(steps.scales));
  return {
    cure: { key: 'per_channel', value: 'True', advice: 'weights take in a scale for every channel that they read' },
    change: {
      remedies: [
        { number, constant: rounded },
        { number: beside, steps },
      ],
    },
  };
}

/** Weights that are rounded once every input channel has been multiplied by its scale. */
function roundedByColumns(weights: Tensor, attrs: HzCalibrationAttrs, columns: number[]): Tensor<'float32'> {
  const folded = channelMaxima(foldScales(weights, Float32Array.from(columns), 1), 0);
  const scales = Array.from(folded, (threshold) => scaleOfThreshold(threshold));
  const even = { ...attrs, scales, thresholds: Array.from(folded), columns };
  return expectDType(HzCalibration.eval([weights], even)[0], 'float32');
}

interface Outlier {
  readonly channel: number;
  readonly largest: number;
  readonly ratio: number;
  /** The part of the squared rounding error that is left with a scale for every input channel. */
  readonly left: number;
  readonly rounded: Tensor<'float32'>;
}

/** An input channel of a convolution that takes the steps of its weights from all others. */
function outlierOf(weights: Tensor, attrs: HzCalibrationAttrs): Outlier | undefined {
  const { shape } = weights;
  if (shape.length < 2 || shape[1] < 2 || attrs.axis !== 0 || attrs.columns.length > 0) return undefined;
  const { data } = expectDType(weights, 'float32');
  const maxima = channelMaxima(weights, 1);
  const middle = median(maxima);
  const largest = maxima.reduce((most, value) => Math.max(most, value), 0);
  if (middle <= 0 || largest < OUTLIER * middle) return undefined;
  const columns = Array.from(maxima, (value) => 1 / Math.max(value, largest * 1e-6));
  const plain = expectDType(HzCalibration.eval([weights], attrs)[0], 'float32');
  const rounded = roundedByColumns(weights, attrs, columns);
  const squared = (found: Tensor<'float32'>) =>
    found.data.reduce((sum, value, i) => sum + (value - data[i]) * (value - data[i]), 0);
  const left = squared(rounded) / squared(plain);
  if (!(left < BLAMED)) return undefined;
  return { channel: maxima.indexOf(largest), largest, ratio: largest / middle, left, rounded };
}
