import { int16, int8, perTensor, tensorType } from '@openbpu/tensor';
import { HzPad } from './HzPad';

describe('HzPad', () => {
  it('surrounds an image with an integer', () => {
    const x = int8([1, 1, 2, 2], [1, -128, 127, 4]);
    const attrs = HzPad.parseAttrs({ pads: [0, 0, 1, 0, 0, 0, 0, 1], value: -128 });
    expect(HzPad.eval([x], attrs)).toEqual([int8([1, 1, 3, 3], [-128, -128, -128, 1, -128, -128, 127, 4, -128])]);
    expect(HzPad.eval([int8([1], [5])], HzPad.parseAttrs({ pads: [1, 1] }))).toEqual([int8([3], [0, 5, 0])]);
  });

  it('keeps the scale', () => {
    const x = tensorType('int8', [1, 1, 2, 2], 'NCHW', perTensor(0.5));
    expect(HzPad.infer([x], HzPad.parseAttrs({ pads: [0, 0, 1, 1, 0, 0, 1, 1] }))).toEqual([
      { ...x, shape: [1, 1, 4, 4] },
    ]);
  });

  it('refuses what does not fit', () => {
    const wide = HzPad.parseAttrs({ pads: [1, 0], value: 128 });
    expect(() => HzPad.infer([tensorType('int8', [1])], wide)).toThrow('a border of 128 is no int8');
    expect(HzPad.infer([tensorType('int16', [1])], wide)).toEqual([tensorType('int16', [2])]);
    expect(HzPad.eval([int16([1], [-32768])], wide)).toEqual([int16([2], [128, -32768])]);
    expect(() => HzPad.infer([tensorType('int16', [1])], { pads: [1, 0], value: 32768 })).toThrow(RangeError);
    expect(() => HzPad.parseAttrs({ pads: [0, 0], value: 0.5 })).toThrow(/value/);
    expect(() => HzPad.infer([tensorType('float32', [1])], HzPad.parseAttrs({ pads: [0, 0] }))).toThrow(TypeError);
    expect(() => HzPad.infer([tensorType('int8', [1])], HzPad.parseAttrs({ pads: [0, 0, 0, 0] }))).toThrow(RangeError);
  });
});
