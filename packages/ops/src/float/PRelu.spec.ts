import { float32, int8, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { PRelu } from './PRelu';

describe('PRelu', () => {
  it('has a slope per channel, or one for all', () => {
    const x = float32([1, 2, 2], [-1, 2, -4, 0]);
    expect(PRelu.eval([x, float32([2], [0.5, -3])], {})).toEqual([float32([1, 2, 2], [-0.5, 2, 12, 0])]);
    expect(PRelu.eval([x, float32([1], [2])], {})).toEqual([float32([1, 2, 2], [-2, 2, -8, 0])]);
    expect(PRelu.eval([float32([3], [NaN, -Infinity, Infinity]), float32([1], [0.5])], {})).toEqual([
      float32([3], [NaN, -Infinity, Infinity]),
    ]);
  });

  it('refuses slopes that do not fit', () => {
    const x = tensorType('float32', [1, 2, 2], 'none');
    expect(PRelu.infer([x, tensorType('float32', [2])], {})).toEqual([x]);
    expect(() => PRelu.infer([x, tensorType('float32', [3])], {})).toThrow('3 slopes do not fit');
    expect(() => PRelu.infer([tensorType('int8', [1, 2]), tensorType('float32', [2])], {})).toThrow(
      'PRelu takes a float32 tensor, not int8',
    );
  });

  it('gives the integers worked out by hand', () => {
    const site = new SiteRecorder(
      PRelu,
      {},
      [{ x: float32([1, 2, 2], [-64, 8, -4, 63.5]), scale: 0.5 }, { constant: float32([2], [0.25, -2]) }],
      [0.25],
    );
    expect(site.run()).toEqual([int8([1, 2, 2], [-64, 32, 32, 127])]);
  });

  it('has no integer form for a computed slope', () => {
    const site = new SiteRecorder(
      PRelu,
      {},
      [
        { x: float32([1, 1], [1]), scale: 1 },
        { x: float32([1], [1]), scale: 1 },
      ],
      [1],
    );
    expect(() => site.run()).toThrow('only where its slope is a constant');
  });
});
