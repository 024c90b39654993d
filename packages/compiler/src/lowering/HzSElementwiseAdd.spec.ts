import { lowerHzSElementwiseAdd } from './HzSElementwiseAdd';
import { lowered } from './lowered.fixture';

describe('lowerHzSElementwiseAdd', () => {
  it('reads its multipliers', () => {
    expect(
      lowered(
        lowerHzSElementwiseAdd,
        `
      input a: int8[2x3]
      input b: int8[3]
      const ma: float32[] = [0.5]
      const mb: float32[] = [0.25]
      n: y = HzSElementwiseAdd(a, b, ma, mb) {low: 0, high: 6}
      output y
    `,
      ),
    ).toEqual([{ kind: 'eltwise', fn: 'add', a: 'a', b: 'b', y: 'y', ma: 0.5, mb: 0.25, low: 0, high: 6 }]);
  });
});
