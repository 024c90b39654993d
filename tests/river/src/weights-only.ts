import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Graph, GraphDraft } from '@openbpu/ir';
import { encodeModel, exportModel, importOnnxStage } from '@openbpu/onnx';
import { HzCalibration, Identity, standardOps } from '@openbpu/ops';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor, decodeNpy, expectDType } from '@openbpu/tensor';
import { cosineSimilarity } from '@openbpu/vision';

/** A calibrated model in which weights alone are rounded: every activation passes as it is. */
export function weightsOnly(calibrated: Graph): Graph {
  return GraphDraft.mapped(calibrated, calibrated.stage, (node) =>
    HzCalibration.is(node) && node.attrs.kind === 'activation' ? { ...node, op: Identity, attrs: {} } : node,
  );
}

/**
 * What int8 weights cost a converted model by themselves: the cosine of every output of the calibrated model, its
 * activations left in float32, with that of the float model, on its first calibration sample. The conversion has left
 * its samples behind (`debug_mode: dump_calibration_data`).
 */
export async function floorOf(workingDir: string, prefix: string): Promise<ReadonlyMap<string, number>> {
  const open = async (stage: string) =>
    importOnnxStage(await readFile(join(workingDir, `${prefix}_${stage}_model.onnx`)), standardOps());
  const float = await open('optimized_float');
  const rounded = weightsOnly(await open('calibrated'));
  const samples = join(workingDir, 'calibration_data');
  const feeds = new Map<string, Tensor>();
  for (const input of await readdir(samples))
    feeds.set(decodeURIComponent(input), decodeNpy(await readFile(join(samples, input, '0.npy'))));
  const lane = new Lane();
  try {
    const run = async (graph: Graph) =>
      (await OnnxExecutor.open(lane, encodeModel(exportModel(graph)), { outputs: graph.outputs })).run(feeds);
    const [wanted, found] = [await run(float), await run(rounded)];
    const data = (tensors: ReadonlyMap<string, Tensor>, id: string) => expectDType(tensors.get(id)!, 'float32').data;
    return new Map(float.outputs.map((id) => [id, cosineSimilarity(data(wanted, id), data(found, id))]));
  } finally {
    await lane.close();
  }
}
