import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Graph } from '@openbpu/ir';
import { encodeModel, exportModel, importOnnxStage } from '@openbpu/onnx';
import { Transpose, standardOps } from '@openbpu/ops';
import { type Lane, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor, decodeNpy, expectDType, isFloat, makeTensor, saturate } from '@openbpu/tensor';
import { cosineSimilarity } from '@openbpu/vision';

/** By output: 1 − cosine, the mean over samples. */
export type Losses = ReadonlyMap<string, number>;

type Sample = ReadonlyMap<string, Tensor>;

/**
 * The stages of one conversion, and what graphs made of them lose against its float model, over its calibration
 * samples. It has left them behind (`debug_mode: dump_calibration_data`).
 */
export class ComparedStages {
  private constructor(
    private readonly lane: Lane,
    private readonly file: (stage: string) => string,
    private readonly float: Graph,
    private readonly samples: readonly Sample[],
    private readonly wanted: readonly Sample[],
  ) {}

  static async open(lane: Lane, workingDir: string, prefix: string): Promise<ComparedStages> {
    const file = (stage: string) => join(workingDir, `${prefix}_${stage}_model.onnx`);
    const float = importOnnxStage(await readFile(file('optimized_float')), standardOps());
    const samples = await samplesIn(join(workingDir, 'calibration_data'));
    return new ComparedStages(lane, file, float, samples, await runAll(lane, float, samples));
  }

  async stage(name: 'calibrated' | 'quantized'): Promise<Graph> {
    return importOnnxStage(await readFile(this.file(name)), standardOps());
  }

  /** Of every float output, over the first `count` samples. */
  async lossesOf(graph: Graph, count = this.samples.length): Promise<Losses> {
    const found = await runAll(this.lane, graph, this.samples.slice(0, count));
    const reals = (tensor: Tensor) => expectDType(tensor, 'float32').data;
    const loss = (id: string, i: number) =>
      1 - cosineSimilarity(reals(this.wanted[i].get(id)!), reals(found[i].get(id)!));
    const outputs = this.float.outputs.filter((id) => isFloat(this.float.value(id).type.dtype));
    return new Map(outputs.map((id) => [id, found.reduce((sum, _, i) => sum + loss(id, i), 0) / found.length]));
  }
}

async function runAll(lane: Lane, graph: Graph, samples: readonly Sample[]): Promise<readonly Sample[]> {
  const model = await OnnxExecutor.open(lane, encodeModel(exportModel(graph)), { outputs: graph.outputs });
  const found: Sample[] = [];
  for (const sample of samples) found.push(await model.run(fed(sample, graph)));
  await model.close();
  return found;
}

/** Every sample of a folder that `dump_calibration_data` filled, by input. */
async function samplesIn(folder: string): Promise<readonly ReadonlyMap<string, Tensor>[]> {
  const inputs = await readdir(folder);
  const counts = await Promise.all(inputs.map(async (input) => (await readdir(join(folder, input))).length));
  return Promise.all(
    Array.from({ length: Math.min(...counts) }, async (_, i) => {
      const tensors = await Promise.all(
        inputs.map(async (input) => decodeNpy(await readFile(join(folder, input, `${i}.npy`)))),
      );
      return new Map(inputs.map((input, k) => [decodeURIComponent(input), tensors[k]]));
    }),
  );
}

/** A sample as a model of any stage takes it: whole numbers for an image, in the layout of its input. */
function fed(sample: ReadonlyMap<string, Tensor>, graph: Graph): ReadonlyMap<string, Tensor> {
  return new Map(
    Array.from(sample, ([name, tensor]) => {
      const { dtype, layout, shape } = graph.value(name).type;
      const turned = layout === 'NHWC' && tensor.shape.join() !== shape.join();
      const inPlace = turned ? Transpose.eval([tensor], { perm: [0, 2, 3, 1] })[0] : tensor;
      if (dtype !== 'int8') return [name, inPlace];
      const whole = Int8Array.from(expectDType(inPlace, 'float32').data, (value) => saturate(value, -128, 127));
      return [name, makeTensor('int8', inPlace.shape, whole)];
    }),
  );
}
