import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@openbpu/ir';
import { encodeModel } from '@openbpu/onnx';
import { makertbin } from '@openbpu/pipeline';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor, float32 } from '@openbpu/tensor';
import { STEP, operatorFormModel } from './operator-form.fixture';
import { recipeText } from './recipe-text';
import { compareThree, extremeFeeds } from './three-executors';

let folder: string;
let lane: Lane;
beforeAll(async () => {
  lane = new Lane();
  folder = await mkdtemp(join(tmpdir(), 'operators-'));
});
afterAll(async () => {
  await lane.close();
  await rm(folder, { recursive: true, force: true });
});

async function outputOf(model: Uint8Array, input: Tensor): Promise<Float32Array> {
  const executor = await OnnxExecutor.open(lane, model, { outputs: ['out'] });
  return (await executor.run(new Map([['x', input]]))).get('out')!.data as Float32Array;
}

it('a model of operators on integers is loaded, and gives what ONNX Runtime makes of it, within a step', async () => {
  const model = encodeModel(operatorFormModel());
  await writeFile(join(folder, 'model.onnx'), model);
  const recipe = recipeText({
    model: { onnx: join(folder, 'model.onnx') },
    prefix: 'q',
    workingDir: './out',
    typeRt: 'featuremap',
    typeTrain: 'featuremap',
    layoutRt: 'NCHW',
    calibration: 'load',
  });
  await writeFile(join(folder, 'r.yaml'), recipe);
  const { record } = await makertbin({ config: join(folder, 'r.yaml'), modelType: 'onnx' });
  expect(record.verification).toMatchObject({ status: 'passed', mismatches: 0 });
  const codes = record.diagnostics.map(({ code }) => code);
  expect(codes.filter((code) => ['PAS043', 'PIP077', 'PIP078', 'PIP079'].includes(code))).toEqual([]);
  expect(record.nodes.filter(({ type }) => type.includes('Conv')).length).toBeGreaterThan(2);
  expect(record.nodes.filter(({ on, macs = 0 }) => on === 'CPU' && macs > 0)).toEqual([]);
  const files = [join(folder, 'out/q_quantized_model.onnx'), join(folder, 'out/q.bin')] as const;
  expect((await compareThree(...files, extremeFeeds)).mismatches).toEqual([]);
  const quantised = await readFile(files[0]);
  let most = 0;
  for (const seed of [1, 2, 3, 4]) {
    const random = seededRandom(seed);
    const input = float32(
      [1, 3, 8, 8],
      Float32Array.from({ length: 192 }, () => (random() * 2 - 1) * 1.3),
    );
    const wanted = await outputOf(model, input);
    expect(wanted.some((value) => Math.abs(value) > 10 * STEP)).toBe(true);
    const given = await outputOf(quantised, input);
    given.forEach((value, i) => (most = Math.max(most, Math.abs(value - wanted[i]) / STEP)));
  }
  expect(most).toBeLessThanOrEqual(1.001);
}, 120_000);
