import { int8, perTensor, tensorType } from '@openbpu/tensor';
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
    expect(() => HzPad.parseAttrs({ pads: [0, 0], value: 128 })).toThrow(/value/);
    expect(() => HzPad.parseAttrs({ pads: [0, 0], value: 0.5 })).toThrow(/value/);
    expect(() => HzPad.infer([tensorType('float32', [1])], HzPad.parseAttrs({ pads: [0, 0] }))).toThrow(TypeError);
    expect(() => HzPad.infer([tensorType('int8', [1])], HzPad.parseAttrs({ pads: [0, 0, 0, 0] }))).toThrow(RangeError);
  });
});
