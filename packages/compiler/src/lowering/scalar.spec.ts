import { quantised } from './lowered.fixture';
import { scalar } from './scalar';

const graph = quantised(`
  input x: int8[1]
  const m: float32[] = [0.25]
  const one: float32[1] = [1]
  const whole: int32[] = [3]
  a: y = HzRequantize(x, m)
  b: z = HzPRelu(y, m, one)
  output z
`);

describe('scalar', () => {
  it('reads the one float behind a constant', () => {
    expect(scalar(graph, 'm')).toBe(0.25);
  });

  it('refuses what is computed or no float', () => {
    expect(() => scalar(graph, 'x')).toThrow(/no constant/);
    expect(() => scalar(graph, 'whole')).toThrow(TypeError);
  });
});
