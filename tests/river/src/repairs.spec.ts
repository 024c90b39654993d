import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@openbpu/ir';
import { checker, fixed } from '@openbpu/pipeline';
import { LanePool, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor, float32, sizeOf, toNumbers } from '@openbpu/tensor';
import { DATA } from './data';
import { describeWithData } from './describe-with-data.fixture';

const MODELS = [
  'mlperf-tiny/kws.onnx',
  'mlperf-tiny/resnet8.onnx',
  'mnist/mnist-8.onnx',
  'ultraface/version-RFB-320.onnx',
  'yunet_n_320_320.onnx',
  'nanodet_m_320.onnx',
];
/** Of the largest element of an output. */
const TOLERANCE = 1e-4;

describeWithData('a real model, repaired', () => {
  const lanes = new LanePool(1);
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'repairs-'))));
  afterAll(async () => {
    await lanes.close();
    rmSync(folder, { recursive: true });
  });

  /** Outputs on noise, by name. */
  async function run(file: string): Promise<Map<string, number[]>> {
    const executor = await OnnxExecutor.open(lanes.lane, readFileSync(file));
    try {
      const random = seededRandom(7);
      const feed = (shape: readonly number[]): Tensor =>
        float32(
          shape,
          Float32Array.from({ length: sizeOf(shape) }, () => 2 * random() - 1),
        );
      const given = await executor.run(new Map(executor.inputs.map(({ name, type }) => [name, feed(type.shape)])));
      return new Map(executor.outputs.map(({ name }) => [name, toNumbers(given.get(name)!)]));
    } finally {
      await executor.close();
    }
  }

  it.each(MODELS)('gives what it gave, and the march sees it no worse: %s', async (name) => {
    const model = join(DATA, 'models', name);
    for (const march of ['bernoulli2', 'bayes-e']) {
      const path = join(folder, `${march}.onnx`);
      const { check } = await checker({ march, source: { kind: 'onnx', model }, fix: { path, repair: fixed } });
      const again = await checker({ march, source: { kind: 'onnx', model: path } });
      expect(again.check!.subgraphs).toBeLessThanOrEqual(check!.subgraphs);
      expect(again.check!.cpuUs).toBeLessThanOrEqual(check!.cpuUs);
      const [before, after] = [await run(model), await run(path)];
      expect([...after.keys()]).toEqual([...before.keys()]);
      for (const [output, values] of before) {
        const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        const differs = after.get(output)!.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i])), 0);
        expect([march, output, differs <= TOLERANCE * largest]).toEqual([march, output, true]);
      }
    }
  });
});
