import { float32, int64, int8, perTensor, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Reshape, reshaped } from './Reshape';

describe('reshaped', () => {
  it.each([
    [[2, 3], [6], [6]],
    [
      [2, 3],
      [3, -1],
      [3, 2],
    ],
    [
      [2, 3, 4],
      [0, -1],
      [2, 12],
    ],
    [
      [2, 3, 4],
      [0, 0, -1],
      [2, 3, 4],
    ],
    [[1], [], []],
    [[], [1, -1], [1, 1]],
    [[0, 3], [-1], [0]],
  ])('of %p by %p', (from, wanted, shape) => {
    expect(reshaped(from, wanted)).toEqual(shape);
  });

  it('refuses other sizes', () => {
    expect(() => reshaped([2, 3], [4])).toThrow('2x3 cannot be reshaped to 4');
    expect(() => reshaped([2, 3], [4, -1])).toThrow(RangeError);
    expect(() => reshaped([2], [2, 0])).toThrow(RangeError);
    expect(() => reshaped([0, 3], [3, 0])).toThrow(RangeError);
  });
});

describe('Reshape', () => {
  it('keeps the elements, of any type', () => {
    expect(Reshape.eval([int64([2, 2], [1, 2, 3, 4])], { shape: [4] })).toEqual([int64([4], [1, 2, 3, 4])]);
    expect(Reshape.eval([float32([2], [NaN, -0])], { shape: [1, -1] })).toEqual([float32([1, 2], [NaN, -0])]);
  });

  it('keeps the scale, and the layout while batch and channels stay', () => {
    const x = tensorType('int8', [1, 6, 2, 2], 'NCHW', perTensor(0.5));
    expect(Reshape.infer([x], { shape: [1, 24] })).toEqual([tensorType('int8', [1, 24], 'none', perTensor(0.5))]);
    expect(Reshape.infer([x], { shape: [0, 0, 4, 1] })).toEqual([
      tensorType('int8', [1, 6, 4, 1], 'NCHW', perTensor(0.5)),
    ]);
    expect(Reshape.infer([x], { shape: [1, 3, 4, 2] })).toEqual([
      tensorType('int8', [1, 3, 4, 2], 'none', perTensor(0.5)),
    ]);
  });

  it('takes one unknown dimension', () => {
    expect(() => Reshape.parseAttrs({ shape: [-1, -1] })).toThrow(/only one/);
    expect(() => Reshape.parseAttrs({ shape: [-2] })).toThrow(TypeError);
    expect(() => Reshape.infer([], { shape: [1] })).toThrow(TypeError);
  });

  it('is a reshape of the integers', () => {
    const site = new SiteRecorder(Reshape, { shape: [2, 1] }, [{ x: float32([2], [1, -64]), scale: 0.5 }], [0.5]);
    expect(site.run()).toEqual([int8([2, 1], [2, -128])]);
    expect(site.emitted.map((node) => node.op)).toEqual([Reshape]);
  });
});
