import { nearest } from './nearest';

it('suggests the closest word, and nothing when none is close', () => {
  const keys = ['calibration_type', 'cal_data_dir', 'cal_data_type'];
  expect(nearest('calibraton_type', keys)).toBe('calibration_type');
  expect(nearest('cal_data_dirs', keys)).toBe('cal_data_dir');
  expect(nearest('banana', keys)).toBeUndefined();
  expect(nearest('', keys)).toBeUndefined();
  expect([nearest('0', ['x']), nearest('', ['x']), nearest('X', ['x'])]).toEqual([undefined, undefined, 'x']);
});

it('counts two letters that changed places as one mistake', () => {
  expect(nearest('rbg', ['rgb', 'bgr', 'gray'])).toBe('rgb');
  expect(nearest('inptu', ['input', 'output'])).toBe('input');
});

it('suggests the only word that begins so, when nothing is closer', () => {
  expect(nearest('bayes', ['bernoulli2', 'bayes-e'])).toBe('bayes-e');
  expect(nearest('cal_data', ['cal_data_dir', 'cal_data_type'])).toBeUndefined();
  expect(nearest('ba', ['bayes-e'])).toBeUndefined();
});
