import type { ReadMode } from '@openbpu/tensor';
import { chainOutcome, range } from './chain-outcome';
import { transformers } from './transformers';

function outcome(readMode: ReadMode, text: string) {
  const steps = text === '' ? { value: [] } : transformers.read(text);
  if ('problem' in steps) throw new Error(steps.problem);
  const found = chainOutcome({ readMode, steps: steps.value });
  return 'problem' in found ? `${found.problem} | ${found.hint}` : found;
}

it('follows a picture', () => {
  expect(outcome('opencv', '')).toEqual({ colour: 'bgr', layout: 'HWC', low: 0, high: 255 });
  expect(outcome('skimage', '')).toEqual({ colour: 'rgb', layout: 'HWC', low: 0, high: 1 });
  expect(outcome('opencv', 'ShortSideResize(256); CenterCrop(224x200); HWC2CHW; BGR2RGB')).toEqual({
    colour: 'rgb',
    layout: 'CHW',
    low: 0,
    high: 255,
    height: 224,
    width: 200,
  });
  expect(outcome('skimage', 'Resize(8x9); Scale(255); RGB2YUV444')).toMatchObject({
    colour: 'yuv444',
    high: 255,
    width: 9,
  });
  expect(outcome('opencv', 'Resize(8); ShortSideResize(9)')).toEqual({
    colour: 'bgr',
    layout: 'HWC',
    low: 0,
    high: 255,
  });
  expect(outcome('opencv', 'PadResize(8x9); BGR2GRAY; Mean(128); Scale(-0.5)')).toEqual({
    colour: 'gray',
    layout: 'HWC',
    low: -63.5,
    high: 64,
    height: 8,
    width: 9,
  });
  for (const size of ['8x16', '16x8', '8x12'])
    expect(outcome('opencv', `Resize(${size === '16x8' ? size : '8x16'}); CenterCrop(${size})`)).toMatchObject({
      height: Number(size.split('x')[0]),
      width: Number(size.split('x')[1]),
    });
  expect(outcome('opencv', 'Mean(10 0 20)')).toMatchObject({ low: -20, high: 255 });
});

it.each<[ReadMode, string, RegExp]>([
  [
    'opencv',
    'RGB2BGR',
    /^RGB2BGR takes rgb, and the picture is bgr there \| take RGB2BGR out: read_mode opencv reads bgr/,
  ],
  ['skimage', 'BGR2GRAY', /^BGR2GRAY takes bgr, .* \| write RGB2GRAY: /],
  [
    'opencv',
    'BGR2GRAY; BGR2RGB',
    /^BGR2RGB takes bgr, and the picture is gray there \| nothing makes rgb of gray: put it before/,
  ],
  ['opencv', 'Resize(8x16); CenterCrop(8x17)', /^CenterCrop cuts 8x17 from 8x16 \(height x width\)/],
  ['opencv', 'Resize(16x8); CenterCrop(17x8)', /^CenterCrop cuts 17x8 from 16x8 \(height x width\)/],
  [
    'opencv',
    'Scale(0.5); Mean(-127.5); BGR2YUV444',
    /takes values of 0 to 255, and the picture holds 127\.5 to 255 there \| put it before Mean and Scale/,
  ],
  [
    'skimage',
    'RGB2YUV444',
    /takes values of 0 to 255, and the picture holds 0 to 1 there \| put Scale\(scale_value=255\) before/,
  ],
  ['opencv', 'Mean(1); BGR2YUV444', /holds -1 to 254 there \| put it before Mean and Scale/],
  ['opencv', 'Scale(2); BGR2YUV444', /holds 0 to 510 there/],
  ['opencv', 'HWC2CHW; HWC2CHW', /^the picture is CHW before HWC2CHW already \| take HWC2CHW out/],
  ['opencv', 'CHW2HWC', /^the picture is HWC before CHW2HWC already/],
  ['skimage', 'PadResize(8)', /^PadResize pads with 127, and the picture holds 0 to 1 there \| put Scale/],
  ['opencv', 'Scale(0.1); PadResize(8)', /holds 0 to 25.5 there \| give it a pad_value of 0 to 25.5/],
  ['opencv', 'Mean(-5); PadResize(8, 0)', /holds 5 to 260 there/],
  ['opencv', 'Resize(8x9); CenterCrop(9x9)', /^CenterCrop cuts 9x9 from 8x9/],
  ['opencv', 'Resize(8x9); CenterCrop(8x10)', /^CenterCrop cuts 8x10 from 8x9/],
  ['opencv', 'Mean(1 2)', /^Mean has 2 values for the 3 of bgr \| write one/],
  ['opencv', 'BGR2GRAY; Scale(1 2 3)', /^Scale has 3 values for the 1 of gray/],
])('%s: %s', (readMode, text, problem) => expect(outcome(readMode, text)).toMatch(problem));

it('says a range with four digits', () => expect(range({ low: -0.123456, high: 255 })).toBe('-0.1235 to 255'));
