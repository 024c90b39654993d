import { HzLut, Identity } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { lowered } from './lowered.fixture';

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
