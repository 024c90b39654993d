import * as fc from 'fast-check';
import { float32, int8, perTensor, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Transpose } from './Transpose';

describe('Transpose', () => {
  it('puts dimension perm[i] at i', () => {
    expect(Transpose.eval([float32([2, 3], [1, 2, 3, 4, 5, 6])], { perm: [1, 0] })).toEqual([
      float32([3, 2], [1, 4, 2, 5, 3, 6]),
    ]);
    expect(Transpose.eval([int8([1, 2, 1, 3], [1, 2, 3, 4, 5, 6])], { perm: [0, 2, 3, 1] })).toEqual([
      int8([1, 1, 3, 2], [1, 4, 2, 5, 3, 6]),
    ]);
    expect(Transpose.eval([float32([], [7])], { perm: [] })).toEqual([float32([], [7])]);
    expect(Transpose.eval([float32([0, 2], [])], { perm: [1, 0] })).toEqual([float32([2, 0], [])]);
  });

  it('is undone by the inverse permutation', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (perm) => {
        const x = int8(
          [2, 3, 1, 4],
          Array.from({ length: 24 }, (_, i) => 7 * i - 80),
        );
        const inverse = perm.map((_, i) => perm.indexOf(i));
        expect(Transpose.eval(Transpose.eval([x], { perm }), { perm: inverse })).toEqual([x]);
      }),
    );
  });

  it('renames the layout with the dimensions', () => {
    const nchw = tensorType('int8', [1, 3, 4, 5], 'NCHW', perTensor(2));
    const [nhwc] = Transpose.infer([nchw], { perm: [0, 2, 3, 1] });
    expect(nhwc).toEqual(tensorType('int8', [1, 4, 5, 3], 'NHWC', perTensor(2)));
    expect(Transpose.infer([nhwc], { perm: [0, 3, 1, 2] })).toEqual([nchw]);
    expect(Transpose.infer([nchw], { perm: [3, 2, 1, 0] })[0].layout).toBe('none');
    expect(Transpose.infer([tensorType('float32', [2, 3])], { perm: [1, 0] })[0].layout).toBe('none');
  });

  it('refuses what is no permutation of the dimensions', () => {
    expect(() => Transpose.parseAttrs({ perm: [0, 0] })).toThrow(/every axis/);
    expect(() => Transpose.parseAttrs({ perm: [1, 2] })).toThrow(/every axis/);
    expect(() => Transpose.infer([tensorType('float32', [2])], { perm: [1, 0] })).toThrow(RangeError);
  });

  it('is a transpose of the integers', () => {
    const site = new SiteRecorder(Transpose, { perm: [1, 0] }, [{ x: float32([1, 2], [1, -64]), scale: 0.5 }], [0.5]);
    expect(site.run()).toEqual([int8([2, 1], [2, -128])]);
    expect(site.emitted.map((node) => node.op)).toEqual([Transpose]);
  });
});
