import {
  type ModelProto,
  type NodeProto,
  buildNode,
  buildValue,
  decodeModel,
  encodeModel,
  intAttribute,
  readTensor,
  writeTensor,
} from '@openbpu/onnx';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor, expectDType, float32, makeTensor } from '@openbpu/tensor';

/** The largest magnitude of weights, and of activations on what they are heard on, is so many steps. */
const STEPS = 127;
const FLOAT = 1;
const AXIS = intAttribute('axis', 0);

/**
 * The model as a training with fake quantisation leaves it: every float tensor that a node gives, and `x`, the input,
 * behind a pair of QuantizeLinear and DequantizeLinear, int8 at a scale that `heard` fills; weights of rank 4 as int8
 * with a scale for each output channel.
 */
export async function withPairs(bytes: Uint8Array, heard: Tensor): Promise<Uint8Array> {
  const model = decodeModel(bytes);
  const { graph } = model;
  const ids = ['x', ...graph.node.flatMap(({ output }) => output)];
  const lane = new Lane();
  const scales = await scalesOf(model, ids, heard, lane).finally(() => lane.close());
  const writer = new Pairs(scales);
  const node: NodeProto[] = writer.pair('x');
  const ends = new Set(graph.output.map(({ name = '' }) => name));
  for (const own of graph.node) {
    const [given] = own.output;
    const last = ends.has(given);
    node.push(
      ...writer.weights(
        own,
        graph.initializer.map(({ name = '' }) => name),
      ),
    );
    node.push({ ...own, input: own.input.map((id) => writer.read(id)), output: [last ? `${given}_plain` : given] });
    node.push(...(last ? writer.pair(`${given}_plain`, given, given) : writer.pair(given)));
  }
  const weights = graph.initializer.filter(({ name = '' }) => name.endsWith('_w'));
  const initializer = [
    ...graph.initializer.filter((each) => !weights.includes(each)),
    ...weights.flatMap((each) => writer.integers(each.name!, expectDType(readTensor(each), 'float32'))),
    ...writer.constants(),
  ];
  return encodeModel({ ...model, graph: { ...graph, node, initializer } });
}

async function scalesOf(model: ModelProto, ids: readonly string[], heard: Tensor, lane: Lane) {
  const taps = ids.filter((id) => id !== 'x');
  const output = taps.map((id) => buildValue(id, FLOAT, undefined));
  const executor = await OnnxExecutor.open(lane, encodeModel({ ...model, graph: { ...model.graph, output } }), {
    outputs: taps,
  });
  const found = new Map([['x', heard], ...(await executor.run(new Map([['x', heard]])))]);
  return new Map(
    [...found].flatMap(([id, { dtype, data }]) =>
      dtype === 'float32' ? [[id, Math.fround(largest(data as Float32Array) / STEPS)] as const] : [],
    ),
  );
}

class Pairs {
  private readonly behind = new Map<string, string>();

  constructor(private readonly scales: ReadonlyMap<string, number>) {}

  read(id: string): string {
    return this.behind.get(id) ?? id;
  }

  /** The pair of a tensor, by the scale of `of`. */
  pair(x: string, y = `${x}_rounded`, of = x): NodeProto[] {
    if (!this.scales.has(of)) return [];
    this.behind.set(x, y);
    const parameters = [`${of}_scale`, 'zero'];
    return [
      buildNode({
        opType: 'QuantizeLinear',
        name: `${of}_quantise`,
        input: [x, ...parameters],
        output: [`${of}_integers`],
      }),
      buildNode({
        opType: 'DequantizeLinear',
        name: `${of}_real`,
        input: [`${of}_integers`, ...parameters],
        output: [y],
      }),
    ];
  }

  /** What makes reals of the weights that a node reads. */
  weights({ input }: NodeProto, constants: readonly string[]): NodeProto[] {
    return input
      .filter((id) => id.endsWith('_w') && constants.includes(id))
      .map((id) => {
        this.behind.set(id, `${id}_reals`);
        const given = [id, `${id}_scales`, `${id}_zeros`];
        return buildNode({ opType: 'DequantizeLinear', input: given, output: [`${id}_reals`], attribute: [AXIS] });
      });
  }

  integers(name: string, weights: Tensor<'float32'>) {
    const [channels] = weights.shape;
    const size = weights.data.length / channels;
    const scales = Float32Array.from({ length: channels }, (_, c) =>
      Math.fround(largest(weights.data.subarray(c * size, (c + 1) * size)) / STEPS),
    );
    const integers = Int8Array.from(weights.data, (value, i) => Math.round(value / scales[Math.floor(i / size)]));
    return [
      writeTensor(name, makeTensor('int8', weights.shape, integers)),
      writeTensor(`${name}_scales`, float32([channels], scales)),
      writeTensor(`${name}_zeros`, makeTensor('int8', [channels], new Int8Array(channels))),
    ];
  }

  constants() {
    return [
      writeTensor('zero', makeTensor('int8', [], Int8Array.of(0))),
      ...Array.from(this.scales, ([id, scale]) => writeTensor(`${id}_scale`, float32([], [scale]))),
    ];
  }
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
