import { type Graph, seededRandom } from '@openbpu/ir';
import { type Tensor, float32, sizeOf, tensorType, toNumbers } from '@openbpu/tensor';
import { type Blob, makeBlob } from './blob';
import { NetworkDraft } from './network-draft';
import type { Layer } from './layer';

/** A blob of numbers in −2..2. */
export function noisyBlob(channels: number, count: number, height: number, width: number, seed: number): Blob {
  const blob = makeBlob(channels, count, height, width);
  const random = seededRandom(seed);
  for (let i = 0; i < blob.data.length; i++) blob.data[i] = 4 * random() - 2;
  return blob;
}

/**
 * What every layer owes: the gradients that differences show, and nodes that compute what `forward` does. Nearly smooth
 * layers only.
 */
export function checkLayer(layer: Layer, inputs: readonly Blob[], { inputGradients = true } = {}): void {
  checkGradients(layer, inputs, inputGradients);
  checkNodes(layer, inputs);
}

function checkGradients(layer: Layer, inputs: readonly Blob[], inputGradients: boolean): void {
  const y = layer.forward(inputs, true);
  const weights = noisyBlob(y.channels, y.count, y.height, y.width, 99);
  const loss = () => layer.forward(inputs, true).data.reduce((sum, value, i) => sum + value * weights.data[i], 0);
  const back = layer.backward(weights).map(({ data }) => Float64Array.from(data));
  expect(back).toHaveLength(inputGradients ? inputs.length : 0);
  const checks = [
    ...layer.parameters.map(({ value, gradient }) => ({ value, gradient: Float64Array.from(gradient) })),
    ...back.map((gradient, i) => ({ value: inputs[i].data, gradient })),
  ];
  for (const { value, gradient } of checks) {
    expect(gradient).toHaveLength(value.length);
    for (let i = 0; i < value.length; i += Math.ceil(value.length / 12)) {
      const kept = value[i];
      value[i] = kept + 2 ** -8;
      const above = loss();
      value[i] = kept - 2 ** -8;
      const below = loss();
      value[i] = kept;
      expect(Math.abs((above - below) * 128 - gradient[i])).toBeLessThan(0.01 * (1 + Math.abs(gradient[i])));
    }
  }
}

function checkNodes(layer: Layer, inputs: readonly Blob[]): void {
  const draft = new NetworkDraft();
  const ids = inputs.map(({ channels, height, width }, i) =>
    draft.input(`x${i}`, tensorType('float32', [1, channels, height, width], 'NCHW')),
  );
  const graph = draft.finish('test', layer.emit(draft, 'layer', ids), 'y');
  const wanted = layer.forward(inputs, false);
  for (let image = 0; image < wanted.count; image++) {
    const found = toNumbers(
      evaluate(
        graph,
        inputs.map((blob) => imageOf(blob, image)),
      ),
    );
    imageOf(wanted, image).data.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 4));
  }
}

function imageOf({ channels, count, height, width, data }: Blob, image: number): Tensor<'float32'> {
  const plane = height * width;
  return float32(
    [1, channels, height, width],
    Array.from(
      { length: channels * plane },
      (_, i) => data[(Math.floor(i / plane) * count + image) * plane + (i % plane)],
    ),
  );
}

/** The one output of a graph by the reference evaluation of its ops, for inputs in the graph's order. */
export function evaluate(graph: Graph, inputs: readonly Tensor[]): Tensor {
  const known = new Map<string, Tensor>(graph.inputs.map((id, i) => [id, inputs[i]]));
  for (const node of graph.nodes) {
    const outputs = node.op.eval(
      node.inputs.map((id) => (id === '' ? undefined : (known.get(id) ?? graph.value(id).constant))),
      node.attrs,
    );
    outputs.forEach((tensor, i) => known.set(node.outputs[i], tensor));
  }
  const output = known.get(graph.outputs[0])!;
  expect(output.data.length).toBe(sizeOf(graph.value(graph.outputs[0]).type.shape));
  return output;
}
