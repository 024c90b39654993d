import { constraintFile } from './constraint-file';
import { parseExpression } from './expression';

describe('constraintFile', () => {
  it('writes a module', () => {
    const text = constraintFile({
      march: 'm',
      name: 'Concat',
      rows: ['Concat'],
      drafts: [
        { id: 'axis', allows: parseExpression('axis !== 0'), reason: 'no' },
        { id: 'pow', when: parseExpression('rank === 4'), allows: parseExpression('isPow2(n)'), reason: 'batch {n}' },
      ],
    });
    expect(text.split('\n').slice(1)).toEqual([
      "import { type Constraint, constraintsOf, isPow2, say } from '@openbpu/plugin-api';",
      '',
      "export const Concat: readonly Constraint[] = constraintsOf('m', ['Concat'], [",
      '  {',
      "    id: 'axis',",
      "    sentence: 'axis is not 0',",
      "    hint: 'split the work by batch outside of the model',",
      '    allows: (f) => f.axis !== 0,',
      '    reason: (f) => `no; here axis ${say(f.axis)}`,',
      '  },',
      '  {',
      "    id: 'pow',",
      "    sentence: 'where rank is 4: batch is a power of two',",
      '    when: (f) => f.rank === 4,',
      '    allows: (f) => isPow2(f.n),',
      '    reason: (f) => `batch ${say(f.n)}`,',
      '  },',
      ']);',
      '',
    ]);
  });

  it('has the hint of a rule that many rows have, whatever the row', () => {
    const draft = (id: string) => [{ id, allows: parseExpression('rank === 4'), reason: 'no' }];
    const hint = "hint: 'keep four dimensions up to it, or reshape to rank 4 around it'";
    for (const rows of [['Frobnicate'], 'every-op'] as const) {
      expect(constraintFile({ march: 'm', name: 'x', rows, drafts: draft('rank4') })).toContain(hint);
      expect(constraintFile({ march: 'm', name: 'x', rows, drafts: draft('axis') })).not.toContain('hint');
    }
  });

  it('writes constants and the rules above all rows', () => {
    const text = constraintFile({
      march: 'm',
      name: 'general',
      rows: 'every-op',
      drafts: [],
      constants: { LIST: { type: 'readonly string[]', value: "['a']" } },
      types: ['MatMulForm'],
    });
    expect(text).toContain(
      "import { type Constraint, type MatMulForm, constraintsOf } from '@openbpu/plugin-api';\n\n" +
        "const LIST: readonly string[] = ['a'];\n\n" +
        "export const general: readonly Constraint[] = constraintsOf('m', 'every-op', [\n]);",
    );
  });
});
