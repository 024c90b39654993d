import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeModel, exportModel, importOnnxStage } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { expectDType, makeTensor } from '@openbpu/tensor';
import { CASES, type Exported, expectedOutput, givenInput } from './exports';

/**
 * The largest difference of the float model that a conversion left behind from what the network itself gave for its
 * cases, relative to the largest value of the output it is at.
 */
export async function exportParity(folder: string, net: Exported, workingDir: string): Promise<number> {
  const file = join(workingDir, `${net.name}_original_float_model.onnx`);
  const graph = importOnnxStage(await readFile(file), standardOps());
  const lane = new Lane();
  try {
    const model = await OnnxExecutor.open(lane, encodeModel(exportModel(graph)), { outputs: graph.outputs });
    let worst = 0;
    for (let of = 0; of < CASES; of++) {
      const feeds = new Map(
        net.inputs.map(({ name }, i) => {
          const { data } = givenInput(folder, net, of, i);
          return [name, makeTensor('float32', graph.value(name).type.shape, data)] as const;
        }),
      );
      const found = await model.run(feeds);
      graph.outputs.forEach((id, i) => {
        const wanted = expectedOutput(folder, net, of, i).data;
        const given = expectDType(found.get(id)!, 'float32').data;
        worst = Math.max(worst, largestDifference(wanted, given));
      });
    }
    return worst;
  } finally {
    await lane.close();
  }
}

/** Relative to the largest magnitude of what was wanted. Infinity where there is another count, or a NaN. */
export function largestDifference(wanted: Float32Array, given: Float32Array): number {
  if (wanted.length !== given.length) return Infinity;
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let worst = 0;
  wanted.forEach((value, i) => {
    const far = value === given[i] ? 0 : Math.abs(value - given[i]);
    worst = Math.max(worst, Number.isNaN(far) ? Infinity : far);
  });
  return worst === 0 || worst === Infinity ? worst : worst / Math.max(largest, 1e-30);
}
