import { outputTypes } from '@openbpu/ir';
import { writeOnnx } from '@openbpu/onnx';
import { type Tensor, sameShape, toNumbers } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { type Example, oneOpGraph } from './one-op-graph';
import type { Optimisation, OnnxThread } from './onnx-thread';

/** One output of an example, as the runtime and as the reference give it. */
export interface Outcome {
  readonly found: Tensor;
  readonly expected: Tensor;
}

/** Runs an example on both. Throws when a shape or an element type differs from what the op infers. */
export async function evaluate(onnx: OnnxThread, example: Example, optimisation: Optimisation): Promise<Outcome[]> {
  const graph = oneOpGraph(example);
  const [node] = graph.nodes;
  const expected = node.op.eval(example.inputs, node.attrs);
  const feeds = Object.fromEntries(
    example.fed
      .map((i): [string, Tensor | undefined] => [`in${i}`, example.inputs[i]])
      .filter((feed): feed is [string, Tensor] => feed[1] !== undefined),
  );
  const results = await onnx.run(writeOnnx(graph), feeds, optimisation);
  return outputTypes(graph, node).map(({ dtype, shape }, i) => {
    const found = results[`out${i}`];
    if (found.dtype !== dtype || !sameShape(found.shape, shape))
      throw new Error(`output ${i} is ${found.dtype}[${found.shape.join('x')}], not ${dtype}[${shape.join('x')}]`);
    return { found, expected: expected[i] };
  });
}

/**
 * The largest float32: the runtime's max pool gives its negative where a window lies on pads alone, the reference −∞.
 */
const LARGEST = 3.4028234663852886e38;

/**
 * Floats that differ, NaN of any bits, zeros of either sign, and infinities and the largest finite number being equal.
 */
export function differing({ found, expected }: Outcome): number {
  const y = toNumbers(expected);
  const same = (a: number, b: number) =>
    a === b || (Number.isNaN(a) && Number.isNaN(b)) || (Math.abs(a) >= LARGEST && Math.abs(b) >= LARGEST && a * b > 0);
  return toNumbers(found).filter((value, i) => !same(value, y[i])).length;
}

/** The largest distance, relative to the largest magnitude of the output (at least 1). */
export function distance({ found, expected }: Outcome): number {
  const y = toNumbers(expected);
  const scale = y.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  return toNumbers(found).reduce((worst, value, i) => Math.max(worst, Math.abs(value - y[i]) / scale), 0);
}

/** The example, printed as its attributes and inputs when it fails. */
export function described(example: Example): Example {
  const text = () =>
    JSON.stringify({
      attrs: example.attrs,
      inputs: example.inputs.map((tensor) => tensor && [tensor.dtype, tensor.shape, toNumbers(tensor).slice(0, 64)]),
    });
  return Object.assign({ [fc.toStringMethod]: text }, example);
}
