import { lowerHzSElementwiseSub } from './HzSElementwiseSub';
import { lowered } from './lowered.fixture';

describe('lowerHzSElementwiseSub', () => {
  it('reads its multipliers', () => {
    expect(
      lowered(
        lowerHzSElementwiseSub,
        `
      input a: int8[2x3]
      input b: int8[3]
      const ma: float32[] = [0.5]
      const mb: float32[] = [0.25]
      n: y = HzSElementwiseSub(a, b, ma, mb) {low: 0, high: 6}
      output y
    `,
      ),
    ).toEqual([{ kind: 'eltwise', fn: 'sub', a: 'a', b: 'b', y: 'y', ma: 0.5, mb: 0.25, low: 0, high: 6 }]);
  });
});
