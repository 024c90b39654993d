import { INSTRUCTIONS, type Instruction } from './instruction';
import { mapOperands, operandsOf } from './operands';

const GEMM: Instruction<string> = { kind: 'gemm', x: 'x', weights: 'w', bias: 'b', y: 'y', low: 0, high: 1 };

describe('operands', () => {
  it('are listed as read and written, absent ones left out', () => {
    expect(operandsOf(GEMM)).toEqual({ reads: ['x', 'w', 'b'], writes: ['y'] });
    expect(operandsOf({ ...GEMM, multiplier: 'm' }).reads).toEqual(['x', 'w', 'b', 'm']);
    expect(operandsOf<string>({ kind: 'sync', from: 'dma', to: 'tensor' })).toEqual({ reads: [], writes: [] });
  });

  it('are replaced, everything else kept', () => {
    expect(mapOperands(GEMM, (name) => name.length + name)).toEqual({
      ...GEMM,
      x: '1x',
      weights: '1w',
      bias: '1b',
      y: '1y',
    });
  });
});

describe('INSTRUCTIONS', () => {
  it('have names and codes of their own', () => {
    expect(new Set(INSTRUCTIONS.map((def) => def.kind)).size).toBe(INSTRUCTIONS.length);
    expect(INSTRUCTIONS.map((def) => def.code)).toEqual(INSTRUCTIONS.map((_, i) => i + 1));
  });
});
