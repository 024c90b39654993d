import type { Constraint } from '@openbpu/core';
import { verdictsOn } from './verdicts-on';

const CONSTRAINTS: readonly Constraint[] = [
  {
    id: 'm/general/outputs',
    sentence: 'one output',
    appliesTo: 'every-op',
    check: (node) => node.outputs.length === 1 || 'several',
  },
  { id: 'm/Neg/never', sentence: 'never', appliesTo: ['Neg'], check: (node) => `${node.id} is refused` },
];
const TEXT = 'input x: float32[2]\na: b = Neg(x)\nc: d = Abs(b)\noutput d';

describe('verdictsOn', () => {
  it('asks the rules that speak of the node', () => {
    expect(verdictsOn(CONSTRAINTS, TEXT)).toEqual({ kept: ['m/general/outputs'], broken: {} });
    expect(verdictsOn(CONSTRAINTS, TEXT, 'a')).toEqual({
      kept: ['m/general/outputs'],
      broken: { 'm/Neg/never': 'a is refused' },
    });
  });

  it('throws for a node that is not there', () => {
    expect(() => verdictsOn(CONSTRAINTS, TEXT, 'z')).toThrow('the text has no node z');
  });
});
