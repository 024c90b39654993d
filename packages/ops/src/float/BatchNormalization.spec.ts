import { float32, tensorType, toNumbers } from '@openbpu/tensor';
import { numbers } from '../ops.fixture';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { BatchNormalization } from './BatchNormalization';

const vector = (...values: number[]) => float32([values.length], values);

describe('BatchNormalization', () => {
  it('normalises each channel', () => {
    const x = float32([2, 2, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
    const y = numbers(BatchNormalization, { epsilon: 0 }, [x, vector(1, 10), vector(0, 1), vector(1, 3), vector(1, 4)]);
    expect(y).toEqual([0, 1, 1, 6, 4, 5, 21, 26]);
  });

  it('adds epsilon to the variance, 1e-5 by default', () => {
    const parts = [vector(1), vector(0), vector(0), vector(0)];
    expect(numbers(BatchNormalization, {}, [float32([1, 1], [1]), ...parts])).toEqual([
      Math.fround(1 / Math.sqrt(1e-5)),
    ]);
    expect(
      numbers(BatchNormalization, { epsilon: 3 }, [float32([1, 1], [1]), vector(1), vector(0), vector(0), vector(1)]),
    ).toEqual([0.5]);
  });

  it('takes ranks from 2 up and refuses what does not fit', () => {
    const x = tensorType('float32', [1, 3, 2]);
    const v = tensorType('float32', [3]);
    const a = BatchNormalization.parseAttrs({});
    expect(BatchNormalization.infer([x, v, v, v, v], a)).toEqual([x]);
    expect(() => BatchNormalization.infer([x, v, v, v], a)).toThrow('the variance is absent');
    expect(() => BatchNormalization.infer([x, v, v, tensorType('float32', [2]), v], a)).toThrow(
      /the mean is float32\[3\]/,
    );
    expect(() => BatchNormalization.infer([v, v, v, v, v], a)).toThrow(TypeError);
    expect(() => BatchNormalization.parseAttrs({ epsilon: -1 })).toThrow(TypeError);
  });

  it('has an integer form within a step of it, whatever its rank', () => {
    for (const shape of [
      [2, 3, 4],
      [8, 3],
      [1, 3, 2, 4],
      [1, 3, 2, 2, 2],
    ]) {
      const values = Array.from({ length: 24 }, (_, i) => ((i * 37) % 256) - 128);
      const parts = [vector(2, -1, 0.5), vector(1, 0, -3), vector(5, -20, 0), vector(0.5, 2, 1)];
      const site = new SiteRecorder(
        BatchNormalization,
        {},
        [{ x: float32(shape, values), scale: 1 }, ...parts.map((constant) => ({ constant }))],
        [4],
      );
      const [y] = site.run();
      const real = site.reference()[0].data;
      expect(y.shape).toEqual(shape);
      const off = toNumbers(y).map((q, i) => Math.abs(q - Math.min(Math.max(Number(real[i]) / 4, -128), 127)));
      expect(Math.max(...off)).toBeLessThan(0.51);
    }
  });
});
