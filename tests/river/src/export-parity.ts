import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeModel, exportModel, importOnnxStage } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor, expectDType } from '@openbpu/tensor';
import { CASES, type Exported, expectedOutput, givenInput } from './exports';

/** How far something is from what an exported network gave, relative to the largest value of the output it is at. */
export interface Parity {
  /** The float model that a conversion left behind. */
  readonly float: number;
  /** The exported file as it is, in ONNX Runtime: what rounding alone does to this network. */
  readonly file: number;
}

type Run = (inputs: ReadonlyMap<string, Tensor>) => Promise<ReadonlyMap<string, Tensor>>;

/** Runs the float model, and the file that it was made of, on the cases of the network. */
export async function exportParity(folder: string, net: Exported, workingDir: string): Promise<Parity> {
  const original = join(workingDir, `${net.name}_original_float_model.onnx`);
  const graph = importOnnxStage(await readFile(original), standardOps());
  const lane = new Lane();
  try {
    const model = await OnnxExecutor.open(lane, encodeModel(exportModel(graph)), { outputs: graph.outputs });
    const float = await worstOf(folder, net, graph.outputs, (inputs) => model.run(inputs));
    const session = await lane.open(await readFile(net.model), { optimise: false });
    const outputs = session.outputs.map(({ name }) => name);
    return { float, file: await worstOf(folder, net, outputs, (inputs) => session.run(inputs, outputs)) };
  } finally {
    await lane.close();
  }
}

async function worstOf(folder: string, net: Exported, outputs: readonly string[], run: Run): Promise<number> {
  let worst = 0;
  for (let of = 0; of < CASES; of++) {
    const found = await run(new Map(net.inputs.map(({ name }, i) => [name, givenInput(folder, net, of, i)] as const)));
    for (const [i, id] of outputs.entries()) {
      const wanted = expectedOutput(folder, net, of, i).data;
      worst = Math.max(worst, largestDifference(wanted, expectDType(found.get(id)!, 'float32').data));
    }
  }
  return worst;
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
