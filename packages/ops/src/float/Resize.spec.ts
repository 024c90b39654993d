import fc from 'fast-check';
import { float32, int8, tensorType, toNumbers } from '@openbpu/tensor';
import { integerNoise, noise, numbers, quantiseHere, run } from '../ops.fixture';
import { Resize } from './Resize';

const x = float32([1, 1, 2, 2], [1, 2, 3, 4]);

describe('Resize', () => {
  it('repeats the nearest', () => {
    expect(numbers(Resize, { mode: 'nearest', height: 2, width: 4 }, [x])).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
    expect(
      numbers(Resize, { mode: 'nearest', coordinate: 'asymmetric', nearestMode: 'ceil', height: 1, width: 4 }, [x]),
    ).toEqual([1, 2, 2, 2]);
  });

  it('mixes linearly', () => {
    expect(numbers(Resize, { mode: 'linear', height: 1, width: 1 }, [x])).toEqual([2.5]);
    expect(numbers(Resize, { mode: 'linear', coordinate: 'align_corners', height: 3, width: 3 }, [x])).toEqual([
      1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 4,
    ]);
    expect(numbers(Resize, { mode: 'linear', height: 4, width: 2 }, [x])).toEqual([1, 2, 1.5, 2.5, 2.5, 3.5, 3, 4]);
  });

  it('reproduces a plane that is linear itself, inside the border', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 20 }), (size, out) => {
        const ramp = float32(
          [1, 1, size, 1],
          Array.from({ length: size }, (_, i) => i),
        );
        const y = numbers(Resize, { mode: 'linear', height: out, width: 1 }, [ramp]);
        y.forEach((value, o) =>
          expect(value).toBeCloseTo(Math.min(Math.max(((o + 0.5) * size) / out - 0.5, 0), size - 1), 5),
        );
      }),
    );
  });

  it('uses the scales it is given', () => {
    const row = float32([1, 1, 1, 3], [10, 20, 30]);
    expect(
      numbers(Resize, { mode: 'linear', coordinate: 'asymmetric', height: 1, width: 4, scales: [1, 2] }, [row]),
    ).toEqual([10, 15, 20, 25]);
    expect(
      numbers(
        Resize,
        { mode: 'nearest', coordinate: 'asymmetric', nearestMode: 'floor', height: 1, width: 4, scales: [1, 2] },
        [row],
      ),
    ).toEqual([10, 10, 20, 20]);
  });

  it('infers and refuses', () => {
    const a = Resize.parseAttrs({ mode: 'nearest', height: 8, width: 6 });
    expect(Resize.infer([tensorType('float32', [1, 3, 4, 4], 'NCHW')], a)).toEqual([
      tensorType('float32', [1, 3, 8, 6], 'NCHW'),
    ]);
    expect(() => Resize.infer([tensorType('float32', [1, 3, 0, 4])], a)).toThrow(/empty/);
    expect(() => Resize.infer([tensorType('int8', [1, 3, 4, 4])], a)).toThrow(/float32, not int8/);
    expect(() => Resize.parseAttrs({ mode: 'cubic', height: 8, width: 6 })).toThrow(/mode/);
    expect(() => Resize.parseAttrs({ mode: 'linear', height: 0, width: 6 })).toThrow(/height/);
    expect(() => Resize.parseAttrs({ mode: 'linear', height: 1, width: 6, scales: [1, 0] })).toThrow(/scales/);
  });

  it('in integers, takes the same nearest elements', () => {
    const q = integerNoise([1, 3, 4, 5], 4);
    const raw = { mode: 'nearest', height: 7, width: 9 };
    const { result, emitted } = quantiseHere(Resize, raw, [{ q, scale: 0.5 }], { dtype: 'int8', scale: 0.5 });
    expect([emitted.length, emitted[0].op, emitted[0].inputs.length]).toEqual([1, Resize.integer?.type, 3]);
    expect([...result.data]).toEqual([...run(Resize, raw, [float32(q.shape, q.data)])[0].data]);
  });

  it('in integers, mixes within half a step', () => {
    const q = integerNoise([1, 2, 4, 5], 4);
    const raw = { mode: 'linear', height: 11, width: 9 };
    const { result, emitted } = quantiseHere(Resize, raw, [{ q, scale: 0.5 }], { dtype: 'int8', scale: 0.5 });
    expect(emitted[0].inputs[3]).toEqual(float32([], [2 ** -22]));
    const real = run(Resize, raw, [float32(q.shape, q.data)])[0];
    Array.from(real.data as Float32Array).forEach((y, i) =>
      expect(Math.abs(Number(result.data[i]) - y)).toBeLessThan(0.5 + 256 / 2048),
    );
    const own = quantiseHere(Resize, raw, [{ q: int8([1, 1, 1, 1], [100]), scale: 0.5 }], { dtype: 'int8', scale: 1 });
    expect([...new Set(toNumbers(own.result))]).toEqual([50]);
  });

  it('leaves a plane of its own size alone', () => {
    const same = noise([1, 2, 5, 3], 9);
    for (const mode of ['nearest', 'linear'])
      expect(run(Resize, { mode, height: 5, width: 3 }, [same])[0]).toEqual(same);
  });
});
