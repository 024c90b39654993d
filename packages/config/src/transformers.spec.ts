import { TRANSFORMER_NAMES, transformerName, transformers } from './transformers';

const read = (text: string) => {
  const result = transformers.read(text);
  return 'problem' in result ? `${result.problem} | ${result.hint}` : result.value;
};

it('reads the walk-through, with the names of the guide and without', () => {
  const steps = [
    { kind: 'ShortSideResize', shortSide: 256, interpolation: 'INTER_LINEAR' },
    { kind: 'CenterCrop', height: 224, width: 224 },
    { kind: 'Layout', to: 'CHW' },
    { kind: 'Colour', from: 'bgr', to: 'rgb' },
  ];
  expect(read('ShortSideResize(short_size=256); CenterCrop(crop_size=224); HWC2CHW; BGR2RGB')).toEqual(steps);
  expect(
    read('ShortSideResizeTransformer(256);CenterCropTransformer( crop_size = 224 );hwc2chwTransformer();bgr2rgb();'),
  ).toEqual(steps);
});

it.each([
  ['Resize(224x320)', { kind: 'Resize', height: 224, width: 320, mode: 'skimage', interpolation: 'INTER_LINEAR' }],
  [
    "Resize((224, 320), mode='opencv', interpolation=INTER_CUBIC)",
    { kind: 'Resize', height: 224, width: 320, mode: 'opencv', interpolation: 'INTER_CUBIC' },
  ],
  ['PadResize(target_size=640)', { kind: 'PadResize', height: 640, width: 640, padValue: 127, position: 'boundary' }],
  [
    'PadResize(640, 114, bottom_right)',
    { kind: 'PadResize', height: 640, width: 640, padValue: 114, position: 'bottom_right' },
  ],
  ['PadResize([8, 9], pad_value=0)', { kind: 'PadResize', height: 8, width: 9, padValue: 0, position: 'boundary' }],
  ['Mean(means=[103.9, 116, -1e2])', { kind: 'Mean', values: [103.9, 116, -100] }],
  ['Mean(means=103.9 116 123)', { kind: 'Mean', values: [103.9, 116, 123] }],
  ['Scale(255)', { kind: 'Scale', values: [255] }],
  ['RGB2GRAY', { kind: 'Colour', from: 'rgb', to: 'gray' }],
  ['BGR2YUV444', { kind: 'Colour', from: 'bgr', to: 'yuv444' }],
  ['CHW2HWC', { kind: 'Layout', to: 'HWC' }],
])('%s', (text, step) => expect(read(text)).toEqual([step]));

it.each([
  ['CentreCrop(224)', /no transformer 'CentreCrop' \| did you mean 'CenterCrop'/],
  ['Frobnicate', /no transformer 'Frobnicate' \| the transformers are ShortSideResize, Resize/],
  ['CenterCrop', /^CenterCrop needs crop_size \| write CenterCrop\(crop_size=…\)/],
  ['CenterCrop()', /^CenterCrop needs crop_size/],
  ['CenterCrop(crop_size=0)', /^crop_size of CenterCrop: '0' is no size \| write it like 224/],
  ['CenterCrop(1x2x3)', /is no size/],
  ['CenterCrop(16385)', /is no size/],
  ['CenterCrop(size=2)', /^CenterCrop has no parameter 'size' \| its parameters are crop_size$/],
  ['CenterCrop(2, 3)', /^CenterCrop has no parameter '3'/],
  ['CenterCrop(2, crop_size=3)', /^CenterCrop has crop_size twice/],
  ['HWC2CHW(data_format=CHW)', /no parameter 'data_format' \| write HWC2CHW alone/],
  ['CenterCrop(224', /'CenterCrop\(224' is no transformer/],
  ['HWC2CHW;;RGB2BGR', /an entry between ';' is empty/],
  ['', /an entry between ';' is empty/],
  ['ShortSideResize(2.5)', /short_size of ShortSideResize: '2.5' is not a whole number/],
  ['Resize(8, mode=open)', /mode of Resize: 'open' is none of opencv, skimage/],
  ['PadResize(8, pad_value=256)', /pad_value of PadResize: '256' is not a number from 0 to 255/],
  ['Scale(0)', /scale_value of Scale: a scale of 0 leaves nothing/],
  ['Scale([1, 1e-60, 1])', /a scale of 0 leaves nothing/],
  ['Mean(a)', /means of Mean: 'a' is not a number/],
])('%s is refused', (text, problem) => expect(read(text)).toMatch(problem));

it('is no dict', () =>
  expect(transformers.read(new Map())).toEqual({ problem: 'expected transformers separated by ;, found a dict' }));

it('gives a step the name that it is written with', () => {
  for (const each of TRANSFORMER_NAMES) {
    const name = each.replace(/\(.*/, '');
    const text = `${name}${each.includes('(') ? '(8)' : ''}`;
    const steps = transformers.read(text);
    if ('problem' in steps) throw new Error(steps.problem);
    expect(transformerName(steps.value[0])).toBe(name);
  }
});
