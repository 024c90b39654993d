import { nearest } from './nearest';

it('suggests the closest word, and nothing when none is close', () => {
  const keys = ['calibration_type', 'cal_data_dir', 'cal_data_type'];
  expect(nearest('calibraton_type', keys)).toBe('calibration_type');
  expect(nearest('cal_data_dirs', keys)).toBe('cal_data_dir');
  expect(nearest('banana', keys)).toBeUndefined();
  expect(nearest('', keys)).toBeUndefined();
});
