import { seededRandom } from '@openbpu/ir';
import {
  type AttributeProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  intAttribute,
  intsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { type DType, type Tensor, float32, makeTensor, sizeOf } from '@openbpu/tensor';

/**
 * How a network was quantised: as ONNX Runtime does by default (int8 with zero points, a Relu left out where the range
 * carries it out, int8 weights), the same without zero points, as an export of PyTorch has it (uint8, weights as float
 * with a pair of their own), the same with 7 bits of activations, with int16 activations; or not at all.
 */
export type Style = 'runtime' | 'symmetric' | 'torch' | 'reduced' | 'wide' | 'float';

/** A network in the QDQ format, and what it says. */
export interface QdqModel {
  readonly model: ModelProto;
  /** By weight: its integers. */
  readonly weights: ReadonlyMap<string, Int8Array>;
  /** By tensor that is quantised: its scale. */
  readonly scales: ReadonlyMap<string, number>;
}

const DTYPES: Readonly<Record<Style, DType>> = {
  runtime: 'int8',
  symmetric: 'int8',
  torch: 'uint8',
  reduced: 'uint8',
  wide: 'int16',
  float: 'int8',
};

/** A convolution, a pool, a depthwise one, a sum, a Concat, a swish, and two matrices. Input `x` [1, 3, 12, 12]. */
export function qdqModel(style: Style): QdqModel {
  const net = new Writer(style);
  const x = net.quantised('x', -9, 8);
  const c1 = net.quantised(net.relu(net.conv('c1', x, [8, 3, 3, 3], 1)), 0, 12);
  const m1 = net.quantised(net.node('MaxPool', 'm1', [c1], net.window(2, 2, 0)), 0, 12);
  const c2 = net.quantised(net.conv('c2', m1, [8, 1, 3, 3], 1, 8), -21, 19);
  const a1 = net.quantised(net.relu(net.node('Add', 'a1', [m1, c2])), 0, 30);
  const k1 = net.quantised(net.node('Concat', 'k1', [a1, c2], [intAttribute('axis', 1)]), -21, 30);
  const c3 = net.quantised(net.conv('c3', k1, [12, 16, 1, 1], 0, 1, 'tensor'), -40, 41);
  const s = net.quantised(net.node('Sigmoid', 's', [c3]), 0, 1);
  const w = net.quantised(net.node('Mul', 'w', [c3, s]), -0.3, 41);
  const g = net.quantised(net.node('GlobalAveragePool', 'g', [w]), -0.3, 10);
  const f = net.quantised(net.node('Flatten', 'f', [g], [intAttribute('axis', 1)]), -0.3, 10);
  const y = net.quantised(net.gemm('y', f, [5, 12]), -25, 25);
  net.quantised(net.node('MatMul', 'z', [y, net.weight('wz', [5, 4], 1)]), -40, 40);
  return net.finish();
}

class Writer {
  private readonly nodes: NodeProto[] = [];
  private readonly initialisers: TensorProto[] = [];
  private readonly weights = new Map<string, Int8Array>();
  private readonly scales = new Map<string, number>();
  private readonly random = seededRandom(7);
  private readonly scaleOf = new Map<string, number>();
  private last = '';

  constructor(private readonly style: Style) {}

  finish(): QdqModel {
    const { style, nodes, last } = this;
    const output = [buildNode({ opType: 'Identity', name: 'out', input: [last], output: ['out'] })];
    const graph = buildGraph({
      name: 'qdq',
      node: [...nodes, ...output],
      initializer: this.initialisers,
      input: [buildValue('x', 1, [1, 3, 12, 12])],
      output: [buildValue('out', 1, [1, 4])],
    });
    const opsetImport = [{ domain: '', version: style === 'wide' ? 21 : 13 }];
    return { model: buildModel({ irVersion: 8, opsetImport, graph }), weights: this.weights, scales: this.scales };
  }

  node(opType: string, name: string, input: readonly string[], attribute: readonly AttributeProto[] = []): string {
    this.nodes.push(buildNode({ opType, name: `${opType}_${name}`, input, output: [name], attribute }));
    return (this.last = name);
  }

  window(kernel: number, stride: number, pad: number): AttributeProto[] {
    return [
      intsAttribute('kernel_shape', [kernel, kernel]),
      intsAttribute('strides', [stride, stride]),
      intsAttribute('pads', [pad, pad, pad, pad]),
    ];
  }

  relu(x: string): string {
    return this.style === 'runtime' ? x : this.node('Relu', `${x}_relu`, [x]);
  }

  /** A pair for a tensor that lies between `low` and `high`. */
  quantised(x: string, low: number, high: number): string {
    const { style } = this;
    const even = style === 'symmetric' || style === 'wide';
    const steps = style === 'wide' ? 65535 : style === 'reduced' ? 127 : 255;
    const scale = Math.fround(even ? Math.max(-low, high) / ((steps - 1) / 2) : (high - low) / steps);
    const zero = even ? 0 : Math.round(-low / scale) - (style === 'runtime' ? 128 : 0);
    this.scaleOf.set(x, scale);
    if (style === 'float') return x;
    this.scales.set(x, scale);
    const parameters = [this.constant(`${x}_scale`, float32([], [scale])), this.zero(x, DTYPES[style], zero)];
    const [y, integers, clipped] = [`${x}_dequantised`, `${x}_integers`, `${x}_clipped`];
    const isReduced = style === 'reduced';
    const clip = isReduced
      ? [
          buildNode({
            opType: 'Clip',
            name: clipped,
            input: [integers, '', this.zero(clipped, 'uint8', steps)],
            output: [clipped],
          }),
        ]
      : [];
    this.nodes.push(
      buildNode({ opType: 'QuantizeLinear', name: `${x}_q`, input: [x, ...parameters], output: [integers] }),
      ...clip,
      buildNode({
        opType: 'DequantizeLinear',
        name: y,
        input: [isReduced ? clipped : integers, ...parameters],
        output: [y],
      }),
    );
    this.scaleOf.set(y, scale);
    return (this.last = y);
  }

  conv(
    name: string,
    x: string,
    shape: readonly number[],
    pad: number,
    group = 1,
    per: 'channel' | 'tensor' = 'channel',
  ) {
    const w = this.weight(`w_${name}`, shape, 0, per);
    const attributes = [...this.window(shape[2], 1, pad), intAttribute('group', group)];
    return this.node('Conv', name, [x, w, this.bias(name, x, shape[0])], attributes);
  }

  gemm(name: string, x: string, shape: readonly number[]): string {
    const w = this.weight(`w_${name}`, shape, 0);
    return this.node('Gemm', name, [x, w, this.bias(name, x, shape[0])], [intAttribute('transB', 1)]);
  }

  /** Integers up to 127 in every channel, or, with one scale for all, in the first. */
  weight(name: string, shape: readonly number[], axis: number, per: 'channel' | 'tensor' = 'channel'): string {
    const inner = sizeOf(shape.slice(axis + 1));
    const channels = shape[axis];
    const channelOf = (i: number) => Math.floor(i / inner) % channels;
    const reach = (c: number) => (per === 'tensor' && c > 0 ? 70 + 4 * c : 127);
    const met = new Set<number>();
    const integers = Int8Array.from({ length: sizeOf(shape) }, (_, i) => {
      const c = channelOf(i);
      const value = met.has(c) ? Math.round((this.random() * 2 - 1) * reach(c)) : reach(c);
      met.add(c);
      return value;
    });
    const scales = Float32Array.from({ length: channels }, (_, c) => (per === 'tensor' ? 0.004 : 0.003 + 0.0005 * c));
    this.weights.set(name, integers);
    this.scaleOf.set(name, scales[0]);
    const reals = float32(
      shape,
      Float32Array.from(integers, (q, i) => q * scales[channelOf(i)]),
    );
    if (this.style === 'float') return this.constant(name, reals);
    const count = per === 'tensor' ? 1 : channels;
    const of = per === 'tensor' ? [] : [channels];
    const scale = this.constant(`${name}_scale`, float32(of, scales.slice(0, count)));
    const zero = this.constant(`${name}_zero`, makeTensor('int8', of, new Int8Array(count)));
    const attribute = per === 'tensor' ? [] : [intAttribute('axis', axis)];
    const input = [`${name}_integers`, scale, zero];
    if (this.style === 'torch' || this.style === 'reduced') {
      const given = [this.constant(name, reals), scale, zero];
      this.nodes.push(buildNode({ opType: 'QuantizeLinear', input: given, output: [input[0]], attribute }));
    } else this.constant(input[0], makeTensor('int8', shape, integers));
    this.nodes.push(buildNode({ opType: 'DequantizeLinear', input, output: [`${name}_reals`], attribute }));
    return `${name}_reals`;
  }

  /** int32 at a scale of its own. */
  private bias(name: string, x: string, channels: number): string {
    const integers = Int32Array.from({ length: channels }, () => Math.round((this.random() * 2 - 1) * 2000));
    const scale = Math.fround((this.scaleOf.get(x) ?? 1) * 0.003);
    if (this.style === 'float' || this.style === 'wide')
      return this.constant(
        `b_${name}`,
        float32(
          [channels],
          Float32Array.from(integers, (q) => q / 8192),
        ),
      );
    const input = [
      this.constant(
        `b_${name}_integers`,
        makeTensor(
          'int32',
          [channels],
          integers.map((q) => Math.round(q / 8192 / scale)),
        ),
      ),
      this.constant(`b_${name}_scale`, float32([], [scale])),
    ];
    this.nodes.push(buildNode({ opType: 'DequantizeLinear', input, output: [`b_${name}_reals`] }));
    return `b_${name}_reals`;
  }

  private zero(x: string, dtype: DType, value: number): string {
    const data =
      dtype === 'uint8' ? Uint8Array.of(value) : dtype === 'int8' ? Int8Array.of(value) : Int16Array.of(value);
    return this.constant(`${x}_zero`, makeTensor(dtype, [], data));
  }

  private constant(name: string, tensor: Tensor): string {
    this.initialisers.push(writeTensor(name, tensor));
    return name;
  }
}
