import { userName } from '@openbpu/ir';
import { HzCalibration, type HzCalibrationAttrs, channelMaxima, foldScales } from '@openbpu/ops';
import { type Tensor, expectDType, scaleOfThreshold } from '@openbpu/tensor';
import type { CalibratedModel } from '../model/calibrated-model';
import { median, percent, short } from './figures';
import type { Part } from './part';
import type { Screened } from './screened';

/** Means count as a cause of their own where they are such a part of the error behind the node, and no outlier is why. */
const SHIFTED = 0.5;
/** An input channel of weights is an outlier where it is so many times the median one. */
const OUTLIER = 4;
/** The part of the squared rounding error that outliers must be to blame for. */
const BLAMED = 0.5;

/**
 * What may be wrong where the weights of one node are rounded, in the order in which it is taken away: what means are
 * shifted by, channels that make all others coarse, and the rounding itself.
 */
export function weightParts(model: CalibratedModel, { members: [number], local }: Screened): readonly Part[] {
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
    parts.push({
      kind: 'weight-outlier-channels',
      ...at,
      evidence: [
        `input channel ${outlier.channel} of the weights reaches ${short(outlier.largest)}, ` +
          `${short(outlier.ratio)} times the median channel`,
        `with a scale for every input channel the rounding error of the weights is ${percent(outlier.left)} of what it is`,
      ],
      removal: even,
      cures: [
        {
          cure: {
            key: 'per_channel',
            value: 'True',
            advice: 'the weights take in a scale for every channel that they read',
          },
          change: even,
        },
        cpu,
      ],
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
  const folded = channelMaxima(foldScales(weights, Float32Array.from(columns), 1), 0);
  const scales = Array.from(folded, (threshold) => scaleOfThreshold(threshold));
  const even = { ...attrs, scales, thresholds: Array.from(folded), columns };
  const [plain, rounded] = [attrs, even].map((each) => expectDType(HzCalibration.eval([weights], each)[0], 'float32'));
  const squared = (found: Tensor<'float32'>) =>
    found.data.reduce((sum, value, i) => sum + (value - data[i]) * (value - data[i]), 0);
  const left = squared(rounded) / squared(plain);
  if (!(left < BLAMED)) return undefined;
  return { channel: maxima.indexOf(largest), largest, ratio: largest / middle, left, rounded };
}
