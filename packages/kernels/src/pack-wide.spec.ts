import { loadKernels } from './load-kernels';
import { packWide } from './pack-wide';
import { panelBytes } from './panel';

describe('packWide', () => {
  it('writes biases, multipliers and pairs of weights along k, zeros behind them', () => {
    const kernels = loadKernels();
    const panels = kernels.alloc(panelBytes(3));
    kernels.u8(panels, panelBytes(3)).fill(0xff);
    packWide(
      kernels,
      Int16Array.of(1, -2, 300, 4, 5, -32768),
      kernels.put(Int32Array.of(7, -8)),
      kernels.put(Float32Array.of(0.5, 2)),
      panels,
      2,
      3,
    );
    expect([...kernels.i32(panels, 3)]).toEqual([7, -8, 0]);
    expect([...kernels.f32(panels + 32, 3)]).toEqual([0.5, 2, 0]);
    const words = kernels.i16(panels + 64, 64);
    expect([...words.subarray(0, 6)]).toEqual([1, -2, 4, 5, 0, 0]);
    expect([...words.subarray(16, 22)]).toEqual([300, 0, -32768, 0, 0, 0]);
    expect(words.subarray(32).every((word) => word === 0)).toBe(true);
  });
});
