import { lowerHzSElementwiseMul } from './HzSElementwiseMul';
import { lowered } from './lowered.fixture';

describe('lowerHzSElementwiseMul', () => {
  it('reads its multiplier', () => {
    expect(
      lowered(
        lowerHzSElementwiseMul,
        `
      input a: int8[2]
      input b: int8[2]
      const m: float32[] = [0.5]
      n: y = HzSElementwiseMul(a, b, m)
      output y
    `,
      ),
    ).toEqual([{ kind: 'eltwise', fn: 'mul', a: 'a', b: 'b', y: 'y', ma: 0.5, mb: 1, low: -128, high: 127 }]);
  });
});
