import { fieldsOf, inputFieldsOf, missingEntries, perInputKeys } from './fields';

it('gives every key its field, in camel case or as its entry says, with what stands where it is unset', () => {
  expect(fieldsOf('compiler_parameters', { optimize_level: 'O3', jobs: 2 })).toEqual({
    compileMode: 'latency',
    debug: false,
    coreNum: 1,
    optimizeLevel: 'O3',
    maxTimePerFc: 0,
    jobs: 2,
  });
  expect(fieldsOf('custom_op', { custom_op_dir: 'ops' })).toEqual({ registerFiles: [], dir: 'ops' });
});

it('gives nothing where a key that must be set is not', () => {
  expect(fieldsOf('compiler_parameters', { jobs: 2 })).toBeUndefined();
  expect(inputFieldsOf('input_parameters', { input_type_rt: ['rgb'] }, 0)).toBeUndefined();
});

it('gives the entries of one input, and the keys that lack one', () => {
  const values = {
    input_type_train: ['rgb', 'featuremap'],
    input_type_rt: ['nv12', undefined],
    input_layout_train: ['NHWC', 'NCHW'],
    norm_type: ['data_mean', 'no_preprocess'],
    mean_value: [[1, 2, 3], undefined],
    input_space_and_range: ['bt601_video', undefined],
  } as const;
  expect(inputFieldsOf('input_parameters', values, 0)).toEqual({
    typeTrain: 'rgb',
    typeRt: 'nv12',
    layoutTrain: 'NHWC',
    norm: 'data_mean',
    mean: [1, 2, 3],
    spaceAndRange: 'bt601_video',
  });
  expect(inputFieldsOf('input_parameters', { ...values, input_type_rt: ['nv12', 'featuremap'] }, 1)).toEqual({
    typeTrain: 'featuremap',
    typeRt: 'featuremap',
    layoutTrain: 'NCHW',
    norm: 'no_preprocess',
    spaceAndRange: 'regular',
  });
  expect([0, 1].map((index) => missingEntries('input_parameters', values, index))).toEqual([[], ['input_type_rt']]);
  expect(perInputKeys('calibration_parameters')).toEqual(['cal_data_dir', 'cal_data_type']);
});
