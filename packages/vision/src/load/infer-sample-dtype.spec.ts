import { inferSampleDType } from './infer-sample-dtype';

it.each([
  ['./calibration_data_bgr_f32', 'float32'],
  ['data/cal_f32/', 'float32'],
  ['data/cal_f32_old', 'uint8'],
  ['data_f32/cal', 'uint8'],
  ['', 'uint8'],
])('"%s" holds %s', (folder, dtype) => {
  expect(inferSampleDType(folder)).toBe(dtype);
});
