import { type Diagnostic, CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { type InputRecipe } from './recipe';
import { parseRecipe } from './parse-recipe';

/** The inputs of a recipe with these input and calibration lines, or the complaints. */
function inputsOf(
  lines: Record<string, string>,
  calibration: Record<string, string> = { cal_data_dir: 'a', calibration_type: 'kl' },
) {
  const write = (group: Record<string, string>) =>
    Object.entries(group)
      .map(([key, value]) => `  ${key}: ${value}\n`)
      .join('');
  const sink = new CollectingSink();
  const text =
    'model_parameters:\n  onnx_model: m\n  march: m\n  output_model_file_prefix: m\n' +
    `input_parameters:\n${write(lines)}calibration_parameters:\n` +
    `${write(calibration)}compiler_parameters:\n  optimize_level: O0\n`;
  const rules = { march: 'm', keys: [], coreNum: [1], int16Output: true, refusedInputs: [] };
  try {
    const { inputs } = parseRecipe(text, { file: 'r', marches: ['m'], marchRules: () => rules, sink });
    return { inputs, heard: sink.diagnostics };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { inputs: [] as readonly InputRecipe[], heard: error.diagnostics };
  }
}

const said = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code, at }) => `${code} ${at?.name}`);
const ONE = { input_type_rt: 'rgb', input_type_train: 'rgb', input_layout_train: 'NCHW', norm_type: 'no_preprocess' };
const TWO = {
  input_name: "'left; right'",
  input_type_rt: 'nv12;featuremap',
  input_type_train: 'bgr;featuremap',
  input_layout_train: 'NCHW;NHWC',
  norm_type: 'data_mean;data_scale',
  mean_value: "'104 117 123; None'",
  scale_value: "'None;0.5'",
  input_shape: '1x3x32x64;1x7x9x5',
  input_layout_rt: 'None;NHWC',
};
const DATA = { cal_data_dir: "'./left/; ./right_f32/'", calibration_type: 'kl' };

it('takes per-input lists in the order of input_name', () => {
  const { inputs, heard } = inputsOf(TWO, DATA);
  expect(heard).toEqual([]);
  expect(inputs).toEqual([
    {
      name: 'left',
      typeRt: 'nv12',
      typeTrain: 'bgr',
      layoutTrain: 'NCHW',
      shape: [1, 3, 32, 64],
      norm: 'data_mean',
      mean: [104, 117, 123],
      spaceAndRange: 'regular',
      calDataDir: './left/',
      calDataType: 'uint8',
    },
    {
      name: 'right',
      typeRt: 'featuremap',
      typeTrain: 'featuremap',
      layoutTrain: 'NHWC',
      layoutRt: 'NHWC',
      shape: [1, 7, 9, 5],
      norm: 'data_scale',
      scale: [0.5],
      spaceAndRange: 'regular',
      calDataDir: './right_f32/',
      calDataType: 'float32',
    },
  ]);
});

it('asks for names where several inputs are meant', () => {
  expect(said(inputsOf({ ...ONE, norm_type: 'no_preprocess;no_preprocess' }).heard)).toEqual(['CFG013 norm_type']);
});

it('counts entries, whichever key is short or long', () => {
  const { heard } = inputsOf(
    { ...TWO, norm_type: 'data_mean', mean_value: '1;2;3' },
    { ...DATA, cal_data_dir: 'left' },
  );
  expect(said(heard)).toEqual(['CFG014 norm_type', 'CFG014 mean_value', 'CFG014 cal_data_dir']);
  expect(said(inputsOf({ ...TWO, input_name: 'left;left' }, DATA).heard)).toEqual(['CFG022 input_name']);
});

it('asks for values that norm_type needs, and ignores those it does not', () => {
  expect(said(inputsOf({ ...ONE, norm_type: 'data_mean_and_scale' }).heard)).toEqual([
    'CFG015 input_parameters',
    'CFG015 input_parameters',
  ]);
  expect(said(inputsOf({ ...ONE, norm_type: 'data_scale', scale_value: 'None' }).heard)).toEqual([
    'CFG015 scale_value',
  ]);
  const ignored = inputsOf({ ...ONE, mean_value: '1 2 3' });
  expect(said(ignored.heard)).toEqual(['CFG017 mean_value']);
  expect(ignored.inputs[0].mean).toBeUndefined();
});

it.each([
  ['1 2', 'CFG016 mean_value'],
  ['1 2 3 4', 'CFG016 mean_value'],
  ['1, 2, 3', 'CFG008 mean_value'],
  ['inf', 'CFG008 mean_value'],
  ['1e999', 'CFG008 mean_value'],
])('refuses mean_value %s for three channels', (mean, complaint) => {
  expect(said(inputsOf({ ...ONE, norm_type: 'data_mean', mean_value: `'${mean}'` }).heard)).toEqual([complaint]);
});

it.each([
  ['0', 'scale_value 0 makes every value of'],
  ['-0.0', 'every value of'],
  ['1 0 0.5', 'scale_value 0 makes channel 1 of'],
  ['1e-60', 'scale_value 1e-60 makes every value of'],
])('refuses scale_value %s, which leaves nothing of the input', (scale, sentence) => {
  const { heard } = inputsOf({ ...ONE, norm_type: 'data_scale', scale_value: `'${scale}'` });
  expect(said(heard)).toEqual(['CFG026 scale_value']);
  expect(heard[0]).toMatchObject({
    severity: 'error',
    message: expect.stringContaining(sentence),
    at: { line: 10, column: 16 },
  });
});

it('takes a mean of 0, and a scale of 0 that norm_type does not use', () => {
  expect(inputsOf({ ...ONE, norm_type: 'data_mean', mean_value: '0 0 0' }).inputs[0].mean).toEqual([0, 0, 0]);
  expect(said(inputsOf({ ...ONE, scale_value: '0' }).heard)).toEqual(['CFG017 scale_value']);
});

it('takes one mean for all channels, negative ones and exponents', () => {
  expect(inputsOf({ ...ONE, norm_type: 'data_mean', mean_value: '-1.5e-2' }).inputs[0].mean).toEqual([-0.015]);
});

it('counts the channels of a featuremap by its shape', () => {
  const featuremap = {
    ...ONE,
    input_type_rt: 'featuremap',
    input_type_train: 'featuremap',
    norm_type: 'data_mean',
    mean_value: '1 2',
  };
  expect(said(inputsOf({ ...featuremap, input_shape: '1x5x2x2' }).heard)).toEqual(['CFG016 mean_value']);
  expect(inputsOf({ ...featuremap, input_shape: '1x2x5x5' }).inputs[0].mean).toEqual([1, 2]);
  expect(inputsOf(featuremap).inputs[0].mean).toEqual([1, 2]);
});

it('leaves out a required entry for one input with a complaint', () => {
  expect(said(inputsOf({ ...TWO, input_layout_train: "'NCHW;None'" }, DATA).heard)).toEqual([
    'CFG015 input_layout_train',
  ]);
  expect(said(inputsOf(TWO, { ...DATA, cal_data_dir: "'left;None'" }).heard)).toEqual(['CFG015 cal_data_dir']);
});

it('limits input_batch to one input with first dimension 1', () => {
  expect(said(inputsOf({ ...TWO, input_batch: '4' }, DATA).heard)).toEqual(['CFG020 input_batch']);
  expect(said(inputsOf({ ...ONE, input_shape: '2x3x8x8', input_batch: '4' }).heard)).toEqual(['CFG020 input_batch']);
  expect(said(inputsOf({ ...ONE, input_shape: '1x3x8x8', input_batch: '4' }).heard)).toEqual([]);
});

it('checks the shape it is told', () => {
  expect(said(inputsOf({ ...ONE, input_type_rt: 'nv12', input_shape: '1x3x227x227' }).heard)).toEqual([
    'CFG018 input_shape',
  ]);
  expect(said(inputsOf({ ...ONE, input_shape: '1x227x227x3' }).heard)).toEqual(['CFG019 input_shape']);
});
