import { instructionsOf, verifyProgram } from '@openbpu/machine';
import { compileSegment } from './compile-segment';
import { FEATURES } from './features.fixture';
import { quantised } from './lowering/lowered.fixture';
import { standardLowering } from './lowering/standard-lowering';
import { partition } from './partition';
import type { Effort } from './tile/effort';

/** A chain of additions that has to leave the chip now and then. */
function chain(sramBytes: number, optimizeLevel: Effort['optimizeLevel'] = 'O3') {
  const graph = quantised(`
    input x: int8[1x4x16x16] NCHW
    const m: float32[] = [1]
    a: va = HzSElementwiseAdd(x, x, m, m) bpu id(0) int8/int8
    b: vb = HzSElementwiseAdd(va, x, m, m) bpu id(0) int8/int8
    c: vc = HzSElementwiseAdd(vb, va, m, m) bpu id(0) int8/int8
    output vc
  `);
  return compileSegment(graph, partition(graph)[0], {
    features: { ...FEATURES, sramBytes },
    lowering: standardLowering,
    effort: { optimizeLevel, compileMode: 'latency' },
  }).program;
}

describe('link', () => {
  it.each([256, 1500, 4096, 1 << 16])(
    'makes programs the machine accepts within %d bytes, every instruction with its layer',
    (sramBytes) => {
      const program = chain(sramBytes);
      expect(verifyProgram(program)).toBeUndefined();
      expect(program.memory.sram).toBeLessThanOrEqual(sramBytes);
      expect(program.layers?.names).toEqual(['a', 'b', 'c']);
      expect(program.layers?.of.length).toBe(instructionsOf(program).length);
    },
  );

  it('has tensors where they live, those that live nowhere whole aside, ready when they are written', () => {
    const spaces = (sramBytes: number, level?: 'O2') =>
      chain(sramBytes, level).tensors.map(({ name, space }) => `${name} ${space}`);
    expect(spaces(256)).toEqual(['x ddr', 'vc ddr']);
    expect(spaces(256, 'O2')).toEqual(['x ddr', 'va ddr', 'vb ddr', 'vc ddr']);
    expect(spaces(1 << 16)).toEqual(['x ddr', 'va sram', 'vb sram', 'vc ddr']);
    const program = chain(1 << 16);
    const last = program.tensors.find(({ name }) => name === 'vc');
    expect(last?.ready).toBe(instructionsOf(program).length);
  });
});
