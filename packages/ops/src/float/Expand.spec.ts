import { float32, int8, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Expand } from './Expand';

describe('Expand', () => {
  it('repeats dimensions of 1 and adds leading ones', () => {
    expect(Expand.eval([int8([2, 1], [1, 2])], { shape: [2, 3] })).toEqual([int8([2, 3], [1, 1, 1, 2, 2, 2])]);
    expect(Expand.eval([float32([2], [1, 2])], { shape: [2, 1] })).toEqual([float32([2, 2], [1, 2, 1, 2])]);
    expect(Expand.eval([float32([], [5])], { shape: [3] })).toEqual([float32([3], [5, 5, 5])]);
  });

  it('keeps what is larger than asked', () => {
    expect(Expand.infer([tensorType('float32', [1, 2, 3, 4], 'NCHW')], { shape: [1] })).toEqual([
      tensorType('float32', [1, 2, 3, 4], 'NCHW'),
    ]);
    expect(Expand.infer([tensorType('float32', [3])], { shape: [2, 1, 1, 3] })).toEqual([
      tensorType('float32', [2, 1, 1, 3]),
    ]);
    expect(() => Expand.infer([tensorType('float32', [3])], { shape: [2] })).toThrow(RangeError);
  });

  it('is an expansion of the integers', () => {
    const site = new SiteRecorder(Expand, { shape: [2, 2] }, [{ x: float32([2], [1, -64]), scale: 0.5 }], [0.5]);
    expect(site.run()).toEqual([int8([2, 2], [2, -128, 2, -128])]);
  });
});
