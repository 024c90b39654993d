import type { Graph, ValueId } from '@openbpu/ir';
import { tappedModel } from '@openbpu/onnx';
import type { ChannelMaxima } from '@openbpu/quant';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, expectDType, makeTensor } from '@openbpu/tensor';
import { encodeTrainingInput, fitImage, readImage } from '@openbpu/vision';
import type { HardNet } from './hard-net';

/** A picture as a float net takes it: [1, c, h, w] of the training type, `(x − mean) · scale`. */
export async function floatFeed({ model, fit }: HardNet, file: string): Promise<Map<ValueId, Tensor>> {
  const { typeTrain, mean = [0], scale = [1], inputName } = model;
  if (typeTrain === 'featuremap') throw new TypeError(`${model.name} takes no pictures`);
  const { data, shape } = encodeTrainingInput(await fitImage(await readImage(file), fit), {
    type: typeTrain,
    layout: 'NCHW',
  });
  const plane = shape[2] * shape[3];
  const of = (list: readonly number[], at: number) => list[list.length === 1 ? 0 : Math.floor(at / plane)];
  return new Map([
    [
      inputName,
      makeTensor(
        'float32',
        shape,
        data.map((x, at) => (x - of(mean, at)) * of(scale, at)),
      ),
    ],
  ]);
}

/** The largest magnitude of every channel (axis 1) of some tensors, over all feeds. */
export async function heardMaxima(
  graph: Graph,
  tensors: readonly ValueId[],
  feeds: readonly (() => Promise<Map<ValueId, Tensor>>)[],
  lanes: LanePool,
): Promise<ChannelMaxima> {
  const heard = new Map(tensors.map((id) => [id, new Float64Array(graph.value(id).type.shape[1])]));
  if (tensors.length === 0) return heard;
  await overFeeds(graph, tensors, feeds, lanes, (found) => {
    for (const [id, most] of heard) {
      const { data } = expectDType(found.get(id)!, 'float32');
      const [n, channels] = graph.value(id).type.shape;
      const inner = data.length / (n * channels);
      data.forEach((value, at) => {
        const c = Math.floor(at / inner) % channels;
        most[c] = Math.max(most[c], Math.abs(value));
      });
    }
  });
  return heard;
}

/** The largest difference of the outputs of two graphs over all feeds, relative to the largest output of each. */
export async function outputDifference(
  before: Graph,
  after: Graph,
  feeds: readonly (() => Promise<Map<ValueId, Tensor>>)[],
  lanes: LanePool,
): Promise<number> {
  const outputs: ReadonlyMap<string, Tensor>[] = [];
  await overFeeds(before, [], feeds, lanes, (found, i) => void (outputs[i] = found));
  let difference = 0;
  await overFeeds(after, [], feeds, lanes, (found, i) => {
    for (const id of before.outputs) {
      const [a, b] = [outputs[i].get(id)!, found.get(id)!].map((tensor) => expectDType(tensor, 'float32').data);
      const most = a.reduce((largest, value) => Math.max(largest, Math.abs(value)), Number.MIN_VALUE);
      a.forEach((value, at) => (difference = Math.max(difference, Math.abs(value - b[at]) / most)));
    }
  });
  return difference;
}

async function overFeeds(
  graph: Graph,
  taps: readonly ValueId[],
  feeds: readonly (() => Promise<Map<ValueId, Tensor>>)[],
  lanes: LanePool,
  use: (found: ReadonlyMap<string, Tensor>, i: number) => void,
): Promise<void> {
  const session = await lanes.open(tappedModel(graph, taps), { optimise: true });
  let next = 0;
  const work = async () => {
    for (let i = next++; i < feeds.length; i = next++) {
      const fed = await feeds[i]();
      use(await session.use((lane) => lane.run(fed, [...graph.outputs, ...taps])), i);
    }
  };
  try {
    await Promise.all(Array.from({ length: session.lanes }, work));
  } finally {
    await session.close();
  }
}
