import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertModel } from './convert-model';
import { describeWithData } from './describe-with-data.fixture';
import { MODELS, type RealModel } from './models';
import { goldenFeeds } from './quantised-feeds';
import { compareThree, extremeFeeds } from './three-executors';

/**
 * Small enough for every test run, the larger two fed in one way only (what they are fed with reaches one node); the
 * acceptance run takes all.
 */
const SMALL = ['kws', 'mnist-8', 'mnist_tengine', 'mtcnn_det1'];
const FED_ONE_WAY = ['mtcnn_det2', 'vww'];
const waysToFeed = ({ name, typesRt }: RealModel) =>
  SMALL.includes(name) ? typesRt : FED_ONE_WAY.includes(name) ? typesRt.slice(-1) : [];

describeWithData('small real models, whole conversions', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'models-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each(MODELS.flatMap((model) => waysToFeed(model).map((typeRt) => [model.name, typeRt, model] as const)))(
    '%s fed as %s',
    async (name, typeRt, model) => {
      const choice = { typeRt, calibration: 'max', samples: 5, threads: 1 };
      const { record, workingDir } = await convertModel(model, folder, choice);
      expect(record.verification).toMatchObject({ status: 'passed', mismatches: 0 });
      for (const { cosine } of record.outputs) expect(cosine).toBeGreaterThan(0.98);
      const agreement = await compareThree(
        join(workingDir, `${name}_quantized_model.onnx`),
        join(workingDir, `${name}.bin`),
        (graph) => [...goldenFeeds(model, graph), ...extremeFeeds(graph)],
      );
      expect(agreement.mismatches).toEqual([]);
      expect(agreement.compared).toBeGreaterThan(10_000);
    },
  );
});
