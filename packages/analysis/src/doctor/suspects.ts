import { byteDrafts } from './byte-suspects';
import { isUnitScale } from './conventions';
import { type Draft, type SampleFacts, normCure, short } from './draft';
import { type GivenInput, asGiven } from './feeding';
import type { Cure, Suspect } from './mistake';
import type { SampleRange } from './sample-range';

/** How far the smoothness must lean before the layout is suspected. */
const SURE_OF_LAYOUT = 0.15;

/** At most so much of the evidence comes from colours alone: some sets of pictures are blue. */
const MOST_OF_COLOURS = 2.9;

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
  // Colours of photographs rule out samples in another order; on which order the net was trained they say nothing.
  const prior = Math.min(Math.max(-lean, 0), MOST_OF_COLOURS);
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
