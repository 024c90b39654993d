import { readFile } from 'node:fs/promises';
import { openArtifact } from '@openbpu/artifact';
import type { Graph } from '@openbpu/ir';
import { encodeModel, exportModel, importOnnxStage, withOutputs } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { BinExecutor, type Executor, Lane, LaneFragments, OnnxExecutor, ReferenceExecutor } from '@openbpu/runtime';
import { type Tensor, countMismatches, makeTensor, sizeOf } from '@openbpu/tensor';

type Feeds = readonly ReadonlyMap<string, Tensor>[];

export interface Agreement {
  readonly compared: number;
  readonly tensors: number;
  /** `tensor: n of m` for every tensor whose bits differ. */
  readonly mismatches: readonly string[];
}

/**
 * Runs a quantised model three times, by the reference, in plain ONNX Runtime and as `.bin`, on every feed, and
 * compares every integer tensor that two of them both materialise and every output.
 */
export async function compareThree(
  quantizedFile: string,
  binFile: string,
  feedsOf: (graph: Graph) => Feeds | Promise<Feeds>,
): Promise<Agreement> {
  const graph = importOnnxStage(await readFile(quantizedFile), standardOps());
  const lane = new Lane();
  try {
    const fragments = new LaneFragments(lane);
    const integers = graph.nodes
      .flatMap((node) => node.outputs)
      .filter((id) => graph.value(id).type.dtype !== 'float32');
    const onnx = await OnnxExecutor.open(lane, encodeModel(withOutputs(exportModel(graph), integers)), {
      outputs: graph.outputs,
    });
    const bin = await BinExecutor.open(await openArtifact(binFile), lane);
    const reference = new ReferenceExecutor(graph, fragments.run);
    const shared = integers.filter((id) => bin.tappable.has(id));
    let compared = 0;
    const mismatches: string[] = [];
    for (const feed of await feedsOf(graph)) {
      const law = await run(reference, feed, integers);
      for (const [name, other] of [
        ['onnx', await run(onnx, feed, integers)],
        ['bin', await run(bin, feed, shared)],
      ] as const) {
        for (const [id, tensor] of other) {
          const wrong = countMismatches(law.get(id)!, tensor);
          compared += tensor.data.length;
          if (wrong > 0) mismatches.push(`${name} ${id}: ${wrong} of ${tensor.data.length}`);
        }
      }
    }
    return { compared, tensors: integers.length + graph.outputs.length, mismatches };
  } finally {
    await lane.close();
  }
}

function run(
  executor: Executor,
  feed: ReadonlyMap<string, Tensor>,
  taps: readonly string[],
): Promise<Map<string, Tensor>> {
  return executor.run(feed, taps);
}

/** All −128, all 127, a checkerboard of the two, and noise: for float32 inputs the same, as reals. */
export function extremeFeeds(graph: Graph): ReadonlyMap<string, Tensor>[] {
  let state = 12345;
  const noise = () => ((state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) % 256) - 128;
  const fills: readonly ((i: number) => number)[] = [() => -128, () => 127, (i) => (i % 2 === 0 ? -128 : 127), noise];
  return fills.map(
    (fill) =>
      new Map(
        graph.inputs.map((id) => {
          const { dtype, shape } = graph.value(id).type;
          const values = Array.from({ length: sizeOf(shape) }, (_, i) => fill(i));
          return [
            id,
            dtype === 'int8'
              ? makeTensor('int8', shape, Int8Array.from(values))
              : makeTensor(
                  'float32',
                  shape,
                  Float32Array.from(values, (value) => value / 16),
                ),
          ];
        }),
      ),
  );
}
