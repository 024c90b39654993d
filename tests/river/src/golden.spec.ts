import { join } from 'node:path';
import { CaffeImporter } from '@openbpu/importer-caffe';
import { OnnxImporter } from '@openbpu/importer-onnx';
import { writeOnnx } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor } from '@openbpu/tensor';
import { DATA, golden, relativeError } from './data';
import { describeWithData } from './describe-with-data.fixture';
import { MODELS, type RealModel } from './models';

/** Largest error allowed, of the largest magnitude of an output. */
const TOLERANCE = 1e-4;

async function load({ files, inputName, inputShape }: RealModel) {
  const inputShapes = inputShape ? { inputShapes: new Map([[inputName, inputShape.split('x').map(Number)]]) } : {};
  const sink = { report: () => undefined };
  if ('onnx' in files) {
    const importer = new OnnxImporter();
    return importer.translate(
      (await importer.match({ kind: 'onnx', model: join(DATA, files.onnx), ...inputShapes }))!,
      standardOps(),
      sink,
    );
  }
  const importer = new CaffeImporter();
  return importer.translate(
    (await importer.match({
      kind: 'caffe',
      prototxt: join(DATA, files.prototxt),
      caffemodel: join(DATA, files.caffemodel),
      ...inputShapes,
    }))!,
    standardOps(),
    sink,
  );
}

async function runAll(
  lane: Lane,
  model: RealModel,
): Promise<{ wanted: ReadonlyMap<string, Tensor>; given: ReadonlyMap<string, Tensor> }[]> {
  const executor = await OnnxExecutor.open(lane, writeOnnx(await load(model)));
  const net = golden(model.golden);
  const results: { wanted: ReadonlyMap<string, Tensor>; given: ReadonlyMap<string, Tensor> }[] = [];
  for (const { input, outputs } of net.cases)
    results.push({ wanted: outputs, given: await executor.run(new Map([[executor.inputs[0].name, input]])) });
  await executor.close();
  return results;
}

describeWithData('every golden net, through importer, ONNX writer and float runtime', () => {
  const lane = new Lane();
  afterAll(() => lane.close());

  it.each(MODELS.map((model) => [model.name, model] as const))(
    '%s gives what an independent engine gives',
    async (_, model) => {
      for (const { wanted, given } of await runAll(lane, model)) {
        for (const [name, tensor] of wanted) {
          const error = relativeError(tensor, given.get(name)!);
          if (!(error <= TOLERANCE)) throw new Error(`output ${name} differs by ${error} of its magnitude`);
        }
      }
    },
  );

  it('ultraface from Caffe and from ONNX agree', async () => {
    const [caffe, onnx] = await Promise.all(
      ['ultraface_caffe', 'ultraface_simplified'].map((name) =>
        runAll(
          lane,
          MODELS.find((model) => model.name === name)!,
        ),
      ),
    );
    caffe.forEach(({ given }, i) => {
      for (const name of ['boxes', 'scores'])
        expect(relativeError(given.get(name)!, onnx[i].given.get(name)!)).toBeLessThan(TOLERANCE);
    });
  });
});
