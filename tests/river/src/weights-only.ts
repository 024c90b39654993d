import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Graph, GraphDraft } from '@openbpu/ir';
import { encodeModel, exportModel, importOnnxStage } from '@openbpu/onnx';
import { HzCalibration, Identity, Transpose, standardOps } from '@openbpu/ops';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor, decodeNpy, expectDType, isFloat, makeTensor, saturate } from '@openbpu/tensor';
import { cosineSimilarity } from '@openbpu/vision';

/** By output: 1 − cosine, the mean over samples. */
export type Losses = ReadonlyMap<string, number>;

/** A calibrated model in which weights alone are rounded: every activation passes as it is. */
export function weightsOnly(calibrated: Graph): Graph {
  return GraphDraft.mapped(calibrated, calibrated.stage, (node) =>
    HzCalibration.is(node) && node.attrs.kind === 'activation' ? { ...node, op: Identity, attrs: {} } : node,
  );
}

/**
 * What a conversion cost, and what its int8 weights cost by themselves: every float output of its quantised model, and
 * of its calibrated model with activations left in float32 (the floor), against those of its float model, over every
 * calibration sample. The conversion has left its samples behind (`debug_mode: dump_calibration_data`).
 */
export async function lossesOf(workingDir: string, prefix: string): Promise<{ quantised: Losses; floor: Losses }> {
  const open = async (stage: string) =>
    importOnnxStage(await readFile(join(workingDir, `${prefix}_${stage}_model.onnx`)), standardOps());
  const float = await open('optimized_float');
  const samples = await samplesIn(join(workingDir, 'calibration_data'));
  const lane = new Lane();
  try {
    const run = async (graph: Graph) => {
      const model = await OnnxExecutor.open(lane, encodeModel(exportModel(graph)), { outputs: graph.outputs });
      const found: ReadonlyMap<string, Tensor>[] = [];
      for (const sample of samples) found.push(await model.run(fed(sample, graph)));
      return found;
    };
    const wanted = await run(float);
    const against = async (graph: Graph): Promise<Losses> => {
      const found = await run(graph);
      const reals = (tensor: Tensor) => expectDType(tensor, 'float32').data;
      const loss = (id: string, i: number) => 1 - cosineSimilarity(reals(wanted[i].get(id)!), reals(found[i].get(id)!));
      const outputs = float.outputs.filter((id) => isFloat(float.value(id).type.dtype));
      return new Map(outputs.map((id) => [id, samples.reduce((sum, _, i) => sum + loss(id, i), 0) / samples.length]));
    };
    return {
      quantised: await against(await open('quantized')),
      floor: await against(weightsOnly(await open('calibrated'))),
    };
  } finally {
    await lane.close();
  }
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
