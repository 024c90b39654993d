import { float32, int8, tensorType, toNumbers } from '@openbpu/tensor';
import { at, indices, integerNoise, noise, numbers, quantiseHere, run, typeOf } from '../ops.fixture';
import { Conv } from './Conv';

describe('Conv', () => {
  it('adds the bias and clamps to the folded activation', () => {
    const x = float32([1, 1, 1, 4], [1, -2, 3, 10]);
    const w = float32([1, 1, 1, 1], [2]);
    const bias = float32([1], [1]);
    expect(numbers(Conv, { kernel: [1, 1] }, [x, w])).toEqual([2, -4, 6, 20]);
    expect(numbers(Conv, { kernel: [1, 1] }, [x, w, bias])).toEqual([3, -3, 7, 21]);
    expect(numbers(Conv, { kernel: [1, 1], min: 0, max: 6 }, [x, w, bias])).toEqual([3, 0, 6, 6]);
    expect(numbers(Conv, { kernel: [1, 1] }, [float32([1, 1, 1, 2], [NaN, Infinity]), w])).toEqual([NaN, Infinity]);
  });

  it('counts a multiply-accumulate for every weight at every output', () => {
    const a = Conv.parseAttrs({ kernel: [3, 3], group: 2 });
    const types = [tensorType('float32', [1, 4, 8, 8]), tensorType('float32', [6, 2, 3, 3])];
    expect(Conv.macs!(types, Conv.infer(types, a), a)).toBe(6 * 36 * 2 * 9);
  });

  it('says what does not fit', () => {
    const a = Conv.parseAttrs({ kernel: [3, 3] });
    const x = tensorType('float32', [1, 4, 8, 8], 'NCHW');
    const w = tensorType('float32', [6, 4, 3, 3]);
    expect(Conv.infer([x, w], a)).toEqual([tensorType('float32', [1, 6, 6, 6], 'NCHW')]);
    expect(() => Conv.infer([x], a)).toThrow(/the weight must have 4 dimensions/);
    expect(() => Conv.infer([tensorType('int8', [1, 4, 8, 8]), w], a)).toThrow(/float32, not int8/);
    expect(() => Conv.infer([x, w], { ...a, group: 2 })).toThrow(/group 2 of 4/);
    expect(() => Conv.infer([x, tensorType('float32', [5, 2, 3, 3])], { ...a, group: 2 })).toThrow(/does not divide 5/);
    expect(() => Conv.infer([x, w], { ...a, kernel: [3, 1] })).toThrow(/kernel 3x1/);
    expect(() => Conv.infer([x, w, tensorType('float32', [1, 6])], a)).toThrow(/the bias/);
  });

  describe('in integers', () => {
    const q = integerNoise([1, 2, 4, 4], 1);
    const w = noise([3, 2, 3, 3], 2);
    const bias = float32([3], [0.5, -3, 0]);
    const raw = { kernel: [3, 3], pads: [1, 1, 1, 1], strides: [2, 2], min: -3, max: 6 };

    it('requantises Σ x·w + b by s_x·s_w/s_y, within half a step of the real thing', () => {
      const { result, emitted } = quantiseHere(Conv, raw, [{ q, scale: 0.02 }, { constant: w }, { constant: bias }], {
        dtype: 'int8',
        scale: 0.05,
      });
      expect(emitted).toHaveLength(1);
      expect(emitted[0].op).toBe(Conv.integer?.type);
      expect(emitted[0].attrs).toMatchObject({ low: -60, high: 120, strides: [2, 2] });
      const real = run(Conv, raw, [
        float32(
          q.shape,
          Array.from(q.data, (n) => n * 0.02),
        ),
        w,
        bias,
      ])[0];
      Array.from(real.data as Float32Array).forEach((y, i) =>
        expect(Math.abs(Number(result.data[i]) * 0.05 - y)).toBeLessThan(0.025 + 18 * 128 * 0.02 * (1 / 254)),
      );
      expect(new Set(toNumbers(result)).size).toBeGreaterThan(4);
    });

    it('ends a segment with its accumulators and per-channel scales', () => {
      const { result, emitted } = quantiseHere(
        Conv,
        { kernel: [3, 3] },
        [{ q, scale: 0.5 }, { constant: w }, { constant: bias }],
        { dtype: 'int32', scale: 1 },
      );
      const [, qw, qb] = emitted[0].inputs;
      let i = 0;
      for (const [, o, y, x] of indices(result.shape)) {
        let sum = at(qb, o);
        for (const [k, ky, kx] of indices([2, 3, 3])) sum += at(q, 0, k, y + ky, x + kx) * at(qw, o, k, ky, kx);
        expect(result.data[i++]).toBe(sum);
      }
      const { scale, axis } = emitted[0].output.quant!;
      expect(axis).toBe(1);
      for (let o = 0; o < 3; o++) {
        let largest = 0;
        for (const place of indices([1, 2, 3, 3])) largest = Math.max(largest, Math.abs(at(w, o, ...place.slice(1))));
        expect(scale[o]).toBe(Math.fround(0.5 * Math.fround(largest / 127)));
      }
    });

    it('requantises every channel at its own scale', () => {
      const own = [0.05, 0.5, 2];
      const free = { ...raw, min: -Infinity, max: Infinity };
      const { result } = quantiseHere(Conv, free, [{ q, scale: 0.02 }, { constant: w }, { constant: bias }], {
        dtype: 'int8',
        scale: own.map((scale) => scale / 40),
      });
      const real = run(Conv, free, [
        float32(
          q.shape,
          Array.from(q.data, (n) => n * 0.02),
        ),
        w,
        bias,
      ])[0];
      expect(() =>
        quantiseHere(Conv, { ...raw, min: -1, max: 1 }, [{ q, scale: 0.02 }, { constant: w }, { constant: bias }], {
          dtype: 'int8',
          scale: own,
        }),
      ).toThrow(/differ from channel to channel/);
      Array.from(real.data as Float32Array).forEach((y, i) => {
        const scale = own[Math.floor(i / 4) % 3] / 40;
        const wanted = Math.min(Math.max(y, -128 * scale), 127 * scale);
        expect(Math.abs(Number(result.data[i]) * scale - wanted)).toBeLessThan(scale / 2 + 18 * 128 * 0.02 * (1 / 254));
      });
    });

    it('reads a scale of every channel where no sum mixes channels', () => {
      const depthwise = noise([4, 1, 3, 3], 5);
      const attrs = { kernel: [3, 3], group: 2, min: 0, max: 6 };
      const scales = [0.01, 0.5];
      const b = float32([4], [0.25, -1, 1, 0]);
      const { result } = quantiseHere(Conv, attrs, [{ q, scale: scales }, { constant: depthwise }, { constant: b }], {
        dtype: 'int8',
        scale: 0.05,
      });
      const real = run(Conv, attrs, [
        float32(
          q.shape,
          Array.from(q.data, (n, i) => n * scales[Math.floor(i / 16) % 2]),
        ),
        depthwise,
        b,
      ])[0];
      Array.from(real.data as Float32Array).forEach((y, i) =>
        expect(Math.abs(Number(result.data[i]) * 0.05 - y)).toBeLessThan(
          0.025 + 9 * 128 * scales[Math.floor(i / 8)] * (1 / 254),
        ),
      );
      expect(Conv.integer!.readsChannelScales!([typeOf(q), typeOf(depthwise)], Conv.parseAttrs(attrs))).toBe('free');
      expect(Conv.integer!.readsChannelScales!([typeOf(q), typeOf(w)], Conv.parseAttrs(raw))).toBe('weights');
    });

    it('takes in the scales of its input channels where its sums mix them', () => {
      const scales = [0.01, 0.5];
      const attrs = { kernel: [3, 3], group: 1 };
      const { result, emitted } = quantiseHere(
        Conv,
        attrs,
        [{ q, scale: scales }, { constant: w }, { constant: bias }],
        { dtype: 'int8', scale: 0.4 },
      );
      const real = run(Conv, attrs, [
        float32(
          q.shape,
          Array.from(q.data, (n, i) => n * scales[Math.floor(i / 16) % 2]),
        ),
        w,
        bias,
      ])[0];
      Array.from(real.data as Float32Array).forEach((y, i) => {
        const wanted = Math.min(Math.max(y, -128 * 0.4), 127 * 0.4);
        expect(Math.abs(Number(result.data[i]) * 0.4 - wanted)).toBeLessThan(0.2 + 18 * 128 * 0.5 * (1 / 254));
      });
      const integers = Array.from(emitted[0].inputs[1].data, Number);
      expect(Math.max(...integers.filter((_, i) => Math.floor(i / 9) % 2 === 0).map(Math.abs))).toBeLessThan(8);
      expect(Math.max(...integers.map(Math.abs))).toBe(127);
    });

    it('writes scales of channels only where its bounds are equal at all of them', () => {
      const writes = (bounds: Record<string, number>) =>
        Conv.integer!.writesChannelScales!(Conv.parseAttrs({ kernel: [3, 3], ...bounds }));
      expect([
        writes({}),
        writes({ min: 0 }),
        writes({ min: 0, max: 6 }),
        writes({ min: -1, max: 1 }),
        writes({ max: 6 }),
      ]).toEqual([Infinity, Infinity, 6, 0, 0]);
    });

    it('takes no bias', () => {
      const { result } = quantiseHere(
        Conv,
        { kernel: [1, 1] },
        [{ q: int8([1, 1, 1, 3], [-128, 1, 127]), scale: 1 }, { constant: float32([1, 1, 1, 1], [127]) }],
        { dtype: 'int8', scale: 127 },
      );
      expect([...result.data]).toEqual([-128, 1, 127]);
    });
  });

  it('keeps the layout of its input', () => {
    const a = Conv.parseAttrs({ kernel: [1, 1] });
    expect(
      Conv.infer([{ ...typeOf(noise([1, 1, 2, 2], 1)), layout: 'none' }, typeOf(noise([1, 1, 1, 1], 1))], a)[0].layout,
    ).toBe('none');
  });
});
