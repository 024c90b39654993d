import { POINTWISE } from './pointwise';
import { windowOutput } from './window';

describe('POINTWISE', () => {
  it('leaves height and width as they are', () => {
    expect(windowOutput(7, 5, POINTWISE)).toEqual([7, 5]);
    expect(windowOutput(1, 1, POINTWISE)).toEqual([1, 1]);
    expect(POINTWISE.group).toBe(1);
  });
});
