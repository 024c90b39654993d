import { alike, isUnitScale, meanBeside, scaleBeside } from './conventions';
import { type Draft, type SampleFacts, list, meanCure, orderOf, scaleCure, short } from './draft';
import type { GivenInput } from './feeding';
import type { SampleRange } from './sample-range';

/** Beyond that no net takes what a picture becomes. */
const MOST_FED = 400;

/** Of samples of 0..255, which the recipe may normalise in a wrong way. */
export function byteDrafts(input: GivenInput, { range }: SampleFacts, picture: boolean): Draft[] {
  const { mean, scale } = input;
  const order = orderOf(input);
  const drafts: Draft[] = [];
  const add = (...draft: Draft) => drafts.push(draft);
  if (mean && mean.some((value) => value > 0) && mean.every((value) => value >= 0 && value <= 1)) {
    const [byteMean, byteScale] = [mean.map((value) => value * 255), (scale ?? [1]).map((value) => value / 255)];
    const why = [`the mean ${list(mean)} is one of values 0..1, and the samples go up to ${short(range.high)}`];
    add('div255-missing', { mean: byteMean, scale: byteScale }, 4, why, {
      key: 'mean_value',
      value: list(byteMean),
      advice: `and scale_value: '${list(byteScale)}'`,
    });
    const inverse = (scale ?? [1]).map((value) => 1 / (value * 255));
    if (scale?.every((value) => value < 1))
      add('std-as-scale', { mean: byteMean, scale: inverse }, 4.5, [`${why[0]}; a scale of 0..1 is above 1`], {
        key: 'scale_value',
        value: list(inverse),
        advice: `and mean_value: '${list(byteMean)}'`,
      });
    return drafts;
  }
  if (scale) addOfScale(input, scale, range, add);
  if (!scale && mean) {
    const beside = scaleBeside(mean, order);
    const why = beside ? [`the mean ${list(mean)} goes with the scale ${list(beside)}`] : [];
    const wanted = beside ?? [1 / 58];
    add('scale-missing', { scale: wanted }, beside ? 4 : -1.5, why, scaleCure(wanted, 'data_mean_and_scale'));
  }
  if (scale && !mean && !isUnitScale(scale)) {
    const beside = meanBeside(scale, order);
    if (beside)
      add(
        'mean-missing',
        { mean: beside },
        3,
        [`the scale ${list(scale)} goes with the mean ${list(beside)}`],
        meanCure(beside, 'data_mean_and_scale'),
      );
  }
  if (mean) {
    const half = mean.map((value) => value / 2);
    if (mean.every((value) => value > 200))
      add('mean-twice', { mean: half }, 3.5, [`the mean ${list(mean)} leaves nothing above 0`], meanCure(half));
  }
  if (!scale && !mean)
    add('div255-missing', { scale: [1 / 255] }, picture ? 0 : -0.5, [], scaleCure([1 / 255], 'data_scale'));
  return drafts;
}

/** What the scale itself gives away. */
function addOfScale(
  input: GivenInput,
  scale: readonly number[],
  { high }: SampleRange,
  add: (...draft: Draft) => void,
): void {
  const inverse = scale.map((value) => 1 / value);
  const fedMost = high * Math.max(...scale);
  if (scale.every((value) => value > 1) && fedMost > MOST_FED)
    add('std-as-scale', { scale: inverse }, 4.5, [`the net is fed with values up to ${short(fedMost)}`], {
      ...scaleCure(inverse),
    });
  if (scale.every((value) => value > 1)) return;
  const larger = scale.map((value) => value * 255);
  if (fedMost < 0.1)
    add(
      'div255-twice',
      { scale: larger },
      1,
      [`the net is fed with values up to ${short(fedMost)}`],
      scaleCure(larger),
    );
  const root = scale.map(Math.sqrt);
  const beside = input.mean && scaleBeside(input.mean, orderOf(input));
  if (beside && fedMost < 0.1 && alike(beside, root, 0.05))
    add('scale-twice', { scale: root }, 1.5, [`the scale is the square of ${list(root)}`], scaleCure(root));
}
