import { standardOps } from '@openbpu/ops';
import { opsOfRow, partsOfOp, rowOfOp } from './rows';

describe('rows', () => {
  it('name their own op, and those made of it', () => {
    expect(opsOfRow('Conv')).toEqual(['Conv']);
    expect(opsOfRow('Sigmoid')).toEqual(['Sigmoid', 'Swish']);
    expect(opsOfRow('Gemm')).toEqual(['Conv']);
    expect(rowOfOp('Conv')).toBe('Conv');
    expect(rowOfOp('HardSwish')).toBe('HardSigmoid');
    expect(rowOfOp('LayerNormalization')).toBe('ReduceMean');
    expect(partsOfOp('RMSNormalization')).toContain('Sqrt');
    expect(partsOfOp('RMSNormalization')).not.toContain('Sub');
    expect(partsOfOp('LayerNormalization')).toContain('Sub');
    expect(partsOfOp('Sqrt')).toBeUndefined();
  });

  it('are held against every op that asks them', () => {
    for (const { name } of standardOps().ops.filter(({ name: op, integer }) => integer && !partsOfOp(op)))
      expect(opsOfRow(rowOfOp(name))).toContain(name);
  });
});
