import { nodeOf } from './facts.fixture';
import { type Rule, constraintsOf } from './rules';

const RULE: Rule = {
  id: 'height',
  sentence: 'height is at most 4',
  hint: 'cut the image',
  when: (f) => f.rank === 4,
  allows: (f) => f.h <= 4,
  reason: (f) => `${f.op} height ${f.h} exceeds 4`,
};
const [sigmoid] = constraintsOf('m', ['Sigmoid', 'Relu'], [RULE]);
const check = (shape: string) => {
  const { node, graph } = nodeOf(`input x: float32[${shape}]\nn: y = Sigmoid(x)\noutput y`);
  return sigmoid.check(node, graph);
};

describe('constraintsOf', () => {
  it('makes one constraint for each row and rule', () => {
    expect(constraintsOf('m', ['Sigmoid', 'Relu'], [RULE]).map(({ id, appliesTo }) => [id, appliesTo])).toEqual([
      ['m/Sigmoid/height', ['Sigmoid', 'Swish']],
      ['m/Relu/height', ['Relu']],
    ]);
    expect(constraintsOf('m', 'every-op', [RULE]).map(({ id, appliesTo }) => [id, appliesTo])).toEqual([
      ['m/general/height', 'every-op'],
    ]);
  });

  it('carries the sentence and the hint', () => {
    expect(sigmoid).toMatchObject({ sentence: RULE.sentence, hint: RULE.hint });
  });

  it('allows, refuses with the value, and is silent where its guard is false', () => {
    expect(check('1x2x4x4')).toBe(true);
    expect(check('1x2x5x4')).toBe('Sigmoid height 5 exceeds 4');
    expect(check('1x2x5')).toBe(true);
  });
});
