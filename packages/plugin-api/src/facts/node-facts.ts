import { ABSENT, type GraphView, type Node, constantOf } from '@openbpu/ir';
import { type DType, type Shape, normalizeAxis, sizeOf, toNumbers } from '@openbpu/tensor';
import { AttrReader } from './attr-reader';
import { followedByResidualAdd, isFullyConnected, nextOnBpu } from './neighbours';

/** 2^30. */
export const GB = 2 ** 30;

/** Attributes under the names foreign operators give them; undefined where the node has none. */
export interface ForeignAttrs {
  readonly mode?: string;
  readonly blocksize?: number;
  readonly coordinateTransformationMode?: string;
  readonly paddingMode?: string;
  /** 1 or 0. */
  readonly keepdims?: number;
  /** Sizes of the parts of a Split. */
  readonly split: readonly number[];
}

/**
 * Everything the rules of a march may ask of a node, under the names those rules use. Images are NCHW, so `n c h w` are
 * the dimensions of the first computed input; ranks below 4 read as if 1s followed. Asking for a dimension the op does
 * not have (the kernel of an Add) throws: a bug of the rule.
 */
export class NodeFacts {
  private readonly attrs: AttrReader;
  private readonly inputs: readonly string[];

  constructor(
    readonly node: Node,
    private readonly graph: GraphView,
  ) {
    this.attrs = new AttrReader(node);
    this.inputs = node.inputs.filter((id) => id !== ABSENT);
  }

  /** Name of the op. */
  get op(): string {
    return this.node.op.name;
  }

  /**
   * Of the inputs that are given; the exponent of a Pow, an attribute here, counts as a second input without
   * dimensions.
   */
  get inShapes(): readonly Shape[] {
    const shapes = this.inputs.map((id) => this.graph.value(id).type.shape);
    return this.attrs.number('exponent') === undefined ? shapes : [...shapes, []];
  }

  get outShapes(): readonly Shape[] {
    return this.node.outputs.map((id) => this.graph.value(id).type.shape);
  }

  /** Whether each input is a constant. */
  get inConst(): readonly boolean[] {
    return this.inShapes.map((_, i) => i >= this.inputs.length || constantOf(this.graph, this.inputs[i]) !== undefined);
  }

  /** Types the outputs will have on the BPU: int8 in place of float32 unless placement has settled another. */
  get outDtype(): readonly DType[] {
    const { placement } = this.node;
    const settled = placement?.on === 'bpu' ? placement.output : 'int8';
    return this.node.outputs.map((id) => {
      const { dtype } = this.graph.value(id).type;
      return dtype === 'float32' ? settled : dtype;
    });
  }

  /** Shape of the first computed input; of the first input where all are constants. */
  get shape(): Shape {
    const shapes = this.inShapes;
    return shapes[Math.max(this.inConst.indexOf(false), 0)] ?? this.outShapes[0];
  }

  get rank(): number {
    return this.shape.length;
  }

  /** Of the inputs. */
  get maxRank(): number {
    return Math.max(...this.inShapes.map((shape) => shape.length));
  }

  get n(): number {
    return this.shape[0] ?? 1;
  }

  get c(): number {
    return this.shape[1] ?? 1;
  }

  get h(): number {
    return this.shape[2] ?? 1;
  }

  get w(): number {
    return this.shape[3] ?? 1;
  }

  get outC(): number {
    return this.outShapes[0][1] ?? 1;
  }

  get outH(): number {
    return this.outShapes[0][2] ?? 1;
  }

  get outW(): number {
    return this.outShapes[0][3] ?? 1;
  }

  /** Bytes of the largest tensor as int8, constants left out. */
  get bytes(): number {
    const computed = this.inShapes.filter((_, i) => !this.inConst[i]);
    return Math.max(...[...computed, ...this.outShapes].map((shape) => sizeOf(shape)));
  }

  /** Channels of every input and output. */
  get allChannels(): readonly number[] {
    return [...this.inShapes, ...this.outShapes].map((shape) => shape[1] ?? 1);
  }

  /** Counted from the first dimension. */
  get axis(): number {
    return normalizeAxis(this.known('axis', this.attrs.number('axis')), this.rank);
  }

  /** Counted from the first dimension, ascending. */
  get axes(): readonly number[] {
    return this.known('axes', this.attrs.numbers('axes'))
      .map((axis) => normalizeAxis(axis, this.rank))
      .sort((a, b) => a - b);
  }

  /** Size of the dimension at `axis`, or at the first of `axes`. */
  get axisSize(): number {
    return this.shape[this.attrs.number('axis') === undefined ? this.axes[0] : this.axis];
  }

  /** How many kernels there are: the first dimension of the weight. */
  get kernelN(): number {
    return this.weight[0];
  }

  /** Channels of one kernel: the second dimension of the weight. */
  get kernelC(): number {
    return this.weight[1];
  }

  get kernelH(): number {
    return this.known('kernel', this.attrs.numbers('kernel'))[0];
  }

  get kernelW(): number {
    return this.known('kernel', this.attrs.numbers('kernel'))[1];
  }

  get strideH(): number {
    return this.known('strides', this.attrs.numbers('strides'))[0];
  }

  get strideW(): number {
    return this.known('strides', this.attrs.numbers('strides'))[1];
  }

  get dilationH(): number {
    return this.known('dilations', this.attrs.numbers('dilations'))[0];
  }

  get dilationW(): number {
    return this.known('dilations', this.attrs.numbers('dilations'))[1];
  }

  get group(): number {
    return this.attrs.number('group') ?? 1;
  }

  get cinPerGroup(): number {
    return this.c / this.group;
  }

  get coutPerGroup(): number {
    return this.outC / this.group;
  }

  /** Top, left, bottom, right of a window; all begins, then all ends of a Pad. */
  get pads(): readonly number[] {
    return this.known('pads', this.attrs.numbers('pads'));
  }

  get padTop(): number {
    return this.pads[0];
  }

  get padLeft(): number {
    return this.pads[1];
  }

  get outputPadding(): readonly number[] {
    return this.known('output_padding', this.attrs.numbers('output_padding'));
  }

  /** Output over input. */
  get scaleN(): number {
    return this.outShapes[0][0] / this.n;
  }

  get scaleC(): number {
    return this.outC / this.c;
  }

  get scaleH(): number {
    return this.outH / this.h;
  }

  get scaleW(): number {
    return this.outW / this.w;
  }

  get numOutputs(): number {
    return this.node.outputs.length;
  }

  get attr(): ForeignAttrs {
    const { attrs } = this;
    const given = {
      mode: attrs.text('mode'),
      blocksize: attrs.number('blocksize'),
      coordinateTransformationMode: attrs.text('coordinate'),
      paddingMode: attrs.text('padding_mode'),
      keepdims: attrs.flag('keepdims'),
    };
    return { ...given, split: attrs.numbers('sizes') ?? [] };
  }

  /** Name of the op before it; undefined behind an input of the graph. */
  get producerOp(): string | undefined {
    return this.graph.producer(this.inputs[Math.max(this.inConst.indexOf(false), 0)])?.op.name;
  }

  /** See `nextOnBpu`. */
  get nextOnBpu(): boolean {
    return nextOnBpu(this.node, this.graph);
  }

  get lastInBpuSubgraph(): boolean {
    return !this.nextOnBpu;
  }

  /** See `followedByResidualAdd`. */
  get followedByResidualAdd(): boolean {
    return followedByResidualAdd(this.node, this.graph);
  }

  /** See `isFullyConnected`. */
  get fullyConnected(): boolean {
    return isFullyConnected(this.node, this.graph);
  }

  get isGraphOutput(): boolean {
    return this.node.outputs.some((id) => this.graph.isOutput(id));
  }

  /** Whether a constant input holds a zero. */
  constContainsZero(): boolean {
    return this.inputs.some((id) => {
      const constant = constantOf(this.graph, id);
      return constant !== undefined && toNumbers(constant).includes(0);
    });
  }

  /**
   * Taps that one output of a transposed convolution sums: `k'h · k'w · channels in a group`, with
   * `k' = floor((kernel - 1 + pad mod stride) / stride) + 1` along each axis.
   */
  deconvKernelSize(): number {
    const taps = (kernel: number, stride: number, pad: number) =>
      Math.floor((kernel - 1 + (pad % stride)) / stride) + 1;
    return (
      taps(this.kernelH, this.strideH, this.padTop) * taps(this.kernelW, this.strideW, this.padLeft) * this.cinPerGroup
    );
  }

  private get weight(): Shape {
    return this.inShapes[this.node.op.integer?.weights?.input ?? 1] ?? [];
  }

  private known<T>(name: string, value: T | undefined): T {
    if (value === undefined) throw new TypeError(`${this.op} has no ${name}`);
    return value;
  }
}
