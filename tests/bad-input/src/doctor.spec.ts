import { runProgram } from '@openbpu/cli/testing';
import { bytesOf } from '@openbpu/tensor';
import { Workshop, sample } from './workshop';

const home = process.cwd();
let shop: Workshop;
beforeEach(async () => {
  shop = await Workshop.open();
  process.chdir(shop.folder);
});
afterEach(async () => {
  process.chdir(home);
  await shop.close();
});

const doctor = (...words: readonly string[]) =>
  runProgram(['doctor', 'recipe.yaml', '--threads', '1', ...words], 'hmct-debugger');

it('says that nothing is wrong, and ends with 0', async () => {
  await shop.recipe();
  const { code, stdout } = await doctor();
  expect([code, stdout]).toEqual([0, expect.stringContaining('  nothing speaks for a mistake\n')]);
  expect(await shop.written()).toEqual([]);
});

it('says what is wrong and which line to change, and ends with 1', async () => {
  await shop.recipe({ norm_type: "'data_mean_and_scale'", scale_value: '2', 'input_parameters.mean_value': '0.5' });
  const { code, stdout } = await doctor('--runs', '1', '--samples', '2');
  expect(code).toBe(1);
  expect(stdout).toContain('input "x": the first 2 of 3 samples\n');
  expect(stdout).toMatch(/the division by 255 is missing \(evidence [\d.]+, [\d.]+ ahead\)\n/);
  expect(stdout).toContain("    in the recipe: mean_value: '127.5'   (and scale_value: '0.007843137')\n");
});

it('reads what the recipe would not, and is one document', async () => {
  for (let i = 0; i < 3; i++) await shop.put(`samples/${i}.rgb`, Uint8Array.from(sample(i)));
  await shop.recipe();
  const { code, stdout } = await doctor('--json');
  const report = JSON.parse(stdout) as { inputs: { suspects: { mistake: string; cure: object }[] }[] };
  expect([code, report.inputs[0].suspects[0]]).toMatchObject([
    1,
    { mistake: 'uint8-read-as-float32', cure: { key: 'cal_data_type', value: 'uint8' } },
  ]);
  await shop.put('samples/0.rgb', bytesOf(new Float32Array(5)));
  expect((await doctor()).code).toBe(1);
});

it('refuses another kind of model', async () => {
  await shop.recipe();
  const { code, stderr } = await doctor('--model-type', 'tflite');
  expect([code, stderr]).toEqual([1, expect.stringMatching(/CLI\d{3} error/)]);
});
