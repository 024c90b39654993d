import { type Graph, GraphDraft, type OpDef, type RawAttrs, type ValueId, seededRandom } from '@openbpu/ir';
import {
  Add,
  AveragePool,
  BatchNormalization,
  Clip,
  Concat,
  Conv,
  ConvTranspose,
  Div,
  Erf,
  Exp,
  Expand,
  Gemm,
  GlobalAveragePool,
  HardSigmoid,
  Identity,
  LeakyRelu,
  MatMul,
  MaxPool,
  Mul,
  OnnxOp,
  Pad,
  Pow,
  ReduceMax,
  ReduceMean,
  ReduceSum,
  Relu,
  Reshape,
  Resize,
  Sigmoid,
  Slice,
  Softmax,
  Split,
  Sqrt,
  Sub,
  Transpose,
} from '@openbpu/ops';
import { type Tensor, float32, sizeOf, tensorType } from '@openbpu/tensor';

const ACTIVATIONS = {
  relu: [Relu, {}],
  relu6: [Clip, { min: 0, max: 6 }],
  leakyRelu: [LeakyRelu, { alpha: 0.1 }],
  sigmoid: [Sigmoid, {}],
  hardSigmoid: [HardSigmoid, { alpha: 1 / 6, beta: 0.5 }],
} as const;

/** Weights repeat after a prime number of values, so that no two channels are alike. */
const PERIOD = 65_521;

/** As they are written out: `swish` and `hardSwish` as a function of x and the product, `gelu` from x / √2 on. */
export type Activation = keyof typeof ACTIVATIONS | 'swish' | 'hardSwish' | 'gelu';

/** Height and width, one number where they are equal. */
export type Sides = number | readonly [height: number, width: number];

const both = (sides: Sides): readonly [number, number] => (typeof sides === 'number' ? [sides, sides] : sides);

export interface ConvOptions {
  readonly kernel?: Sides;
  readonly stride?: number;
  readonly group?: number;
  readonly act?: Activation;
  /** Default: half the kernel, so that stride 1 keeps the size. */
  readonly pad?: Sides;
  /** False for a convolution without a bias. */
  readonly bias?: boolean;
}

/**
 * Writes down a network layer by layer: the weights are noise of one seed, the input is one image [1, 3, height,
 * width], square where one side is given.
 */
export class Draft {
  readonly image: ValueId = 'image';
  private readonly draft = new GraphDraft('imported');

  private readonly weights: Float32Array;

  constructor(
    private readonly name: string,
    side: Sides,
  ) {
    const random = seededRandom(1);
    this.weights = Float32Array.from({ length: PERIOD }, () => random() - 0.5);
    this.draft.input(this.image, tensorType('float32', [1, 3, ...both(side)], 'NCHW'));
  }

  shape(id: ValueId): readonly number[] {
    return this.draft.typeOf(id).shape;
  }

  channels(id: ValueId): number {
    return this.shape(id)[1];
  }

  /** A convolution with its bias (batch normalisation folded) unless it is left out, and its activation. */
  conv(
    x: ValueId,
    channels: number,
    { kernel: sides = 1, stride = 1, group = 1, act, pad, bias = true }: ConvOptions = {},
  ): ValueId {
    const kernel = both(sides);
    const [top, left] = pad === undefined ? kernel.map((size) => Math.floor(size / 2)) : both(pad);
    const weights = this.noise([channels, this.channels(x) / group, ...kernel]);
    const y = this.node(Conv, [x, weights, ...(bias ? [this.noise([channels])] : [])], {
      kernel,
      strides: [stride, stride],
      pads: [top, left, top, left],
      group,
    });
    return act ? this.act(y, act) : y;
  }

  /** A transposed convolution of 2×2 with stride 2: twice the height and width. */
  deconv(x: ValueId, channels: number): ValueId {
    return this.node(ConvTranspose, [x, this.noise([this.channels(x), channels, 2, 2]), this.noise([channels])], {
      kernel: [2, 2],
      strides: [2, 2],
    });
  }

  act(x: ValueId, act: Activation): ValueId {
    if (act === 'swish') return this.mul(x, this.node(Sigmoid, [x], {}));
    if (act === 'hardSwish') return this.mul(x, this.div(this.act(this.plus(x, 3), 'relu6'), this.number(6)));
    if (act === 'gelu') {
      const gate = this.node(Erf, [this.div(x, this.number(Math.SQRT2))], {});
      return this.times(this.mul(x, this.plus(gate, 1)), 0.5);
    }
    const [op, attrs] = ACTIVATIONS[act];
    return this.node<unknown>(op, [x], attrs);
  }

  maxPool(x: ValueId, kernel: number, stride: Sides = kernel, pad = Math.floor(kernel / 2)): ValueId {
    return this.node(MaxPool, [x], { kernel: [kernel, kernel], strides: both(stride), pads: [pad, pad, pad, pad] });
  }

  /** Behind the empty padding that an exporter writes. */
  averagePool(x: ValueId, kernel: Sides, stride: Sides): ValueId {
    const padded = this.node(Pad, [x], { pads: [0, 0, 0, 0, 0, 0, 0, 0] });
    return this.node(AveragePool, [padded], { kernel: both(kernel), strides: both(stride) });
  }

  /** The mean of the pixels of a 3×3 that lie inside. */
  meanOfNeighbours(x: ValueId): ValueId {
    return this.node(AveragePool, [x], { kernel: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1] });
  }

  globalAveragePool(x: ValueId): ValueId {
    return this.node(GlobalAveragePool, [x], {});
  }

  add(a: ValueId, b: ValueId): ValueId {
    return this.node(Add, [a, b], {});
  }

  mul(a: ValueId, b: ValueId): ValueId {
    return this.node(Mul, [a, b], {});
  }

  sub(a: ValueId, b: ValueId): ValueId {
    return this.node(Sub, [a, b], {});
  }

  div(a: ValueId, b: ValueId): ValueId {
    return this.node(Div, [a, b], {});
  }

  exp(x: ValueId): ValueId {
    return this.node(Exp, [x], {});
  }

  /** Every element times one number. */
  times(x: ValueId, factor: number): ValueId {
    return this.mul(x, this.number(factor));
  }

  /** Every element plus one number. */
  plus(x: ValueId, term: number): ValueId {
    return this.add(x, this.number(term));
  }

  /** Every channel times a number of its own. */
  scale(x: ValueId): ValueId {
    return this.mul(this.noise([1, this.channels(x), 1, 1]), x);
  }

  /** The product of matrices, the last two dimensions. */
  matmul(a: ValueId, b: ValueId): ValueId {
    return this.node(MatMul, [a, b], {});
  }

  softmax(x: ValueId, axis: number): ValueId {
    return this.node(Softmax, [x], { axis });
  }

  /** The largest along one axis, which stays as 1 with `keepdims`. */
  max(x: ValueId, axis: number, keepdims = true): ValueId {
    return this.node(ReduceMax, [x], { axes: [axis], keepdims });
  }

  /** The sum along one axis, which stays as 1 with `keepdims`. */
  sum(x: ValueId, axis: number, keepdims = true): ValueId {
    return this.node(ReduceSum, [x], { axes: [axis], keepdims });
  }

  squared(x: ValueId): ValueId {
    return this.node(Pow, [x], { exponent: 2 });
  }

  /** The mean along axes, which stay as 1 with `keepdims`. */
  mean(x: ValueId, axes: readonly number[], keepdims = true): ValueId {
    return this.node(ReduceMean, [x], { axes, keepdims });
  }

  /** Layer normalisation of the last axis in the nine steps of an exporter; each element has a factor and a bias. */
  layerNorm(x: ValueId): ValueId {
    const axis = this.shape(x).length - 1;
    const size = this.shape(x)[axis];
    const apart = this.sub(x, this.mean(x, [axis]));
    const variance = this.mean(this.squared(apart), [axis]);
    const spread = this.node(Sqrt, [this.plus(variance, 1e-6)], {});
    return this.add(this.mul(this.div(apart, spread), this.noise([size])), this.noise([size]));
  }

  /** The same of the channels of [n, c, h, w], brought to the end and back. */
  channelNorm(x: ValueId): ValueId {
    return this.transpose(this.layerNorm(this.toNhwc(x)), 0, 3, 1, 2);
  }

  /** Rows of the last axis divided by their length, in the four steps of an exporter. */
  unitLength(x: ValueId): ValueId {
    const shape = this.shape(x);
    const length = this.node(OnnxOp, [x], {
      opType: 'ReduceL2',
      opset: 11,
      attributes: { axes: [-1], keepdims: 1 },
      outputTypes: [{ dtype: 'float32', shape: [...shape.slice(0, -1), 1] }],
    });
    return this.div(x, this.node(Expand, [this.node(Clip, [length], { min: 1e-12 })], { shape }));
  }

  /** A batch normalisation that stands behind no convolution. */
  batchNorm(x: ValueId): ValueId {
    const shape = [this.channels(x)];
    const variance = this.draft.constant('constant', float32(shape, new Float32Array(shape[0]).fill(1)));
    return this.node(BatchNormalization, [x, ...[0, 1, 2].map(() => this.noise(shape)), variance], {});
  }

  reshape(x: ValueId, ...shape: readonly number[]): ValueId {
    return this.node(Reshape, [x], { shape });
  }

  /** Dimension i is dimension `perm[i]` of x. */
  transpose(x: ValueId, ...perm: readonly number[]): ValueId {
    return this.node(Transpose, [x], { perm });
  }

  concat(...parts: readonly ValueId[]): ValueId {
    return this.node(Concat, parts, { axis: 1 });
  }

  /** Tensors of one shape along a new first dimension. */
  stack(...parts: readonly ValueId[]): ValueId {
    return this.node(
      Concat,
      parts.map((part) => this.reshape(part, 1, ...this.shape(part))),
      { axis: 0 },
    );
  }

  /** What is stacked along the first dimension, one by one. */
  unstack(x: ValueId): readonly ValueId[] {
    const [count, ...shape] = this.shape(x);
    return this.splitAt(x, 0, ...Array<number>(count).fill(1)).map((part) => this.reshape(part, ...shape));
  }

  /** Parts of so many channels. */
  split(x: ValueId, ...sizes: readonly number[]): readonly ValueId[] {
    return this.splitAt(x, 1, ...sizes);
  }

  /** Parts of such sizes along an axis. */
  splitAt(x: ValueId, axis: number, ...sizes: readonly number[]): readonly ValueId[] {
    return this.many(Split, [x], { axis, sizes });
  }

  /** Both halves of the channels, as an exporter writes a chunk: two slices. */
  halves(x: ValueId): readonly [ValueId, ValueId] {
    const all = this.channels(x);
    return [this.slice(x, 0, all / 2), this.slice(x, all / 2, all)];
  }

  /** From `start` to before `end` of an axis, the channels. */
  slice(x: ValueId, start: number, end: number, axis = 1): ValueId {
    return this.node(Slice, [x], { starts: [start], ends: [end], axes: [axis] });
  }

  /** Every second row (axis 2) or column (axis 3), from `start` on. */
  everySecond(x: ValueId, axis: 2 | 3, start: number): ValueId {
    return this.node(Slice, [x], { starts: [start], ends: [this.shape(x)[axis]], axes: [axis], steps: [2] });
  }

  /** Twice the height and width, nearest neighbour. */
  upsample(x: ValueId): ValueId {
    const [, , h, w] = this.shape(x);
    return this.resize(x, 2 * h, 2 * w, { scales: [2, 2] });
  }

  /** To a height and width, nearest neighbour; what has them already is passed on. */
  resize(x: ValueId, height: number, width: number, also: RawAttrs = {}): ValueId {
    const [, , h, w] = this.shape(x);
    if (h === height && w === width) return this.node(Identity, [x], {});
    const how = { mode: 'nearest', coordinate: 'asymmetric', nearestMode: 'floor' };
    return this.node(Resize, [x], { ...how, height, width, ...also });
  }

  /** [n, c, h, w] as [n, h, w, c]. */
  toNhwc(x: ValueId): ValueId {
    return this.transpose(x, 0, 2, 3, 1);
  }

  /** A fully connected layer behind whatever is flattened, unless it is already. */
  linear(x: ValueId, outputs: number): ValueId {
    const inputs = sizeOf(this.shape(x));
    const flat = this.shape(x).length === 2 ? x : this.reshape(x, 1, inputs);
    return this.node(Gemm, [flat, this.noise([outputs, inputs]), this.noise([outputs])], {});
  }

  /** A fully connected layer of the last of more dimensions: a product of matrices and, unless left out, a bias. */
  project(x: ValueId, outputs: number, bias = true): ValueId {
    const y = this.matmul(x, this.noise([this.shape(x).at(-1)!, outputs]));
    return bias ? this.add(this.noise([outputs]), y) : y;
  }

  finish(outputs: readonly ValueId[]): Graph<'imported'> {
    return this.draft.build({ name: this.name, outputs });
  }

  /** A constant. */
  number(value: number): ValueId {
    return this.draft.constant('constant', float32([], [value]));
  }

  /** Numbers that are learnt, of such a shape. */
  noise(shape: readonly number[]): ValueId {
    const data = new Float32Array(sizeOf(shape));
    for (let at = 0; at < data.length; at += PERIOD) data.set(this.weights.subarray(0, data.length - at), at);
    const tensor: Tensor = float32(shape, data);
    return this.draft.constant('constant', tensor);
  }

  private node<A>(op: OpDef<A>, inputs: readonly ValueId[], raw: RawAttrs): ValueId {
    return this.many(op, inputs, raw)[0];
  }

  private many<A>(op: OpDef<A>, inputs: readonly ValueId[], raw: RawAttrs): readonly ValueId[] {
    const id = `${op.name}_${this.draft.nodes.length}`;
    const types = op.infer(
      inputs.map((input) => this.draft.typeOf(input)),
      op.parseAttrs(raw),
    );
    const outputs = types.map((_, i) => `${id}_${i}`);
    return this.draft.node({ id, op, inputs, attrs: raw, outputs, origins: [{ name: id }] });
  }
}
