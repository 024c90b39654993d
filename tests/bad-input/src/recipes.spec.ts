import { smallModelBytes, withGraph } from './small-model';
import { expectRefusal, inWorkshop, makertbin } from './expect-refusal.fixture';
import { buildValue } from '@openbpu/onnx';
import { runProgram } from '@openbpu/cli/testing';

const { shop, convert } = inWorkshop();

it('takes the recipe that the others are made from', async () => {
  await shop().recipe();
  expect(await makertbin()).toMatchObject({
    code: 0,
  });
  expect((await shop().written()).sort()).toEqual(
    expect.arrayContaining([
      'net.bin',
      'net_calibrated_model.onnx',
      'net_optimized_float_model.onnx',
      'net_original_float_model.onnx',
      'net_quantized_model.onnx',
      'net_record.json',
    ]),
  );
});

describe('a file', () => {
  it.each([
    ['nothing', ''],
    ['a comment', '# only this\n'],
    ['a list', '- a\n- b\n'],
    ['a number', '5'],
    ['an open quote', 'model_parameters:\n  onnx_model: "model.onnx\n'],
    ['an open brace', 'model_parameters: {'],
    ['tabs', 'model_parameters:\n\tonnx_model: a\n'],
    ['bytes', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 37) % 256))],
    ['anchors that refer to themselves', 'a: &a [*a, *a]\n'],
    [
      'anchors that multiply',
      `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`,
    ],
    ['deep nesting', '['.repeat(20_000)],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('of %s', async (_, text) => {
    await shop().put('recipe.yaml', text);
    await convert();
  });

  it.each([
    ['a model', 'model.onnx'],
    ['a device without end', '/dev/zero'],
  ])('that is %s is refused with one sentence', async (_, file) => {
    const said = expectRefusal(await runProgram(['makertbin', '--config', file, '--model-type', 'onnx']));
    expect(said.match(/[A-Z]{3}\d{3} error/g)).toEqual([expect.stringMatching(/^(CFG027|GRD002) error$/)]);
  });

  it('cut off in any line', async () => {
    const path = await shop().recipe();
    const { readFileSync } = await import('node:fs');
    const lines = readFileSync(path, 'utf8').split('\n');
    for (const count of [1, 3, 6, 10, 14]) {
      await shop().put('recipe.yaml', lines.slice(0, count).join('\n'));
      await convert();
    }
  });

  it('that is a folder, or is not there', async () => {
    for (const name of ['samples', 'absent.yaml'])
      expect(expectRefusal(await runProgram(['makertbin', '-c', name, '--model-type', 'onnx']))).toContain(name);
  });
});

describe('a key', () => {
  it('that is unknown is shown at its line and column, with the nearest one', async () => {
    await shop().recipe({ 'calibration_parameters.calibration_tpye': "'max'" });
    const said = await convert();
    expect(said).toMatch(/recipe\.yaml:\d+:3: unknown key 'calibration_tpye'/);
    expect(said).toContain("did you mean 'calibration_type'?");
  });

  it.each([
    ['march', "'bayse'"],
    ['march', "''"],
    ['input_type_rt', "'rbg'"],
    ['input_type_train', "'nv12'"],
    ['input_layout_train', "'CHWN'"],
    ['norm_type', "'scale'"],
    ['scale_value', 'tiny'],
    ['scale_value', '1 2'],
    ['scale_value', "'nan'"],
    ['scale_value', '0'],
    ['calibration_type', "'best'"],
    ['cal_data_type', "'float16'"],
    ['cal_data_dir', "''"],
    ['cal_data_dir', 'undefined: [1]'],
    ['compile_mode', "'fast'"],
    ['optimize_level', "'O9'"],
    ['working_dir', '[1, 2]'],
    ['output_model_file_prefix', "'../../out'"],
    ['output_model_file_prefix', "'a/b'"],
  ])('%s: %s', async (key, value) => {
    await shop().recipe({ [key]: value });
    await convert();
  });

  it('of an unknown march suggests the nearest one', async () => {
    await shop().recipe({ march: "'bayes-f'" });
    expect(await convert()).toContain("did you mean 'bayes-e'?");
  });

  it('of an input or a node that the model has not', async () => {
    await shop().recipe({ 'input_parameters.input_name': "'xx'" });
    await convert();
    await shop().recipe({ 'input_parameters.input_name': "'x;y'" });
    await convert();
    await shop().recipe({ 'calibration_parameters.run_on_cpu': "'conv9'" });
    expect(await convert()).toContain('conv9');
  });
});

it('nv12 is refused for an odd size', async () => {
  await shop().put(
    'model.onnx',
    smallModelBytes((model) => withGraph(model, { input: [buildValue('x', 1, [1, 3, 227, 227])] })),
  );
  await shop().recipe({ input_type_rt: "'nv12'", input_layout_rt: undefined });
  const said = await convert();
  expect(said).toContain('CFG018');
  expect(said).toContain('227x227');
});

it('a picture type is refused for other channels', async () => {
  await shop().recipe({ input_type_rt: "'gray'", input_type_train: "'gray'" });
  expect(await convert()).toContain('CFG019');
});
