import { DiagnosticError } from '@openbpu/diagnostics';
import { quantised } from './lowered.fixture';
import { proveAccumulator } from './prove-accumulator';

/** One channel with weights that sum to `sum` (in 128s) and a bias. */
function prove(channels: number, bias: number, tail = false): string {
  const graph = quantised(`
    input x: int8[1x${channels}x1x1] NCHW
    const w: int8[2x${channels}x1x1] = splat -128
    const b: int32[2] = [0, ${bias}]
    const m: float32[2] = [1, 1]
    conv: y = HzSQuantizedConv(x, w, b${tail ? '' : ', m'}) {kernel: [1, 1]}
    output y
  `);
  try {
    proveAccumulator(graph.nodes[0], graph);
    return 'proven';
  } catch (error) {
    if (error instanceof DiagnosticError) return error.message;
    throw error;
  }
}

describe('proveAccumulator', () => {
  it('accepts whatever stays below 2^31', () => {
    expect(prove(1, 0)).toBe('proven');
    expect(prove(131071, 16383)).toBe('proven');
    expect(prove(1, 2 ** 31 - 1 - 16384)).toBe('proven');
    expect(prove(1, -(2 ** 31) + 1 + 16384)).toBe('proven');
  });

  it('refuses what reaches it, with the channel and the bound', () => {
    expect(prove(1, 2 ** 31 - 16384)).toMatch(/CMP001.*layer "conv".*channel 1 can reach 2147483648/);
    expect(prove(131072, 0)).toMatch(/channel 0 can reach 2147483648/);
    expect(prove(1, -(2 ** 31), true)).toMatch(/CMP001/);
  });
});
