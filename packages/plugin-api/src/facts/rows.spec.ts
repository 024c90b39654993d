import { standardOps } from '@openbpu/ops';
import { opsOfRow, rowOfOp } from './rows';

describe('rows', () => {
  it('name their own op, and those made of it', () => {
    expect(opsOfRow('Conv')).toEqual(['Conv']);
    expect(opsOfRow('Sigmoid')).toEqual(['Sigmoid', 'Swish']);
    expect(opsOfRow('Gemm')).toEqual(['Conv']);
    expect(rowOfOp('Conv')).toBe('Conv');
    expect(rowOfOp('HardSwish')).toBe('HardSigmoid');
  });

  it('are held against every op that asks them', () => {
    for (const { name } of standardOps().ops.filter(({ integer }) => integer))
      expect(opsOfRow(rowOfOp(name))).toContain(name);
  });
});
