import fc from 'fast-check';
import { float32, int16, int32, int8, rne, tensorType } from '@openbpu/tensor';
import { at, indices, integerNoise, noise, numbers, run } from '../ops.fixture';
import { HzSQuantizedConv } from './HzSQuantizedConv';

const pointwise = { kernel: [1, 1] };

describe('HzSQuantizedConv', () => {
  it('rounds half to even and clamps', () => {
    const x = int8([1, 1, 1, 6], [1, 3, 5, -1, 127, -128]);
    const w = int8([1, 1, 1, 1], [1]);
    expect(numbers(HzSQuantizedConv, pointwise, [x, w, int32([1], [0]), float32([1], [0.5])])).toEqual(
      [0, 2, 2, 0, 64, -64].map((n) => n + 0),
    );
    expect(numbers(HzSQuantizedConv, pointwise, [x, w, int32([1], [0]), float32([1], [2])])).toEqual([
      2, 6, 10, -2, 127, -128,
    ]);
    expect(
      numbers(HzSQuantizedConv, { ...pointwise, low: 0, high: 4 }, [x, w, int32([1], [0]), float32([1], [1])]),
    ).toEqual([1, 3, 4, 0, 4, 0]);
  });

  it('turns the accumulator into float32 before it multiplies', () => {
    const x = int8([1, 1, 1, 1], [1]);
    const inputs = [x, int8([1, 1, 1, 1], [1]), int32([1], [2 ** 24])];
    // 2^24 + 1 is no float32: it becomes 2^24, and 2^24 · 1.5·2^-24 is 1.5, which goes to 2.
    expect(numbers(HzSQuantizedConv, pointwise, [...inputs, float32([1], [1.5 * 2 ** -24])])).toEqual([2]);
    expect(numbers(HzSQuantizedConv, pointwise, [...inputs, float32([1], [2.5 * 2 ** -24])])).toEqual([2]);
    expect(numbers(HzSQuantizedConv, pointwise, inputs)).toEqual([2 ** 24 + 1]);
  });

  it('agrees with the formula, written the other way round', () => {
    const one = fc.integer({ min: 1, max: 2 });
    fc.assert(
      fc.property(
        fc.record({
          kernel: fc.tuple(one, one),
          strides: fc.tuple(one, one),
          dilations: fc.tuple(one, one),
          group: one,
        }),
        fc.integer(),
        (raw, seed) => {
          const pads = [1, 0, 1, 1];
          const x = integerNoise([1, 2 * raw.group, 5, 4], seed);
          const w = integerNoise([3 * raw.group, 2, ...raw.kernel], seed + 1);
          const bias = int32(
            [3 * raw.group],
            Array.from(integerNoise([3 * raw.group], seed + 2).data, (b) => b * 1000),
          );
          const m = float32(
            bias.shape,
            Array.from(noise(bias.shape, seed + 3).data, (v) => Math.abs(v) * 0.01),
          );
          const acc = run(HzSQuantizedConv, { ...raw, pads }, [x, w, bias])[0];
          const y = run(HzSQuantizedConv, { ...raw, pads, low: -100 }, [x, w, bias, m])[0];
          let i = 0;
          for (const [, o, oy, ox] of indices(acc.shape)) {
            let sum = at(bias, o);
            for (const [ky, kx, k] of indices([...raw.kernel, 2])) {
              sum +=
                at(w, o, k, ky, kx) *
                at(
                  x,
                  0,
                  Math.floor(o / 3) * 2 + k,
                  oy * raw.strides[0] + ky * raw.dilations[0] - 1,
                  ox * raw.strides[1] + kx * raw.dilations[1],
                );
            }
            expect(acc.data[i]).toBe(sum);
            expect(y.data[i++]).toBe(Math.max(-100, Math.min(127, rne(Math.fround(Math.fround(sum) * m.data[o])) + 0)));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('holds the extremes', () => {
    const x = int8([1, 512, 3, 3], new Int8Array(4608).fill(-128));
    const w = int8([1, 512, 3, 3], new Int8Array(4608).fill(-128));
    const raw = { kernel: [3, 3] };
    expect(numbers(HzSQuantizedConv, raw, [x, w, int32([1], [2 ** 30])])).toEqual([4608 * 16384 + 2 ** 30]);
    expect(numbers(HzSQuantizedConv, raw, [x, w, int32([1], [-(2 ** 30)]), float32([1], [1])])).toEqual([-128]);
  });

  it('reads int16 exactly whatever the size of its sums, and gives either type', () => {
    const x = int16([1, 512, 3, 3], new Int16Array(4608).fill(-32768));
    const w = int8([1, 512, 3, 3], new Int8Array(4608).fill(-127));
    const sum = 4608 * 32768 * 127;
    const of = (m: number, raw = {}) =>
      run(HzSQuantizedConv, { kernel: [3, 3], ...raw }, [x, w, int32([1], [-(2 ** 30)]), float32([1], [m])])[0];
    expect(of(2 ** -28)).toEqual(int8([1, 1, 1, 1], [rne((sum - 2 ** 30) / 2 ** 28)]));
    expect(of(2 ** -20, { dtype: 'int16' })).toEqual(int16([1, 1, 1, 1], [rne(Math.fround(sum - 2 ** 30) / 2 ** 20)]));
    expect(of(1, { dtype: 'int16' })).toEqual(int16([1, 1, 1, 1], [32767]));
    expect(of(1, { dtype: 'int16', high: 300 })).toEqual(int16([1, 1, 1, 1], [300]));
    const one = [int8([1, 1, 1, 1], [-128]), int8([1, 1, 1, 1], [127]), int32([1], [0]), float32([1], [1])];
    expect(run(HzSQuantizedConv, { ...pointwise, dtype: 'int16' }, one)).toEqual([int16([1, 1, 1, 1], [-16256])]);
    const tail = [int16([1, 1, 1, 1], [-32768]), int8([1, 1, 1, 1], [-127]), int32([1], [2 ** 30])];
    expect(numbers(HzSQuantizedConv, pointwise, tail)).toEqual([32768 * 127 + 2 ** 30]);
    expect(() => run(HzSQuantizedConv, { ...pointwise, padding: 1 }, tail)).toThrow('padding of int16 reads as 0');
  });

  it('counts its multiply-accumulates and infers both forms', () => {
    const a = HzSQuantizedConv.parseAttrs({ kernel: [3, 3], group: 4 });
    const types = [
      tensorType('int8', [1, 4, 8, 8], 'NCHW'),
      tensorType('int8', [4, 1, 3, 3]),
      tensorType('int32', [4]),
      tensorType('float32', [4]),
    ];
    const outputs = HzSQuantizedConv.infer(types, a);
    expect(outputs).toEqual([tensorType('int8', [1, 4, 6, 6], 'NCHW')]);
    expect(HzSQuantizedConv.infer(types.slice(0, 3), a)[0].dtype).toBe('int32');
    expect(HzSQuantizedConv.macs!(types, outputs, a)).toBe(4 * 36 * 9);
  });
});
