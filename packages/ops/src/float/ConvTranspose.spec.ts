import fc from 'fast-check';
import { float32, tensorType } from '@openbpu/tensor';
import { at, indices, integerNoise, noise, numbers, quantiseHere, run } from '../ops.fixture';
import { Conv } from './Conv';
import { ConvTranspose } from './ConvTranspose';

describe('ConvTranspose', () => {
  it('stamps the kernel at every element', () => {
    const x = float32([1, 1, 2, 2], [1, 2, 3, 4]);
    const w = float32([1, 1, 2, 2], [1, 10, 100, 1000]);
    expect(numbers(ConvTranspose, { kernel: [2, 2] }, [x, w])).toEqual([1, 12, 20, 103, 1234, 2040, 300, 3400, 4000]);
    expect(numbers(ConvTranspose, { kernel: [2, 2], strides: [2, 2] }, [x, w])).toEqual([
      1, 10, 2, 20, 100, 1000, 200, 2000, 3, 30, 4, 40, 300, 3000, 400, 4000,
    ]);
    expect(numbers(ConvTranspose, { kernel: [2, 2], pads: [1, 1, 1, 1] }, [x, w])).toEqual([1234]);
  });

  it('adds bias everywhere, also where no stamp falls, and clamps', () => {
    const x = float32([1, 1, 1, 2], [1, -1]);
    const w = float32([1, 2, 1, 1], [1, 8]);
    const raw = { kernel: [1, 1], strides: [1, 2], output_padding: [0, 1] };
    expect(numbers(ConvTranspose, raw, [x, w, float32([2], [0.5, 2])])).toEqual([1.5, 0.5, -0.5, 0.5, 10, 2, -6, 2]);
    expect(numbers(ConvTranspose, { ...raw, min: 0, max: 6 }, [x, w, float32([2], [0.5, 2])])).toEqual([
      1.5, 0.5, 0, 0.5, 6, 2, 0, 2,
    ]);
  });

  it('is the adjoint of the convolution: <conv(a), b> = <a, convTranspose(b)>', () => {
    const one = fc.integer({ min: 1, max: 3 });
    const pad = fc.integer({ min: 0, max: 1 });
    fc.assert(
      fc.property(
        fc.record({
          kernel: fc.tuple(one, one),
          strides: fc.tuple(one, one),
          dilations: fc.tuple(one, one),
          pads: fc.tuple(pad, pad, pad, pad),
          group: fc.integer({ min: 1, max: 2 }),
        }),
        fc.tuple(fc.integer({ min: 7, max: 9 }), fc.integer({ min: 7, max: 9 })),
        fc.integer(),
        (raw, [h, width], seed) => {
          const a = noise([1, 2, h, width], seed);
          const w = noise([4, 2 / raw.group, ...raw.kernel], seed + 1);
          const forward = run(Conv, raw, [a, w])[0];
          const b = noise(forward.shape, seed + 2);
          const plain = ConvTranspose.infer(
            [tensorType('float32', b.shape), tensorType('float32', w.shape)],
            ConvTranspose.parseAttrs(raw),
          )[0].shape;
          const back = run(ConvTranspose, { ...raw, output_padding: [h - plain[2], width - plain[3]] }, [b, w])[0];
          const dot = (p: ArrayLike<number | bigint>, q: ArrayLike<number | bigint>) =>
            Array.from(p, Number).reduce((sum, value, i) => sum + value * Number(q[i]), 0);
          expect(dot(forward.data, b.data)).toBeCloseTo(dot(a.data, back.data), 3);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('counts one multiply-accumulate per weight of its channel for every input element', () => {
    const a = ConvTranspose.parseAttrs({ kernel: [4, 4], strides: [2, 2], pads: [1, 1, 1, 1] });
    const types = [tensorType('float32', [2, 8, 5, 5]), tensorType('float32', [8, 3, 4, 4])];
    expect(ConvTranspose.macs!(types, ConvTranspose.infer(types, a), a)).toBe(2 * 8 * 25 * 3 * 16);
  });

  it('says what does not fit', () => {
    const a = ConvTranspose.parseAttrs({ kernel: [2, 2], group: 2 });
    const x = tensorType('float32', [1, 4, 3, 3], 'NCHW');
    const w = tensorType('float32', [4, 3, 2, 2]);
    expect(ConvTranspose.infer([x, w, tensorType('float32', [6])], a)).toEqual([
      tensorType('float32', [1, 6, 4, 4], 'NCHW'),
    ]);
    expect(() => ConvTranspose.infer([x, tensorType('float32', [3, 3, 2, 2])], a)).toThrow(
      /for 3 input channels, and there are 4/,
    );
    expect(() => ConvTranspose.infer([x, w], { ...a, group: 3 })).toThrow(/group 3/);
    expect(() => ConvTranspose.infer([x, w], { ...a, kernel: [2, 3] })).toThrow(/kernel 2x3/);
    expect(() => ConvTranspose.infer([x, w, tensorType('float32', [3])], a)).toThrow(/the bias/);
    expect(() => ConvTranspose.infer([tensorType('int8', [1, 4, 3, 3]), w], a)).toThrow(/float32, not int8/);
  });

  it('in integers, stamps the same products', () => {
    const q = integerNoise([1, 4, 3, 2], 5);
    const w = noise([4, 3, 3, 2], 6);
    const bias = float32([6], [1, -2, 0.25, 0, 3, 100]);
    const raw = {
      kernel: [3, 2],
      strides: [2, 3],
      dilations: [1, 2],
      pads: [1, 0, 2, 1],
      output_padding: [1, 0],
      group: 2,
    };
    const tail = quantiseHere(ConvTranspose, raw, [{ q, scale: 0.125 }, { constant: w }, { constant: bias }], {
      dtype: 'int32',
      scale: 1,
    });
    const [, qw, qb] = tail.emitted[0].inputs;
    const expected = new Map<string, number>();
    for (const [c, k, iy, ix, ky, kx] of indices([4, 3, 3, 2, 3, 2])) {
      const o = Math.floor(c / 2) * 3 + k;
      const place = [0, o, iy * 2 - 1 + ky, ix * 3 + kx * 2].join();
      // The emitted weight stands flipped at [o, c within the group, …].
      expected.set(place, (expected.get(place) ?? 0) + at(q, 0, c, iy, ix) * at(qw, o, c % 2, 2 - ky, 1 - kx));
    }
    let i = 0;
    for (const place of indices(tail.result.shape))
      expect(tail.result.data[i++]).toBe((expected.get(place.join()) ?? 0) + at(qb, place[1]));
    expect(tail.emitted[0].output.quant).toMatchObject({ axis: 1 });
    expect(tail.emitted[0].output.quant!.scale.length).toBe(6);

    const body = quantiseHere(
      ConvTranspose,
      { ...raw, min: 0 },
      [{ q, scale: 0.125 }, { constant: w }, { constant: bias }],
      { dtype: 'int8', scale: 0.5 },
    );
    expect(body.emitted[0].op).toBe('HzSQuantizedConvTranspose');
    expect(body.emitted[0].attrs).toMatchObject({ low: 0, high: 127 });
    const real = run(ConvTranspose, { ...raw, min: 0, max: 63.5 }, [
      float32(
        q.shape,
        Array.from(q.data, (n) => n * 0.125),
      ),
      w,
      bias,
    ])[0];
    Array.from(real.data as Float32Array).forEach((y, n) =>
      expect(Math.abs(Number(body.result.data[n]) * 0.5 - y)).toBeLessThan(0.25 + 24 * 16 * (1 / 254)),
    );
  });
});
