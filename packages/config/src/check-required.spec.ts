import { BASE, codes, problems, recipe } from './recipe-text.fixture';

it('asks for required keys, also when they are there but empty', () => {
  expect(problems(recipe({ march: "''", output_model_file_prefix: undefined }))[0].facts.keys).toEqual([
    'march',
    'output_model_file_prefix',
  ]);
  expect(problems('')).toMatchObject([{ code: 'CFG004' }]);
  expect(problems('model_parameters:\n')[0].facts.keys).toEqual([
    'input_parameters',
    'calibration_parameters',
    'compiler_parameters',
  ]);
  expect(problems(recipe({ cal_data_dir: undefined }))[0].facts).toMatchObject({
    group: 'calibration_parameters',
    keys: ['cal_data_dir'],
  });
  expect(codes(recipe({ cal_data_dir: undefined, calibration_type: 'skip' }))).toEqual([]);
});

it('tells in one run of everything that is missing, groups, their keys and what a norm_type needs', () => {
  const found = problems('input_parameters:\n  norm_type: data_scale\n');
  expect(found.map(({ code, facts: { group = '', keys, key = keys } }) => `${code} ${group}: ${key}`)).toEqual([
    'CFG005 : model_parameters,calibration_parameters,compiler_parameters',
    'CFG005 model_parameters: march,onnx_model,output_model_file_prefix',
    'CFG005 calibration_parameters: cal_data_dir',
    'CFG005 compiler_parameters: optimize_level',
    'CFG005 input_parameters: input_layout_train,input_type_rt,input_type_train',
    'CFG015 : scale_value',
  ]);
  expect(codes(BASE.replace('compiler_parameters', 'compiler_parametrs'))).toEqual([
    'CFG005 recipe',
    'CFG006 compiler_parametrs',
  ]);
});
