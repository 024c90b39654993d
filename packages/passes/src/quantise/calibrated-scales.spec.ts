import { parseGraph } from '@openbpu/ir';
import { HzCalibration, standardOps } from '@openbpu/ops';
import { CalibratedScales, calibratedQuant } from './calibrated-scales';

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

it('knows tensors by either name: how they are quantised, in which type, and how far weights reach', () => {
  const scales = new CalibratedScales(
    parseGraph(
      `input x: float32[1x2x1x1] NCHW
const w: float32[2x2x1x1] = seed 1
const v: float32[2x2x1x1] = seed 2
a: a = HzCalibration(x) {scales: [0.5], thresholds: [64]}
w8: k = HzCalibration(w) {scales: [0.5, 2], thresholds: [3, 5], axis: 0, kind: "weight"}
v8: m = HzCalibration(v) {scales: [1, 1], thresholds: [1, 1], axis: 0, columns: [1, 2], kind: "weight"}
c: c = Conv(a, k) {kernel: [1, 1]} bpu id(0) int8/int16
b: b = HzCalibration(c) {scales: [2], thresholds: [7], dtype: "int16"}
d: d = Conv(b, m) {kernel: [1, 1]} bpu id(0) int16/int32
output d`,
      standardOps(),
      'calibrated',
    ),
  );
  expect(['x', 'a', 'k', 'b', 'd'].map((id) => scales.raw(id))).toEqual(['x', 'x', 'w', 'c', 'd']);
  for (const id of ['x', 'a']) expect(scales.quantOf(id)).toEqual({ scale: Float32Array.of(0.5) });
  for (const id of ['w', 'k', 'd']) expect(scales.quantOf(id)).toBeUndefined();
  expect(['x', 'a', 'c', 'b', 'd'].map((id) => scales.typeOf(id))).toEqual(['int8', 'int8', 'int16', 'int16', 'int8']);
  for (const id of ['w', 'k']) expect(scales.weightThresholds(id)).toEqual(Float32Array.of(3, 5));
  for (const id of ['v', 'm', 'x']) expect(scales.weightThresholds(id)).toBeUndefined();
});
