import { HzLut, Identity } from '@openbpu/ops';
import { defineLowering, scalar } from './define-lowering';
import { lowered, quantised } from './lowered.fixture';

describe('defineLowering', () => {
  it('gives the rule the node with its attributes', () => {
    const rule = defineLowering(Identity, ({ inputs: [x], outputs: [y] }) => [
      { kind: 'requant', x, y, multiplier: 1, low: 0, high: 1 },
    ]);
    expect(lowered(rule, 'input x: int8[2]\nn: y = Identity(x)\noutput y')).toEqual([
      { kind: 'requant', x: 'x', y: 'y', multiplier: 1, low: 0, high: 1 },
    ]);
    expect(rule.op).toBe(Identity);
  });

  it('refuses a node of another op', () => {
    expect(() =>
      lowered(
        defineLowering(HzLut, () => []),
        'input x: int8[2]\nn: y = Identity(x)\noutput y',
      ),
    ).toThrow(/HzLut was asked about Identity/);
  });
});

describe('scalar', () => {
  const graph = quantised(`
  input x: int8[1]
  const m: float32[] = [0.25]
  const one: float32[1] = [1]
  const whole: int32[] = [3]
  a: y = HzRequantize(x, m)
  b: z = HzPRelu(y, m, one)
  output z
`);

  it('reads the one float behind a constant', () => {
    expect(scalar(graph, 'm')).toBe(0.25);
  });

  it('refuses what is computed or no float', () => {
    expect(() => scalar(graph, 'x')).toThrow(/no constant/);
    expect(() => scalar(graph, 'whole')).toThrow(TypeError);
  });
});
