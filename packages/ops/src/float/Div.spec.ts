import { float32 } from '@openbpu/tensor';
import { Div } from './Div';

describe('Div', () => {
  it('divides, broadcasting either side', () => {
    expect(Div.eval([float32([2, 1], [6, 1]), float32([2], [2, 3])], {})).toEqual([
      float32([2, 2], [3, 2, 0.5, 1 / 3]),
    ]);
    expect(Div.eval([float32([], [1]), float32([2], [4, -8])], {})).toEqual([float32([2], [0.25, -0.125])]);
  });

  it('follows IEEE at zero and infinity', () => {
    expect(Div.eval([float32([5], [1, -1, 0, Infinity, 1]), float32([5], [0, 0, 0, Infinity, -Infinity])], {})).toEqual(
      [float32([5], [Infinity, -Infinity, NaN, NaN, -0])],
    );
  });

  it('has no integer form', () => {
    expect(Div.integer).toBeUndefined();
  });
});
