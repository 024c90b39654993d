import { pictureInput } from './doctor.fixture';
import type { SampleFacts } from './draft';
import type { GivenInput } from './feeding';
import type { RangeKind } from './sample-range';
import { suspects } from './suspects';

const RANGES: Readonly<Record<RangeKind, readonly [number, number]>> = {
  bytes: [0, 255],
  unit: [0, 1],
  centred: [-120, 130],
  normalised: [-2, 2.5],
  scaled: [0, 2],
  constant: [3, 3],
  other: [-1e4, 1e4],
};
const facts = (kind: RangeKind, more: Partial<SampleFacts> = {}): SampleFacts => {
  const [low, high] = RANGES[kind];
  return { range: { low, high, kind }, ...more };
};
const MEAN = [123.675, 116.28, 103.53];
const SCALE = [1 / 58.395, 1 / 57.12, 1 / 57.375];
const IMAGENET = { mean: MEAN, scale: SCALE };

/** What is suspected with its prior, by mistake; the colours, which always may be wrong, aside. */
const found = (more: Partial<GivenInput>, kind: RangeKind, others: Partial<SampleFacts> = {}) =>
  suspects(pictureInput(more), facts(kind, others))
    .filter(({ mistake }) => mistake !== 'channels-swapped')
    .map(({ mistake, prior }) => `${mistake} ${prior}`);
const only = (more: Partial<GivenInput>, kind: RangeKind, mistake: string) => {
  const all = suspects(pictureInput(more), facts(kind)).filter((each) => each.mistake === mistake);
  expect(all).toHaveLength(1);
  return all[0];
};
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6) as number);

describe('of pixels', () => {
  it.each([
    ['nothing where the recipe is that of a publisher', IMAGENET, []],
    ['nothing of one mean and scale', { mean: [127.5], scale: [1 / 128] }, []],
    ['nothing of 0..1', { scale: [1 / 255] }, []],
    ['a little of a net that takes pixels', {}, ['div255-missing 0']],
    ['less of one that takes any numbers', { typeTrain: 'featuremap' as const }, ['div255-missing -0.5']],
    ['means of 0..1', { mean: [0.485, 0.456, 0.406], scale: [4.4, 4.5, 4.4] }, ['div255-missing 4']],
    ['means of 0..1 without a scale', { mean: [0.5] }, ['div255-missing 4']],
    ['means and deviations of 0..1', { mean: [0.5], scale: [0.25] }, ['div255-missing 4', 'std-as-scale 4.5']],
    ['deviations', { mean: MEAN, scale: [58.395, 57.12, 57.375] }, ['std-as-scale 4.5']],
    ['deviations alone', { scale: [128] }, ['std-as-scale 4.5']],
    ['nothing of a scale a little above 1', { mean: [127.5], scale: [1.5] }, []],
    ['a scale that is missing', { mean: MEAN }, ['scale-missing 4']],
    ['hardly one beside the means of a Caffe net', { mean: [104, 117, 123] }, ['scale-missing -1.5']],
    ['a mean that is missing', { scale: SCALE }, ['mean-missing 3']],
    ['no mean beside an odd scale', { scale: [0.1] }, []],
    ['a scale that leaves nothing', { mean: MEAN, scale: [1 / 58 / 255] }, ['div255-twice 1']],
    ['a scale squared', { mean: [127.5], scale: [1 / 127.5 ** 2] }, ['div255-twice 1', 'scale-twice 1.5']],
    ['a mean twice as large', { mean: [255], scale: [1 / 127.5] }, ['mean-twice 3.5']],
    ['means of 0, which are none', { mean: [0, 0, 0], scale: [1 / 255] }, []],
  ])('%s', (_, recipe, wanted) => {
    expect(found(recipe, 'bytes')).toEqual(wanted);
  });

  it('says how each is undone, and in which line', () => {
    expect(only({ mean: [0.5], scale: [2] }, 'bytes', 'div255-missing')).toMatchObject({
      undone: { mean: [127.5], scale: close([2 / 255]) },
      cure: { key: 'mean_value', value: '127.5', advice: "and scale_value: '0.007843137'" },
      why: ['the mean 0.5 is one of values 0..1, and the samples go up to 255'],
    });
    expect(only({ mean: [0.5], scale: [0.25] }, 'bytes', 'std-as-scale')).toMatchObject({
      undone: { mean: [127.5], scale: close([4 / 255]) },
      cure: { key: 'scale_value', value: '0.01568627', advice: "and mean_value: '127.5'" },
    });
    expect(only({ mean: MEAN, scale: [50, 40, 80] }, 'bytes', 'std-as-scale')).toMatchObject({
      undone: { mean: MEAN, scale: [0.02, 0.025, 0.0125] },
      cure: { key: 'scale_value', value: '0.02 0.025 0.0125' },
      why: ['the net is fed with values up to 20400'],
    });
    expect(only({ mean: MEAN }, 'bytes', 'scale-missing')).toMatchObject({
      undone: { mean: MEAN, scale: SCALE },
      cure: {
        key: 'scale_value',
        value: '0.01712475 0.017507 0.01742919',
        advice: "with norm_type: 'data_mean_and_scale'",
      },
      why: ['the mean 123.675 116.28 103.53 goes with the scale 0.01712475 0.017507 0.01742919'],
    });
    expect(only({ mean: [104, 117, 123] }, 'bytes', 'scale-missing')).toMatchObject({
      why: [],
      undone: { scale: [1 / 58] },
    });
    expect(only({ scale: SCALE }, 'bytes', 'mean-missing')).toMatchObject({
      undone: { mean: MEAN, scale: SCALE },
      cure: { key: 'mean_value', value: '123.675 116.28 103.53' },
    });
    expect(only({ typeTrain: 'bgr', scale: [...SCALE].reverse() }, 'bytes', 'mean-missing').cure.value).toBe(
      '103.53 116.28 123.675',
    );
    expect(only({ mean: MEAN, scale: [1e-4] }, 'bytes', 'div255-twice')).toMatchObject({
      undone: { mean: MEAN, scale: close([0.0255]) },
      cure: { key: 'scale_value', value: '0.0255' },
    });
    expect(only({ mean: [127.5], scale: [1 / 127.5 ** 2] }, 'bytes', 'scale-twice').undone!.scale).toEqual(
      close([1 / 127.5]),
    );
    expect(only({ mean: [255], scale: [1 / 128] }, 'bytes', 'mean-twice')).toMatchObject({
      undone: { mean: [127.5] },
      cure: { key: 'mean_value', value: '127.5' },
    });
    expect(only({}, 'bytes', 'div255-missing')).toMatchObject({
      undone: { swap: false, turn: false, factor: 1, scale: [1 / 255] },
      cure: { key: 'scale_value', value: '0.003921569', advice: "with norm_type: 'data_scale'" },
      why: [],
    });
  });
});

describe('of samples that were prepared', () => {
  it.each([
    ['unit', IMAGENET, ['mul255-missing 4', 'div255-twice 3.9']],
    ['unit', { scale: [1 / 255] }, ['mul255-missing 4', 'div255-twice 4.1', 'scale-twice 3.8']],
    ['unit', {}, ['mul255-missing 4']],
    ['centred', { mean: [127.5], scale: [1 / 128] }, ['mean-twice 4']],
    ['centred', {}, ['mean-twice 3']],
    ['normalised', IMAGENET, ['mean-and-scale-twice 4']],
    ['normalised', {}, []],
    ['scaled', { mean: [127.5], scale: [1 / 128] }, ['scale-twice 4.2']],
    ['scaled', { scale: [1 / 255] }, []],
    ['scaled', { mean: [127.5] }, []],
  ] as const)('%s by %j', (kind, recipe, wanted) => {
    expect(found(recipe, kind)).toEqual(wanted);
  });

  it('says how each is undone', () => {
    expect(only(IMAGENET, 'unit', 'mul255-missing')).toMatchObject({
      undone: { factor: 255, ...IMAGENET },
      why: ['the samples hold 0..1 where pixels are 0..255'],
      cure: { key: 'cal_data_dir' },
    });
    const { undone, cure } = only({ mean: [127.5], scale: [1 / 128] }, 'centred', 'mean-twice');
    expect([undone!.mean, undone!.scale, cure.value]).toEqual([undefined, [1 / 128], 'data_scale']);
    expect(only({ mean: [127.5] }, 'centred', 'mean-twice').cure.value).toBe('no_preprocess');
    expect(only({}, 'centred', 'mean-twice').undone!.mean).toEqual([-120]);
    const both = only(IMAGENET, 'normalised', 'mean-and-scale-twice');
    expect([both.undone!.mean, both.undone!.scale, both.cure.value]).toEqual([undefined, undefined, 'no_preprocess']);
    const scaled = only({ mean: [128, 64, 32], scale: [1 / 128] }, 'scaled', 'scale-twice');
    expect([scaled.undone!.mean, scaled.undone!.scale]).toEqual([[1, 0.5, 0.25], undefined]);
    expect(scaled.cure.advice).toContain("norm_type: 'data_mean'");
    expect(only({ scale: [1 / 255] }, 'unit', 'scale-twice').cure.advice).toContain("norm_type: 'no_preprocess'");
    expect(scaled.why).toEqual(['the samples hold 0..2 where pixels are 0..255, and 2 divided by the scale is 256']);
  });

  it('is none of samples that are no pictures, of one value, or of any numbers', () => {
    for (const kind of ['unit', 'centred', 'normalised', 'scaled'] as const)
      expect(suspects(pictureInput({ typeTrain: 'featuremap', ...IMAGENET }), facts(kind))).toEqual([]);
    for (const kind of ['constant', 'other'] as const)
      expect(suspects(pictureInput(IMAGENET), facts(kind, { lie: 9, lean: -9 }))).toEqual([]);
  });
});

describe('of colours', () => {
  const colours = (lean: number | undefined, typeTrain: 'rgb' | 'bgr' = 'rgb') =>
    suspects(pictureInput({ typeTrain, ...IMAGENET }), facts('bytes', lean === undefined ? {} : { lean })).find(
      ({ mistake }) => mistake === 'channels-swapped',
    )!;

  it.each([
    [undefined, 0],
    [0.5, 0],
    [2, 0],
    [-2, 2],
    [9, 0],
    [-9, 2.9],
  ])('a lean of %d is a prior of %d', (lean, prior) => {
    expect(colours(lean).prior).toBeCloseTo(prior, 10);
  });

  it('names the other order, and says why where they lean', () => {
    expect(colours(-2)).toMatchObject({
      undone: { swap: true, turn: false, ...IMAGENET },
      why: ['as rgb their colours are not those of photographs (by 2 standard errors)'],
      cure: { key: 'input_type_train', value: 'bgr' },
    });
    expect(colours(-2, 'bgr').cure.value).toBe('rgb');
    expect(colours(-1).why).toEqual([]);
  });

  it('is nothing of grey', () => {
    expect(suspects(pictureInput({ typeTrain: 'gray', ...IMAGENET }), facts('bytes', { lean: -5 }))).toEqual([]);
  });
});

describe('of the layout', () => {
  const layout = (layoutTrain: 'NCHW' | 'NHWC', lie: number) => found({ layoutTrain, ...IMAGENET }, 'bytes', { lie });

  it('is suspected where the samples are smoother the other way', () => {
    expect(layout('NCHW', 0.16)).toEqual(['layout-mixed-up 6']);
    expect(layout('NHWC', -0.16)).toEqual(['layout-mixed-up 6']);
    for (const [stated, lie] of [
      ['NCHW', 0.14],
      ['NCHW', -2],
      ['NHWC', -0.14],
      ['NHWC', 2],
    ] as const)
      expect(layout(stated, lie)).toEqual([]);
  });

  it('names the other one', () => {
    const [, found] = suspects(pictureInput(IMAGENET), facts('bytes', { lie: 1 }));
    expect(found).toMatchObject({ undone: { turn: true }, cure: { key: 'input_layout_train', value: 'NHWC' } });
    const [, turned] = suspects(pictureInput({ layoutTrain: 'NHWC', ...IMAGENET }), facts('unit', { lie: -1 })).slice(
      -2,
    );
    expect(turned.cure.value).toBe('NCHW');
  });
});
