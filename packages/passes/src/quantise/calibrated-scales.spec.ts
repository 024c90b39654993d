import { HzCalibration } from '@openbpu/ops';
import { calibratedQuant } from './calibrated-scales';

const of = (attrs: Record<string, unknown>) => calibratedQuant(HzCalibration.parseAttrs(attrs));

it('has the scales, and no more than was said', () => {
  expect(of({ scales: [0.5], thresholds: [64] })).toEqual({ scale: Float32Array.of(0.5) });
});

it('has the axis of several scales, and what stands for 0', () => {
  expect(of({ scales: [0.5, 2], thresholds: [1, 2], axis: 1, zeros: [-128, 3] })).toEqual({
    scale: Float32Array.of(0.5, 2),
    axis: 1,
    zero: Int8Array.of(-128, 3),
  });
});
