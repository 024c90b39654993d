import fc from 'fast-check';
import { gemmS8 } from './convolution';
import { loadKernels } from './load-kernels';
import { packMatrix, packWeights, packWide, PANEL, PANEL_HEAD, panelBytes } from './pack-weights';
import { packedChannel } from './reference/convolution';
import { Draw } from './trials/draw';

describe('panel', () => {
  it('has room for biases and multipliers, and for eight weights at a time', () => {
    expect(PANEL_HEAD).toBe(PANEL * (4 + 4));
    expect([0, 1, 8, 9].map(panelBytes)).toEqual([0, 8, 8, 16].map((depth) => PANEL_HEAD + depth * PANEL * 2));
  });
});

describe('packWide', () => {
  it('writes biases, multipliers and pairs of weights along k, zeros behind them', () => {
    const kernels = loadKernels();
    const panels = kernels.alloc(panelBytes(3));
    kernels.u8(panels, panelBytes(3)).fill(0xff);
    packWide(kernels, Int16Array.of(1, -2, 300, 4, 5, -32768), {
      bias: kernels.put(Int32Array.of(7, -8)),
      multipliers: kernels.put(Float32Array.of(0.5, 2)),
      panels,
      n: 2,
      k: 3,
    });
    expect([...kernels.i32(panels, 3)]).toEqual([7, -8, 0]);
    expect([...kernels.f32(panels + 32, 3)]).toEqual([0.5, 2, 0]);
    const words = kernels.i16(panels + 64, 64);
    expect([...words.subarray(0, 6)]).toEqual([1, -2, 4, 5, 0, 0]);
    expect([...words.subarray(16, 22)]).toEqual([300, 0, -32768, 0, 0, 0]);
    expect(words.subarray(32).every((word) => word === 0)).toBe(true);
  });
});

describe('packWeights', () => {
  const kernels = loadKernels();

  it('keeps every bias, multiplier and weight where the layout says', () => {
    const shape = fc.record({
      groups: fc.integer({ min: 1, max: 3 }),
      each: fc.integer({ min: 1, max: 20 }),
      k: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(shape, ({ groups, each, k }) => {
        kernels.reset();
        const n = groups * each;
        const weights = Int8Array.from({ length: n * k }, (_, i) => (i * 37) % 256);
        const bias = Int32Array.from({ length: n }, (_, i) => i * 1e7 - 5);
        const multipliers = Float32Array.from({ length: n }, (_, i) => i / 7);
        const packed = packWeights(kernels, { weights, bias, multipliers, n, k, groups });
        for (let channel = 0; channel < n; channel++) {
          const got = packedChannel(kernels.memory, packed, channel);
          expect([got.bias, got.multiplier]).toEqual([bias[channel], multipliers[channel]]);
          expect(Array.from({ length: k }, (_, i) => got.weight(i))).toEqual([
            ...weights.subarray(channel * k, (channel + 1) * k),
          ]);
        }
        expect(kernels.mark() - packed.offset).toBeLessThan(packed.bytes + 16);
      }),
    );
  });

  it('packs int16 weights alike, and a gemm with them is exact', () => {
    kernels.reset();
    const [n, k, rows] = [11, 5, 3];
    const weights = Int16Array.from({ length: n * k }, (_, i) => [32767, -32768, 8191, -5][i % 4]);
    const bias = Int32Array.from({ length: n }, (_, i) => i - 5);
    const packed = packWeights(kernels, { weights, bias, n, k });
    for (let channel = 0; channel < n; channel++) {
      const got = packedChannel(kernels.memory, packed, channel);
      expect([got.bias, got.multiplier, ...Array.from({ length: k }, (_, i) => got.weight(i))]).toEqual([
        bias[channel],
        1,
        ...weights.subarray(channel * k, (channel + 1) * k),
      ]);
    }
    const data = Int8Array.from({ length: rows * k }, (_, i) => (i % 2 === 0 ? -128 : 127));
    const x = kernels.put(data);
    const y = kernels.alloc(rows * n * 4);
    gemmS8(kernels, { x, weights: packed, y, rows, output: 'int32' });
    const sum = (row: number, channel: number) =>
      bias[channel] +
      Array.from({ length: k }, (_, i) => data[row * k + i] * weights[channel * k + i]).reduce((a, b) => a + b);
    expect([...kernels.i32(y, rows * n)]).toEqual(
      Array.from({ length: rows * n }, (_, i) => sum(Math.floor(i / n), i % n)),
    );
  });

  it('pads depth and channels with zeros', () => {
    kernels.reset();
    const { offset, bytes } = packWeights(kernels, { weights: Int8Array.of(5), n: 1, k: 1 });
    expect(bytes).toBe(64 + 128);
    expect(kernels.u8(offset + 64, 128).reduce((a, b) => a + b)).toBe(5);
  });

  it('refuses sizes that do not match and multipliers that are not finite', () => {
    const fit = { weights: new Int8Array(4), n: 2, k: 2 };
    expect(() => packWeights(kernels, { ...fit, k: 3 })).toThrow(/weights: 4 instead of 6/);
    expect(() => packWeights(kernels, { ...fit, bias: new Int32Array(1) })).toThrow(/biases: 1 instead of 2/);
    expect(() => packWeights(kernels, { ...fit, groups: 3, n: 4, k: 1 })).toThrow(/left over/);
    expect(() => packWeights(kernels, { ...fit, multipliers: Float32Array.of(1, Infinity) })).toThrow(
      /not a finite float32/,
    );
  });
});

describe('packMatrix', () => {
  const kernels = loadKernels();

  it('packs columns however they lie, whole or in parts', () => {
    const shapes = fc.record({
      type: fc.constantFrom('int8' as const, 'int16' as const),
      n: fc.integer({ min: 1, max: 20 }),
      k: fc.integer({ min: 1, max: 20 }),
      turned: fc.boolean(),
      part: fc.constantFrom('whole' as const, 'lower' as const, 'upper' as const),
    });
    fc.assert(
      fc.property(shapes, fc.integer(), ({ type, n, k, turned, part }, seed) => {
        kernels.reset();
        const data = new Draw(seed, 'random').elements(type, n * k);
        const panels = kernels.alloc(Math.ceil(n / PANEL) * panelBytes(k));
        const [column, row] = turned ? [1, n] : [k, 1];
        const packed = packMatrix(kernels, {
          type,
          x: kernels.put(data),
          column,
          row,
          panels,
          n,
          k,
          multiplier: 0.5,
          part,
        });
        for (let c = 0; c < n; c++) {
          const got = packedChannel(kernels.memory, packed, c);
          const wanted = Array.from({ length: k }, (_, i) => {
            const q = data[c * column + i * row];
            const lower = ((q + 128) & 255) - 128;
            return { whole: q, lower, upper: (q - lower) / 256 }[part];
          });
          const weights = Array.from({ length: k }, (_, i) => got.weight(i));
          expect([got.bias, got.multiplier, ...weights]).toEqual([0, 0.5, ...wanted]);
        }
      }),
    );
  });

  it('meets the ends of int16, pads with zeros, and refuses a multiplier that is none', () => {
    kernels.reset();
    const x = kernels.put(Int16Array.of(-32768, 32767, -129, 128));
    const panels = kernels.alloc(panelBytes(4));
    kernels.u8(panels, panelBytes(4)).fill(0xff);
    const p = { type: 'int16', x, column: 4, row: 1, panels, n: 1, k: 4, multiplier: 1 } as const;
    const upper = packedChannel(kernels.memory, packMatrix(kernels, { ...p, part: 'upper' }), 0);
    expect([0, 1, 2, 3].map((i) => upper.weight(i))).toEqual([-128, 128, -1, 1]);
    const lower = packedChannel(kernels.memory, packMatrix(kernels, { ...p, part: 'lower' }), 0);
    expect([0, 1, 2, 3].map((i) => lower.weight(i))).toEqual([0, -1, 127, -128]);
    expect(kernels.u8(panels + 96, panelBytes(4) - 96).every((byte, i) => i % 32 < 4 || byte === 0)).toBe(true);
    expect(() => packMatrix(kernels, { ...p, multiplier: NaN })).toThrow(/not a finite float32/);
  });
});
