import { type Graph, type GraphView, type ValueId, ABSENT, seededRandom } from '@openbpu/ir';
import { type Tensor, allocate, isFloat, makeTensor, rangeOf, sameShape, sizeOf } from '@openbpu/tensor';

/** Every value of a graph by the reference evaluation of its ops. */
export function evaluate(graph: GraphView, feeds: ReadonlyMap<ValueId, Tensor>): Map<ValueId, Tensor> {
  const known = new Map(feeds);
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((id) => (id === ABSENT ? undefined : (known.get(id) ?? graph.value(id).constant)));
    node.op.eval(inputs, node.attrs).forEach((tensor, i) => known.set(node.outputs[i], tensor));
  }
  return known;
}

/** Reproducible inputs: reals in −2..2, integers over their whole range. */
export function randomFeeds(graph: Graph, seed: number): Map<ValueId, Tensor> {
  const random = seededRandom(seed);
  return new Map(
    graph.inputs.map((id) => {
      const { dtype, shape } = graph.value(id).type;
      const data = allocate(dtype, sizeOf(shape));
      if (data instanceof BigInt64Array || data instanceof BigUint64Array)
        throw new TypeError('64-bit inputs are not drawn');
      const [low, high] = dtype === 'int8' || dtype === 'int16' || dtype === 'int32' ? rangeOf(dtype) : [0, 255];
      for (let i = 0; i < data.length; i++)
        data[i] = isFloat(dtype) ? 4 * random() - 2 : low + Math.floor(random() * (high - low + 1));
      return [id, makeTensor(dtype, shape, data)];
    }),
  );
}

/**
 * Largest difference of any output between two graphs of the same inputs, relative to the largest magnitude; Infinity
 * where an output has another element type or shape.
 */
export function largestDifference(before: Graph, after: Graph, seed: number): number {
  const feeds = randomFeeds(before, seed);
  const [a, b] = [evaluate(before, feeds), evaluate(after, feeds)];
  return Math.max(0, ...before.outputs.map((id) => relativeDifference(a.get(id)!, b.get(id)!)));
}

function relativeDifference(a: Tensor, b: Tensor): number {
  if (a.dtype !== b.dtype || !sameShape(a.shape, b.shape)) return Infinity;
  let difference = 0;
  let magnitude = 1e-6;
  for (let i = 0; i < a.data.length; i++) {
    difference = Math.max(difference, Math.abs(Number(a.data[i]) - Number(b.data[i])));
    magnitude = Math.max(magnitude, Math.abs(Number(a.data[i])));
  }
  return difference / magnitude;
}
