import { LanePool } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import { DISTANCES } from './distances';
import { partlyQuantised, quantisable, readCalibrated } from './partly-quantised';

export interface BruteForced {
  /** By node, by metric. */
  readonly nodes: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/**
 * How sensitive a calibrated model is to quantising each of its nodes, the long way: a file without calibrations, and
 * one for every node with its own alone, each opened in ONNX Runtime by itself and run on every sample.
 */
export async function bruteForce(
  bytes: Uint8Array,
  samples: readonly ReadonlyMap<string, Tensor>[],
  type: string,
  onNode: (done: number, total: number) => void = () => undefined,
): Promise<BruteForced> {
  const file = readCalibrated(bytes);
  const lanes = new LanePool();
  const outputsOf = async (kept: readonly string[]) => {
    const session = await lanes.open(partlyQuantised(file, new Set(kept)), { optimise: false });
    try {
      const run = (feeds: ReadonlyMap<string, Tensor>) => session.use((lane) => lane.run(feeds, file.outputs));
      const found = await Promise.all(samples.map(run));
      return found.flatMap((outputs) => file.outputs.map((id) => outputs.get(id)!.data as Float32Array));
    } finally {
      await session.close();
    }
  };
  try {
    const wanted = await outputsOf([]);
    const nodes = new Map<string, ReadonlyMap<string, number>>();
    const asked = quantisable(file, type);
    for (const [id, kept] of asked) {
      const pairs = { found: await outputsOf(kept), wanted };
      nodes.set(id, new Map(Object.entries(DISTANCES).map(([metric, distance]) => [metric, distance(pairs)])));
      onNode(nodes.size, asked.size);
    }
    return { nodes };
  } finally {
    await lanes.close();
  }
}
