import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makertbin } from '@openbpu/pipeline';
import { OnnxImporter } from '@openbpu/importer-onnx';
import { standardOps } from '@openbpu/ops';
import { ReferenceExecutor } from '@openbpu/runtime';
import { bytesOf, makeTensor } from '@openbpu/tensor';
import { DATA, golden, relativeError } from './data';
import { describeWithData } from './describe-with-data.fixture';
import { recipeText } from './recipe-text';
import { compareThree, extremeFeeds } from './three-executors';

describeWithData('resnet8, from ONNX to a .bin', () => {
  const net = golden('resnet8');
  const model = join(DATA, net.model);
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'river-'));
    await mkdir(join(folder, 'calibration_f32'));
    for (const [i, { input }] of net.cases.entries())
      await writeFile(join(folder, 'calibration_f32', `${i}.rgb`), bytesOf(input.data));
    await writeFile(
      join(folder, 'r.yaml'),
      recipeText({
        model: { onnx: model },
        prefix: 'resnet8',
        workingDir: './out',
        typeRt: 'rgb',
        typeTrain: 'rgb',
        layoutRt: 'NHWC',
        calDataDir: './calibration_f32',
        calibration: 'max',
      }),
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is imported as an independent engine sees it', async () => {
    const importer = new OnnxImporter();
    const raw = await importer.match({ kind: 'onnx', model });
    const graph = await importer.translate(raw!, standardOps(), { report: () => undefined });
    const executor = new ReferenceExecutor(graph);
    for (const { input, outputs } of net.cases) {
      const results = await executor.run(new Map([[net.inputName, input]]));
      for (const [name, wanted] of outputs) expect(relativeError(wanted, results.get(name)!)).toBeLessThan(1e-4);
    }
  });

  it('is converted: every file is there, the verdict is passed, the outputs are close', async () => {
    const { record, workingDir } = await makertbin({ config: join(folder, 'r.yaml'), modelType: 'onnx' });
    const prefix = 'resnet8';
    const files = [
      '_original_float_model.onnx',
      '_optimized_float_model.onnx',
      '_calibrated_model.onnx',
      '_quantized_model.onnx',
      '.bin',
      '_record.json',
    ];
    expect(await readdir(workingDir)).toEqual(expect.arrayContaining(files.map((file) => prefix + file)));
    expect(record.verification).toMatchObject({ status: 'passed', mismatches: 0 });
    expect(record.outputs[0].cosine).toBeGreaterThan(0.99);
  });

  it('gives the same bits in the reference, in ONNX Runtime and as .bin', async () => {
    const agreement = await compareThree(
      join(folder, 'out/resnet8_quantized_model.onnx'),
      join(folder, 'out/resnet8.bin'),
      (graph) => [
        ...net.cases.map(({ input }) => {
          const [, , h, w] = input.shape;
          const nhwc = Int8Array.from(
            { length: input.data.length },
            (_, i) => Number(input.data[(i % 3) * h * w + Math.floor(i / 3)]) - 128,
          );
          return new Map([[net.inputName, makeTensor('int8', [1, h, w, 3], nhwc)]]);
        }),
        ...extremeFeeds(graph),
      ],
    );
    expect(agreement.mismatches).toEqual([]);
    expect(agreement.compared).toBeGreaterThan(1_000_000);
  });
});
