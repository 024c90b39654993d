import { alike, type ChannelOrder, isUnitScale, meanBeside, scaleBeside } from './conventions';
import { asGiven, type Feeding, type GivenInput } from './feeding';
import type { Cure, Mistake, Suspect } from './mistake';
import type { SampleRange } from './sample-range';

/** What the samples of one input say by themselves. */
export interface SampleFacts {
  readonly range: SampleRange;
  /** Of `lieOfPlanes`. */
  readonly lie?: number;
  /** Of `colourLean`. */
  readonly lean?: number;
}

/** Beyond that no net takes what a picture becomes. */
const MOST_FED = 400;

/** How far the smoothness must lean before the layout is suspected. */
const SURE_OF_LAYOUT = 0.15;

/** At most so much of the evidence comes from colours alone: some sets of pictures are blue. */
const MOST_OF_COLOURS = 2.9;

/** A proposal: what feeds the model right if it is the mistake. */
type Draft = readonly [mistake: Mistake, change: Partial<Feeding>, prior: number, why: readonly string[], cure: Cure];

/**
 * The mistakes that may have been made with the samples of an input, given what the recipe says of it. What cannot be,
 * given the range of the samples, is not among them. Their priors are in units of evidence; those of 3 and more are
 * decided by the samples and the recipe alone.
 */
export function suspects(input: GivenInput, facts: SampleFacts): Suspect[] {
  const { kind } = facts.range;
  if (kind === 'constant' || kind === 'other') return [];
  const picture = input.typeTrain !== 'featuremap';
  const drafts = [
    ...(kind === 'bytes' ? byteDrafts(input, facts, picture) : []),
    ...(picture && kind !== 'bytes' ? preparedDrafts(input, facts.range) : []),
    ...colourDrafts(input, facts),
    ...layoutDrafts(input, facts),
  ];
  return drafts.map(([mistake, change, prior, why, cure]) => ({
    mistake,
    undone: { ...asGiven(input), ...change },
    prior,
    why,
    cure,
  }));
}

/** Of samples of 0..255, which the recipe may normalise in a wrong way. */
function byteDrafts(input: GivenInput, { range }: SampleFacts, picture: boolean): Draft[] {
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
    add('scale-missing', { scale: wanted }, beside ? 2.5 : -1.5, why, scaleCure(wanted, 'data_mean_and_scale'));
  }
  if (scale && !mean && !isUnitScale(scale)) {
    const beside = meanBeside(scale, order);
    if (beside)
      add(
        'mean-missing',
        { mean: beside },
        2.9,
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
  { mean }: GivenInput,
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
  if (mean && fedMost < 0.1 && scaleBeside(mean, 'none') && alike(scaleBeside(mean, 'none')!, root, 0.05))
    add('scale-twice', { scale: root }, 1.5, [`the scale is the square of ${list(root)}`], scaleCure(root));
}

/** Of samples of pictures that hold other values than pixels do. */
function preparedDrafts({ mean, scale }: GivenInput, { low, high, kind }: SampleRange): Draft[] {
  const drafts: Draft[] = [];
  const found = `the samples hold ${short(low)}..${short(high)} where pixels are 0..255`;
  const files: Cure = {
    key: 'cal_data_dir',
    advice: 'write the samples as pixels 0..255; mean and scale are applied inside the model',
  };
  const most = (scale ?? [1]).map((value) => high / value);
  if (kind === 'unit') {
    const twice = scale !== undefined && isUnitScale(scale);
    const draft = [{ factor: 255 }, 4, [found]] as const;
    drafts.push(['mul255-missing', ...draft, files]);
    if (scale) drafts.push(['div255-twice', { factor: 255 }, twice ? 4.1 : 3.9, [found], { ...files }]);
  }
  if (kind === 'centred')
    drafts.push(
      mean
        ? ['mean-twice', { mean: undefined }, 4, [found], normCure(scale ? 'data_scale' : 'no_preprocess')]
        : ['mean-twice', { factor: 1, mean: [low] }, 3, [found], files],
    );
  if (kind === 'normalised' && (mean || scale))
    drafts.push(['mean-and-scale-twice', { mean: undefined, scale: undefined }, 4, [found], normCure('no_preprocess')]);
  if ((kind === 'scaled' || kind === 'unit') && scale && Math.max(...most) > 120 && Math.max(...most) < 300)
    drafts.push([
      'scale-twice',
      { scale: undefined, mean: mean?.map((value, i) => value * scale[Math.min(i, scale.length - 1)]) },
      kind === 'scaled' ? 4.2 : 3.8,
      [`${found}, and ${short(high)} divided by the scale is ${short(Math.max(...most))}`],
      {
        ...files,
        advice: `${files.advice}; or leave the scale out: norm_type: '${mean ? 'data_mean' : 'no_preprocess'}'`,
      },
    ]);
  return drafts;
}

function colourDrafts(input: GivenInput, { lean = 0 }: SampleFacts): Draft[] {
  const { typeTrain } = input;
  if (typeTrain !== 'rgb' && typeTrain !== 'bgr') return [];
  const other = typeTrain === 'rgb' ? 'bgr' : 'rgb';
  const why =
    lean < -1
      ? [`as ${typeTrain} their colours are not those of photographs (by ${short(-lean)} standard errors)`]
      : [];
  const prior = Math.min(Math.max(-lean, -MOST_OF_COLOURS), MOST_OF_COLOURS);
  const cure = {
    key: 'input_type_train',
    value: other,
    advice: `if the net was trained on ${other}; if it was trained on ${typeTrain}, write the samples in that order`,
  };
  return [['channels-swapped', { swap: true }, prior, why, cure]];
}

function layoutDrafts({ layoutTrain }: GivenInput, { lie }: SampleFacts): Draft[] {
  if (lie === undefined) return [];
  const off = layoutTrain === 'NCHW' ? lie : -lie;
  if (off < SURE_OF_LAYOUT) return [];
  const other = layoutTrain === 'NCHW' ? 'NHWC' : 'NCHW';
  const why = [`the samples are smooth as ${other}, and rough as ${layoutTrain}`];
  const cure = {
    key: 'input_layout_train',
    value: other,
    advice: `if the model takes ${other}; otherwise write the samples as ${layoutTrain}`,
  };
  return [['layout-mixed-up', { turn: true }, 6, why, cure]];
}

function orderOf({ typeTrain }: GivenInput): ChannelOrder {
  return typeTrain === 'rgb' || typeTrain === 'bgr' ? typeTrain : 'none';
}

function scaleCure(scale: readonly number[], norm?: string): Cure {
  return { key: 'scale_value', value: list(scale), ...(norm ? { advice: `with norm_type: '${norm}'` } : {}) };
}

function meanCure(mean: readonly number[], norm?: string): Cure {
  return { key: 'mean_value', value: list(mean), ...(norm ? { advice: `with norm_type: '${norm}'` } : {}) };
}

function normCure(value: string): Cure {
  return { key: 'norm_type', value, advice: 'or write the samples as pixels 0..255' };
}

/** As a recipe writes it. */
function list(values: readonly number[]): string {
  return values.map((value) => String(Number(value.toPrecision(7)))).join(' ');
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
