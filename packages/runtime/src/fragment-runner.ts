import { encodeModel, fragment } from '@openbpu/onnx';
import { type Tensor, type TensorType, tensorType } from '@openbpu/tensor';
import type { Lane, LaneSession } from './lane/lane';
import { refusing } from './refusing';
import type { FragmentRunner } from './reference-executor';

/**
 * Evaluates single nodes as ONNX fragments in one lane, bits as in the other executors. Sessions stay open until
 * `close`. A node that ONNX Runtime does not take, or does not run, fails with RUN005.
 */
export class LaneFragments {
  private readonly sessions = new Map<string, Promise<LaneSession>>();

  constructor(private readonly lane: Lane) {}

  readonly run: FragmentRunner = async (node, graph, inputs) => {
    let opening = this.sessions.get(node.id);
    if (!opening)
      this.sessions.set(node.id, (opening = this.lane.open(encodeModel(fragment(node, graph)), { optimise: false })));
    const session = await opening.catch(refusing(node.id));
    const feeds = new Map<string, Tensor>();
    node.inputs.forEach((id, i) => {
      const tensor = inputs[i];
      if (tensor && !graph.value(id).constant) feeds.set(id, tensor);
    });
    const results = await session.run(feeds, node.outputs).catch(refusing(node.id));
    return node.outputs.map((id) => results.get(id)!);
  };

  async close(): Promise<void> {
    for (const session of this.sessions.values()) await (await session.catch(() => undefined))?.close();
  }
}

/** The types of the outputs of a model, found by opening it in ONNX Runtime. */
export async function probeTypes(lane: Lane, model: Uint8Array): Promise<readonly TensorType[]> {
  const session = await lane.open(model, { optimise: false });
  await session.close();
  return session.outputs.map(({ dtype, shape }) =>
    tensorType(
      dtype,
      shape.map((dim) => (typeof dim === 'number' ? dim : -1)),
    ),
  );
}
