import { parseExpression } from './expression';
import type { MarchFacts, OperatorFact, RuleFact } from './read-facts';
import { draftsOf, generalDrafts } from './rule-draft';

function row(op: string, rules: readonly RuleFact[], more: object = {}): OperatorFact {
  return {
    op,
    class: 'bpu',
    default_device: 'bpu',
    bpu: { supported: true, mechanism: 'native', rules: [...rules], ...more },
  };
}

function facts(...operators: OperatorFact[]): MarchFacts {
  return {
    schema: 1,
    march: 'bernoulli2',
    counts: {},
    int16_supported: true,
    general: { bpu_rules: [{ id: 'rank4', expr: 'ranksDeclaredByOp || rank === 4', reason: 'r' }] },
    operators,
  };
}

const drafts = (one: OperatorFact, ...others: OperatorFact[]) => draftsOf(one, facts(one, ...others));
const rule = (id: string, more: Partial<RuleFact>): RuleFact => ({ id, reason: 'r', ...more });

describe('draftsOf', () => {
  it.each([
    [{ var: 'n', range: [1, 4] as [number, number] }, 'within(n, 1, 4)'],
    [{ var: 'n', max: 4 }, 'n <= 4'],
    [{ var: 'n', min: 4 }, 'n >= 4'],
    [{ var: 'attr.blocksize', eq: 2 }, 'attr.blocksize === 2'],
    [{ var: 'attr.mode', in: ['a', 'b'] }, "attr.mode === 'a' || attr.mode === 'b'"],
    [{ expr: 'allChannels.every(x => x <= 4)' }, 'all_channels.every(x => x <= 4)'],
  ])('reads the test %j', (test, expected) =>
    expect(drafts(row('Slice', [rule('id', test)]))).toEqual([
      { id: 'id', allows: parseExpression(expected), reason: 'r' },
    ]),
  );

  it('makes one rule of a pair along both axes', () => {
    const pair = [rule('kernel_h', { var: 'kernel_h', max: 7 }), rule('kernel_w', { var: 'kernel_w', max: 7 })];
    expect(drafts(row('MaxPool', pair))).toEqual([
      { id: 'kernel', allows: parseExpression('kernel_h <= 7 && kernel_w <= 7'), reason: 'r' },
    ]);
    expect(drafts(row('MaxPool', [pair[0], { ...pair[1], reason: 'other' }])).map(({ id }) => id)).toEqual([
      'kernel_h',
      'kernel_w',
    ]);
  });

  it('leaves out what cannot be broken', () => {
    expect(
      drafts(
        row('Conv', [rule('rank4', { var: 'rank', eq: 4 }), rule('deep', { when: 'rank === 5', expr: 'n === 1' })]),
      ),
    ).toEqual([]);
    expect(drafts(row('Resize', [rule('roi_const', { expr: 'n === 1' })]))).toEqual([]);
    expect(drafts(row('Pow', [rule('rank4', { var: 'rank', eq: 4 })]))).toHaveLength(1);
  });

  it('has a row speak of itself where its words were taken over from another one', () => {
    const reason = 'both Mul inputs must be 4-D, MatMul or Mul';
    const told = (op: string) => drafts(row(op, [rule('id', { expr: 'n === 1', reason })])).map((each) => each.reason);
    expect(told('Div')).toEqual(['both Div inputs must be 4-D, MatMul or Div']);
    expect(told('Sub')).toEqual([reason]);
  });

  it('adds the rules of the row it refers to, and its own ranks', () => {
    const mul = row('Mul', [rule('one', { expr: 'n === 1' })]);
    expect(
      drafts(row('Div', [rule('two', { expr: 'c === 1' })], { same_as: 'Mul', ranks: [1, 3] }), mul).map(
        ({ id, reason }) => [id, reason],
      ),
    ).toEqual([
      ['ranks', '{op} rank {max_rank} is not in 1..3'],
      ['one', 'r'],
      ['two', 'r'],
    ]);
    expect(() => drafts(row('Div', [], { same_as: 'Nothing' }))).toThrow('Nothing has no row');
  });

  it('guards the rules of a fully connected layer, and those they take the place of', () => {
    const conv = row('Conv', [rule('channels_plain', { expr: 'c <= 4' })]);
    const gemm = row('Gemm', [rule('channels', { when: 'h > 1', expr: 'c <= 8' })], {
      mechanism: 'as_conv',
      same_as: 'Conv',
    });
    expect(drafts(conv)[0].when).toEqual(parseExpression('!fully_connected'));
    expect(drafts(gemm, conv)).toEqual([
      {
        id: 'channels',
        when: parseExpression('fully_connected && h > 1'),
        allows: parseExpression('c <= 8'),
        reason: 'r',
      },
    ]);
  });

  it('gives none for what the BPU does not have, and refuses a rule that tests nothing', () => {
    expect(drafts({ op: 'Xor', class: 'cpu', default_device: 'cpu', bpu: { supported: false, reason: 'r' } })).toEqual(
      [],
    );
    expect(() => drafts(row('Slice', [rule('id', {})]))).toThrow('rule id tests nothing');
    expect(() => drafts(row('Slice', [rule('id', { var: 'n' })]))).toThrow('rule id tests nothing');
  });
});

describe('generalDrafts', () => {
  it('puts the list of ops with ranks of their own in place', () => {
    expect(generalDrafts(facts())[0].allows).toEqual(parseExpression('RANKED_OPS.includes(op) || rank === 4'));
  });
});
