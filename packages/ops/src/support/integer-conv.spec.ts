import { tensorType } from '@openbpu/tensor';
import { expectConvOperands, inferIntegerConv } from './integer-conv';

const a = { kernel: [3, 3], strides: [2, 2], dilations: [1, 1], pads: [1, 1, 1, 1], group: 2 } as const;
const x = tensorType('int8', [1, 4, 8, 8], 'NCHW');
const w = tensorType('int8', [6, 2, 3, 3]);
const bias = tensorType('int32', [6]);
const multiplier = tensorType('float32', [6]);

describe('inferIntegerConv', () => {
  it('gives int8 with a multiplier and int32 without', () => {
    expect(inferIntegerConv(x, w, bias, multiplier, a)).toEqual(tensorType('int8', [1, 6, 4, 4], 'NCHW'));
    expect(inferIntegerConv(x, w, bias, undefined, a)).toEqual(tensorType('int32', [1, 6, 4, 4], 'NCHW'));
  });

  it('says what does not fit', () => {
    expect(() => inferIntegerConv(undefined, w, bias, multiplier, a)).toThrow(/the input must have 4 dimensions/);
    expect(() => inferIntegerConv({ ...x, dtype: 'float32' }, w, bias, multiplier, a)).toThrow(
      /int8 and int8, not float32/,
    );
    expect(() => inferIntegerConv(x, w, bias, multiplier, { ...a, group: 4 })).toThrow(/group 4/);
    expect(() => inferIntegerConv(x, tensorType('int8', [5, 2, 3, 3]), bias, multiplier, a)).toThrow(/group 2/);
    expect(() => inferIntegerConv(x, w, bias, multiplier, { ...a, kernel: [1, 3] })).toThrow(/kernel 1x3/);
    expect(() => inferIntegerConv(x, w, undefined, multiplier, a)).toThrow(/has a bias/);
    expect(() => inferIntegerConv(x, w, tensorType('int32', [6, 1]), multiplier, a)).toThrow(/the bias/);
    expect(() => inferIntegerConv(x, w, bias, tensorType('float32', [1]), a)).toThrow(/the multiplier/);
  });

  it('knows wide weights', () => {
    expect(expectConvOperands(x, { ...w, dtype: 'int16' }, bias, multiplier, a, 'int16')).toBe(6);
    expect(() => expectConvOperands(x, w, bias, multiplier, a, 'int16')).toThrow(/int8 and int16/);
  });
});
