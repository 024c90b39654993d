import * as fc from 'fast-check';
import { type Shape, float32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import { integerNoise, numbers, run } from '../ops.fixture';
import { HzSQuantizedMatMul } from './HzSQuantizedMatMul';

const int16 = (shape: Shape, values: readonly number[]) => makeTensor('int16', shape, Int16Array.from(values));
const M = (multiplier: number) => float32([], [multiplier]);

describe('HzSQuantizedMatMul', () => {
  it('requantises the sums of products, batches broadcast', () => {
    const a = int8([2, 1, 2], [1, 2, 3, -4]);
    const b = int8([2, 3], [1, 0, -1, 5, 127, -128]);
    expect(numbers(HzSQuantizedMatMul, {}, [a, b, M(0.5)])).toEqual([6, 127, -128, -8, -128, 127]);
    expect(numbers(HzSQuantizedMatMul, { low: 0, high: 7 }, [a, b, M(0.5)])).toEqual([6, 7, 0, 0, 0, 7]);
  });

  it('rounds halves to even', () => {
    expect(numbers(HzSQuantizedMatMul, {}, [int8([1, 1], [1]), int8([1, 4], [1, 3, 5, -1]), M(0.5)])).toEqual([
      0, 2, 2, 0,
    ]);
  });

  it('keeps sums exact that no int32 holds, and rounds them to float32 before the product', () => {
    const deep = 3;
    const extreme = int16([1, deep], Array<number>(deep).fill(-32768));
    const m = Math.fround(1 / 2 ** 30);
    expect(
      numbers(HzSQuantizedMatMul, {}, [extreme, int16([deep, 1], Array<number>(deep).fill(-32768)), M(m)]),
    ).toEqual([deep]);
    const odd = int16([1, 2], [32767, 1]);
    const sum = 32767 * 32767 + 1;
    expect(numbers(HzSQuantizedMatMul, { dtype: 'int16' }, [odd, int16([2, 1], [32767, 1]), M(2 ** -15)])).toEqual([
      Math.round(Math.fround(sum) * 2 ** -15),
    ]);
  });

  it('takes every mixture of types and gives either', () => {
    const sides = [int8([1, 2], [-128, 127]), int16([1, 2], [-32768, 32767])];
    const others = [int8([2, 1], [127, 127]), int16([2, 1], [3, 3])];
    for (const a of sides)
      for (const b of others) {
        const acc = Number(a.data[0]) * Number(b.data[0]) + Number(a.data[1]) * Number(b.data[1]);
        expect(numbers(HzSQuantizedMatMul, { dtype: 'int16' }, [a, b, M(1)])).toEqual([acc]);
        expect(run(HzSQuantizedMatMul, {}, [a, b, M(1)])[0].dtype).toBe('int8');
      }
  });

  it('is the transpose of the product of the transposes', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), (seed, m, n) => {
        const turned = (t: ReturnType<typeof integerNoise>) => {
          const [rows, columns] = t.shape;
          return int8(
            [columns, rows],
            Array.from(t.data, (_, i) => t.data[(i % rows) * columns + Math.floor(i / rows)]),
          );
        };
        const [a, b] = [integerNoise([m, 3], seed), integerNoise([3, n], seed + 1)];
        const product = run(HzSQuantizedMatMul, {}, [a, b, M(0.01)])[0];
        expect(run(HzSQuantizedMatMul, {}, [turned(b), turned(a), M(0.01)])[0]).toEqual(
          turned(product as ReturnType<typeof integerNoise>),
        );
      }),
    );
  });

  it('refuses other types, sums beyond 2^53 and what does not meet', () => {
    const attrs = HzSQuantizedMatMul.parseAttrs({});
    const m = tensorType('float32', []);
    const infer = (a: number[], b: number[]) =>
      HzSQuantizedMatMul.infer([tensorType('int8', a), tensorType('int16', b), m], attrs)[0];
    expect(infer([2, 3], [3, 4])).toEqual(tensorType('int8', [2, 4]));
    expect(infer([2, 2 ** 23], [2 ** 23, 4]).shape).toEqual([2, 4]);
    expect(() => infer([2, 2 ** 23 + 1], [2 ** 23 + 1, 4])).toThrow(/not exact/);
    expect(() => infer([2, 3], [4, 3])).toThrow(/do not meet/);
    expect(() => HzSQuantizedMatMul.infer([tensorType('int8', [1]), tensorType('float32', [1]), m], attrs)).toThrow(
      TypeError,
    );
    expect(() => HzSQuantizedMatMul.infer([tensorType('int8', [1]), tensorType('int8', [1])], attrs)).toThrow(
      /the multiplier/,
    );
  });

  it('counts its multiply-accumulates, and gives zeros for sums of nothing', () => {
    const types = [tensorType('int8', [2, 4, 8]), tensorType('int8', [8, 16]), tensorType('float32', [])];
    const attrs = HzSQuantizedMatMul.parseAttrs({});
    expect(HzSQuantizedMatMul.macs!(types, HzSQuantizedMatMul.infer(types, attrs), attrs)).toBe(2 * 4 * 8 * 16);
    expect(numbers(HzSQuantizedMatMul, {}, [int8([1, 0], []), int8([0, 2], []), M(1)])).toEqual([0, 0]);
  });
});
