import { type QuantParams, type Tensor, int8, perTensor } from '@openbpu/tensor';
import fc from 'fast-check';
import { floatTable, lookupTable, softmaxTable, tableOf, tailTable } from './tables';

const of8 = (quant: QuantParams) => ({ dtype: 'int8', quant }) as const;

describe('lookupTable', () => {
  const at = (table: Int8Array | Int16Array, q: number) => table[q < 0 ? q + 256 : q];

  describe('lookupTable', () => {
    it('keeps the entry of q at q modulo 256', () => {
      const table = lookupTable((x) => x, { scale: 0.5 }, { scale: 0.5 });
      expect(table).toHaveLength(256);
      expect([table[0], table[127], table[128], table[255]]).toEqual([0, 127, -128, -1]);
    });

    it('rounds halves to the even integer', () => {
      const table = lookupTable((x) => x, { scale: 1 }, { scale: 2 });
      expect([1, 3, 5, -1, -3, -5].map((q) => at(table, q))).toEqual([0, 2, 2, 0, -2, -2]);
    });

    it('saturates, infinities included', () => {
      const table = lookupTable((x) => 1000 * x, { scale: 1 }, { scale: 1 });
      expect([-128, -1, 0, 1, 127].map((q) => at(table, q))).toEqual([-128, -128, 0, 127, 127]);
      const poles = lookupTable((x) => 1 / x, { scale: 1 }, { scale: 0.001 });
      expect([at(poles, 0), at(poles, -1)]).toEqual([127, -128]);
    });

    it('gives 0 for NaN', () => {
      const table = lookupTable((x) => Math.sqrt(x), { scale: 1 }, { scale: 1 });
      expect([-128, -1, 0, 4, 100].map((q) => at(table, q))).toEqual([0, 0, 0, 2, 10]);
    });

    it('is the identity at equal scales and within half a step at any', () => {
      const scale = fc.float({ noNaN: true, min: Math.fround(1e-3), max: 8 });
      fc.assert(
        fc.property(scale, scale, (s, t) => {
          expect(lookupTable((x) => x, { scale: s }, { scale: s })).toEqual(
            lookupTable((x) => x, { scale: 1 }, { scale: 1 }),
          );
          lookupTable((x) => x, { scale: s }, { scale: t }).forEach((value, i) => {
            const q = i < 128 ? i : i - 256;
            expect(Math.abs(value - Math.min(Math.max((q * s) / t, -128), 127))).toBeLessThanOrEqual(0.5);
          });
        }),
        { numRuns: 20 },
      );
    });

    it('moves both sides to what stands for 0 there', () => {
      const table = lookupTable((x) => x, { scale: 1, zero: -100 }, { scale: 2, zero: 10 });
      expect([-128, -100, -98, 127].map((q) => at(table, q))).toEqual([-4, 10, 11, 124]);
      expect(
        at(
          lookupTable(() => NaN, { scale: 1 }, { scale: 1, zero: -128 }),
          3,
        ),
      ).toBe(-128);
      expect([...new Set(lookupTable(() => -1000, { scale: 1 }, { scale: 1, zero: -100 }))]).toEqual([-128]);
    });
  });

  it('has an entry for every int16, and entries of either type', () => {
    const wide = { scale: 2 ** -8, dtype: 'int16' } as const;
    const same = lookupTable((x) => x, wide, wide);
    expect(same).toHaveLength(65536);
    expect(same.every((entry, i) => entry === (i << 16) >> 16)).toBe(true);
    expect(same).toBeInstanceOf(Int16Array);
    const narrowed = lookupTable((x) => x, wide, { scale: 1 });
    expect([narrowed[0], narrowed[128], narrowed[384], narrowed[32767], narrowed[32768]]).toEqual([0, 0, 2, 127, -128]);
    const widened = lookupTable((x) => x, { scale: 1, zero: -128 }, wide);
    expect([widened[128], widened[127], widened[129]]).toEqual([0, 32767, 256]);
    expect(widened).toHaveLength(256);
  });

  describe('tableOf', () => {
    it('has one table where nothing differs between channels', () => {
      expect(tableOf((x) => x, of8(perTensor(1)), of8({ scale: Float32Array.of(2), zero: Int8Array.of(3) }))).toEqual(
        int8(
          [256],
          lookupTable((x) => x, { scale: 1 }, { scale: 2, zero: 3 }),
        ),
      );
    });

    it('has a table of every channel of either side', () => {
      const own = { scale: Float32Array.of(1, 0.5), axis: 1, zero: Int8Array.of(0, -8) };
      const row = (table: Tensor<'int8' | 'int16'>, c: number) => table.data.slice(256 * c, 256 * c + 256);
      const read = tableOf((x) => x, of8(own), of8(perTensor(1)));
      expect(read.shape).toEqual([2, 256]);
      expect(row(read, 1)).toEqual(lookupTable((x) => x, { scale: 0.5, zero: -8 }, { scale: 1 }));
      expect(
        row(
          tableOf((x) => x, of8(perTensor(1)), of8(own)),
          1,
        ),
      ).toEqual(lookupTable((x) => x, { scale: 1 }, { scale: 0.5, zero: -8 }));
    });
  });
});

describe('tableOf, of int16', () => {
  const own = { scale: Float32Array.of(1, 2), axis: 1 };

  it('is one table', () => {
    const one = tableOf((x) => x, { dtype: 'int16', quant: perTensor(1) }, { dtype: 'int16', quant: perTensor(2) });
    expect([one.dtype, ...one.shape]).toEqual(['int16', 65536]);
    expect(one.data[32767]).toBe(16384);
    expect(tableOf((x) => x, of8(own), { dtype: 'int16', quant: perTensor(1) }).data[256 + 255]).toBe(-2);
  });

  it('has no channels', () => {
    expect(() => tableOf((x) => x, { dtype: 'int16', quant: perTensor(1) }, of8(own))).toThrow(TypeError);
  });
});

describe('tailTable', () => {
  const one = of8(perTensor(1));

  it('has the smallest power of two that no entry exceeds as the reach of int32', () => {
    const scaleOf = (f: (x: number) => number) => tailTable(f, one).scale;
    expect(scaleOf(() => 0.5)).toBe(2 ** -32);
    expect(scaleOf(() => -0.500001)).toBe(2 ** -31);
    expect(scaleOf((x) => (x === -128 ? 3 : 0))).toBe(2 ** -29);
    expect(scaleOf((x) => (x === 127 ? -3 : 0))).toBe(2 ** -29);
  });

  it('keeps the entry of q at q modulo the length, rounded to even, and saturates', () => {
    const { table, scale } = tailTable((x) => x, of8(perTensor(0.5)));
    expect([table.dtype, ...table.shape, scale]).toEqual(['int32', 256, 2 ** -25]);
    expect([table.data[0], table.data[1], table.data[127], table.data[128], table.data[255]]).toEqual([
      0,
      2 ** 24,
      127 * 2 ** 24,
      -(2 ** 31),
      -(2 ** 24),
    ]);
    const halves = tailTable((x) => (x === 0 ? 1 : x * 2 ** -32), one).table.data;
    expect([halves[0], halves[1], halves[3], halves[253]]).toEqual([2 ** 31 - 1, 0, 2, -2]);
  });

  it('gives every real of a table to within a step', () => {
    const x = { dtype: 'int16', quant: perTensor(Math.fround(0.0007)) } as const;
    const sigmoid = (v: number) => 1 / (1 + Math.exp(-v));
    const { table, scale } = tailTable(sigmoid, x);
    expect([table.data.length, scale]).toEqual([65536, 2 ** -31]);
    for (const q of [-32768, -20000, -1, 0, 1, 32767])
      expect(Math.abs(table.data[q & 65535] * scale - sigmoid(q * x.quant.scale[0]))).toBeLessThanOrEqual(scale);
  });

  it('gives 0 for NaN, saturates at infinities and takes no measure from them', () => {
    const { table, scale } = tailTable((x) => (x === 0 ? NaN : x === 1 ? Infinity : x === 2 ? -Infinity : 1), one);
    expect([...table.data.slice(0, 4), scale]).toEqual([0, 2 ** 31 - 1, -(2 ** 31), 2 ** 31 - 1, 2 ** -31]);
  });

  it('has scales that float32 holds in full', () => {
    expect(tailTable(() => 0, one)).toMatchObject({ scale: 2 ** -126 });
    expect(tailTable(() => 1e-40, one)).toMatchObject({ scale: 2 ** -126 });
    const { table, scale } = tailTable((x) => x * 1e300, one);
    expect([scale, table.data[1], table.data[255]]).toEqual([2 ** 96, 2 ** 31 - 1, -(2 ** 31)]);
  });

  it('has a row for each channel, all at one scale, and minds what stands for 0', () => {
    const own = { scale: Float32Array.of(1, 0.5), axis: 1, zero: Int8Array.of(0, -8) };
    const { table, scale } = tailTable((x) => x, of8(own));
    expect([...table.shape, scale]).toEqual([2, 256, 2 ** -24]);
    expect([table.data[1], table.data[256 + 248], table.data[256 + 2]]).toEqual([2 ** 24, 0, 5 * 2 ** 24]);
  });
});

describe('floatTable', () => {
  it('keeps the entry of q at q modulo 256', () => {
    const table = floatTable((x) => x, 0.5);
    expect(table).toHaveLength(256);
    expect([table[0], table[127], table[128], table[255]]).toEqual([0, 63.5, -64, -0.5]);
    const wide = floatTable((x) => x, 0.5, 'int16');
    expect(wide).toHaveLength(65536);
    expect([wide[32767], wide[32768], wide[65535]]).toEqual([16383.5, -16384, -0.5]);
  });

  it('dequantises to float32 first, evaluates in double and rounds once', () => {
    const scale = Math.fround(0.1);
    const seen: number[] = [];
    const table = floatTable((x) => {
      seen.push(x);
      return x / 3;
    }, scale);
    expect(seen.every((x) => Math.fround(x) === x)).toBe(true);
    expect(table[3]).toBe(Math.fround(Math.fround(3 * scale) / 3));
  });

  it('keeps NaN and infinities', () => {
    const log = floatTable(Math.log, 1);
    expect([log[0], log[255], log[1]]).toEqual([-Infinity, NaN, 0]);
  });
});

describe('softmaxTable', () => {
  it('begins at 2^k, k = 30 − ceil(log2 length)', () => {
    expect([1, 2, 3, 4, 5, 1000, 1024, 1025].map((length) => Math.log2(softmaxTable(0.1, length)[0]))).toEqual([
      30, 29, 28, 28, 27, 20, 20, 19,
    ]);
  });

  it('holds rounded exponentials', () => {
    const table = softmaxTable(0.25, 10);
    expect(table.length).toBe(256);
    expect(table[4]).toBe(Math.round(2 ** 26 / Math.E));
    expect(table[255]).toBe(Math.round(2 ** 26 * Math.exp(-63.75)));
    expect([...softmaxTable(1e30, 2)].slice(0, 3)).toEqual([2 ** 29, 0, 0]);
  });

  it('never lets a line overflow and never rises', () => {
    fc.assert(
      fc.property(
        fc.float({ min: Math.fround(1e-6), max: 10, noNaN: true }),
        fc.integer({ min: 1, max: 1e6 }),
        (scale, length) => {
          const table = softmaxTable(scale, length);
          expect(table[0] * length).toBeLessThanOrEqual(2 ** 30);
          table.forEach((e, d) => expect(d === 0 || e <= table[d - 1]).toBe(true));
        },
      ),
    );
  });
});
