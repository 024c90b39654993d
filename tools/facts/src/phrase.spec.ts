import { parseExpression } from './expression';
import { phrase } from './phrase';

describe('phrase', () => {
  it.each([
    ['within(kernel_h, 1, 31) && within(kernel_w, 1, 31)', 'kernel height and kernel width are in 1..31'],
    [
      'kernel_h >= 1 && kernel_h <= 14 && kernel_w >= 1 && kernel_w <= 14',
      'kernel height and kernel width are in 1..14',
    ],
    ['c <= 2048 && out_c <= 2048', 'channels and output channels are at most 2048'],
    ['c <= 64', 'channels are at most 64'],
    ['rank === 4', 'rank is 4'],
    ['axis !== 0', 'axis is not 0'],
    ['dilation_h > 1 || dilation_w > 1', 'vertical dilation or horizontal dilation is above 1'],
    [
      'kernel_h * kernel_w > 1 && kernel_h * kernel_w <= 8192',
      'kernel height x kernel width is above 1 and at most 8192',
    ],
    ['pad_top <= (kernel_h - 1) / 2', 'top pad is at most (kernel height - 1) / 2'],
    ['[h,w,c].every(x => x >= 1 && x <= 65536)', 'height, width and channels are in 1..65536'],
    ['pads.every(p => p >= 0 && p <= 255)', 'every pad is in 0..255'],
    ['output_padding.every(p => p === 0 || p === 1)', 'every output pad is 0 or 1'],
    ['dilation_h % stride_h === 0', 'vertical dilation is a multiple of vertical stride'],
    ['isPow2(scale_h) && isPow2(scale_w)', 'vertical scale and horizontal scale are a power of two'],
    ['[2,4].includes(stride_h) && [2,4].includes(stride_w)', 'vertical stride and horizontal stride are 2 or 4'],
    ["attr.mode === undefined || attr.mode === 'DCR' || attr.mode === 'CRD'", 'mode, where given, is DCR or CRD'],
    [
      "attr.mode === 'nearest' && (scale_h > 1 || scale_w > 1)",
      'mode is nearest and vertical scale or horizontal scale is above 1',
    ],
    ['stride_h === 1 && axis === 2 && rank === 4', 'vertical stride is 1, axis is 2, and rank is 4'],
    ['followed_by_residual_add', 'a residual Add follows'],
    ['!(stride_h === 1 && stride_w === 1)', 'the strides are not both 1'],
  ])('%s reads "%s"', (text, expected) => expect(phrase(parseExpression(text))).toBe(expected));

  it.each(['unheard_of <= 4', 'f(x)', '[unheard_of].every(x => x > 1)', 'pads.every(p => p > 1 && f(p))'])(
    'has no words for %s',
    (text) => {
      expect(() => phrase(parseExpression(text))).toThrow('no words');
    },
  );
});
