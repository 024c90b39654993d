import * as fc from 'fast-check';
import { float32, tensorType } from '@openbpu/tensor';
import { HzCalibration } from './HzCalibration';
import { HzDequantize } from './HzDequantize';
import { HzQuantize } from './HzQuantize';

const run = (x: ReturnType<typeof float32>, raw: Record<string, unknown>) =>
  HzCalibration.eval([x], HzCalibration.parseAttrs(raw))[0];

describe('HzCalibration', () => {
  it('leaves multiples of the scale inside the range', () => {
    expect(run(float32([5], [0.25, 0.3, 1000, -1000, NaN]), { scales: [0.5], thresholds: [63.5] })).toEqual(
      float32([5], [0, 0.5, 63.5, -64, 0]),
    );
  });

  it('stops weights at −127', () => {
    expect(run(float32([2], [-1000, -63.5]), { scales: [0.5], thresholds: [63.5], kind: 'weight' })).toEqual(
      float32([2], [-63.5, -63.5]),
    );
  });

  it('leaves more in int16', () => {
    expect(
      run(float32([5], [0.25, 0.3, 1e9, -1e9, NaN]), { scales: [0.125], thresholds: [4095.875], dtype: 'int16' }),
    ).toEqual(float32([5], [0.25, 0.25, 4095.875, -4096, 0]));
  });

  it('has one scale per index of an axis', () => {
    const x = float32([2, 2, 2], [0.4, 0.6, 0.4, 0.6, 2.4, 2.6, 2.4, 2.6]);
    expect(run(x, { scales: [1, 0.25], thresholds: [127, 31.75], axis: 1 })).toEqual(
      float32([2, 2, 2], [0, 1, 0.5, 0.5, 2, 3, 2.5, 2.5]),
    );
    expect(run(x, { scales: [1, 4], thresholds: [127, 508], axis: -3 })).toEqual(
      float32([2, 2, 2], [0, 1, 0, 1, 4, 4, 4, 4]),
    );
  });

  it('has zeros of its own, which only move the bounds', () => {
    expect(run(float32([4], [-1, 0.5, 127, 500]), { scales: [0.5], thresholds: [127.5], zeros: [-128] })).toEqual(
      float32([4], [0, 0.5, 127, 127.5]),
    );
    expect(
      run(float32([2, 1], [-100, -100]), { scales: [1, 1], thresholds: [127, 255], zeros: [0, -28], axis: 0 }),
    ).toEqual(float32([2, 1], [-100, -100]));
    expect(
      run(float32([2, 1], [200, 200]), { scales: [1, 1], thresholds: [127, 155], zeros: [0, -28], axis: 0 }),
    ).toEqual(float32([2, 1], [127, 155]));
  });

  it('divides the scales of weights by those of the input channels they take in, group by group', () => {
    const x = float32([2, 2, 1, 1], [0.6, 0.6, 0.6, 0.6]);
    expect(run(x, { scales: [1, 0.5], thresholds: [127, 63.5], axis: 0, columns: [1, 2], kind: 'weight' })).toEqual(
      float32([2, 2, 1, 1], [1, 0.5, 0.5, 0.5]),
    );
    expect(
      run(x, { scales: [1, 0.5], thresholds: [127, 63.5], axis: 0, columns: [1, 2, 0.25, 4], kind: 'weight' }),
    ).toEqual(float32([2, 2, 1, 1], [1, 0.5, 0, 0.625]));
  });

  it('is quantise, then dequantise', () => {
    const real = fc.float({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(
        fc.array(real, { maxLength: 20 }),
        fc.float({ noNaN: true, min: Math.fround(1e-3), max: 10 }),
        (values, scale) => {
          const x = float32([values.length], values);
          const s = float32([], [scale]);
          expect([run(x, { scales: [scale], thresholds: [127 * scale] })]).toEqual(
            HzDequantize.eval([HzQuantize.eval([x, s], {})[0], s], {}),
          );
        },
      ),
    );
  });

  it('uses its scales at float32', () => {
    expect(run(float32([1], [0.3]), { scales: [0.1], thresholds: [12.7] })).toEqual(
      float32([1], [3 * Math.fround(0.1)]),
    );
    expect(HzCalibration.realAttrs).toEqual(['scales', 'thresholds', 'columns']);
  });

  it('refuses what makes no sense', () => {
    expect(() => HzCalibration.parseAttrs({ scales: [0], thresholds: [0] })).toThrow(/scales/);
    expect(() => HzCalibration.parseAttrs({ scales: [1], thresholds: [1, 2] })).toThrow(/as many thresholds/);
    expect(() => HzCalibration.parseAttrs({ scales: [1, 2], thresholds: [1, 2] })).toThrow(/axis/);
    for (const raw of [{ kind: 'weight' }, { zeros: [1] }, { axis: 1 }])
      expect(() => HzCalibration.parseAttrs({ scales: [1], thresholds: [1], dtype: 'int16', ...raw })).toThrow(
        /int16 is/,
      );
    expect(() => HzCalibration.parseAttrs({ scales: [1], thresholds: [1], kind: 'bias' })).toThrow(/kind/);
    expect(() => HzCalibration.parseAttrs({ scales: [1], thresholds: [1], zeros: [1, 2] })).toThrow(/as many zeros/);
    expect(() => HzCalibration.parseAttrs({ scales: [1], thresholds: [1], zeros: [1], kind: 'weight' })).toThrow(
      /no zeros/,
    );
    expect(() =>
      HzCalibration.infer(
        [tensorType('float32', [2, 2])],
        HzCalibration.parseAttrs({ scales: [1, 2], thresholds: [1, 2], axis: 0, columns: [1, 2, 3], kind: 'weight' }),
      ),
    ).toThrow(RangeError);
    const attrs = HzCalibration.parseAttrs({ scales: [1, 2], thresholds: [127, 254], axis: 1 });
    expect(() => HzCalibration.infer([tensorType('float32', [2, 3])], attrs)).toThrow('2 scales do not fit 3 channels');
    expect(() => HzCalibration.infer([tensorType('int8', [2, 2])], attrs)).toThrow('not int8');
    expect(() => HzCalibration.infer([tensorType('float32', [2])], attrs)).toThrow(RangeError);
  });
});
