import { parse } from 'yaml';
import { handoffRecipe } from './handoff-recipe';
import { BASE } from './recipe-text.fixture';

it('changes, adds and takes out keys, and leaves all else as it was said', () => {
  const text = `# mine\n${BASE}preprocess:\n  read_mode: skimage\n`;
  const made = handoffRecipe(text, {
    model_parameters: { working_dir: './elsewhere', onnx_model: undefined },
    calibration_parameters: { calibration_type: 'kl', max_percentile: undefined },
    compiler_parameters: { debug: 'True' },
    custom_op: { op_method: 'register' },
  });
  const [before, after] = [parse(BASE), parse(made)];
  expect(made).toContain('# mine');
  expect(after.preprocess).toBeUndefined();
  const { onnx_model: model, ...others } = before.model_parameters;
  expect(model).toBeDefined();
  expect(after.model_parameters).toEqual({ ...others, working_dir: './elsewhere' });
  expect(after.calibration_parameters).toEqual({ ...before.calibration_parameters, calibration_type: 'kl' });
  expect(after.input_parameters).toEqual(before.input_parameters);
  expect(parse(made, { schema: 'failsafe' }).compiler_parameters.debug).toBe('True');
  expect(after.custom_op).toEqual({ op_method: 'register' });
});

it('writes dictionaries as such', () => {
  const nodeInfo = { Conv_1: { ON: 'BPU', OutputType: 'int16' } };
  expect(parse(handoffRecipe(BASE, { model_parameters: { node_info: nodeInfo } })).model_parameters.node_info).toEqual(
    nodeInfo,
  );
});

it('writes texts in quotes and on one line, however long, and fills groups that are empty', () => {
  const folders = Array.from({ length: 30 }, (_, i) => `./data of input ${i}`).join('; ');
  const made = handoffRecipe(`${BASE}custom_op:\n`, {
    calibration_parameters: { cal_data_dir: folders, max_percentile: '0.99995' },
    custom_op: { custom_op_dir: './ops' },
  });
  expect(made).toContain(`  cal_data_dir: '${folders}'\n`);
  expect(made).toContain("  max_percentile: '0.99995'\n");
  expect(parse(made).custom_op).toEqual({ custom_op_dir: './ops' });
});
