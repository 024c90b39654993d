import { type GraphView, type Node, type NodeId, type ValueId, PatchBuilder } from '@openbpu/ir';
import { Concat, Pad, Reshape, Slice, Transpose } from '@openbpu/ops';
import type { Tensor } from '@openbpu/tensor';

/** How taps along the depth are taken. */
export interface DepthTaps {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** How many the output has. */
  readonly depth: number;
}

/** The longest dimension of an image that the lists of the marches take. */
export const LONGEST = 65536;

/**
 * Writes a graph whose volumes [n, c, d, h, w] are images [n · d, c, h, w], the planes of all depths behind each other.
 * What it writes is named after the node it is written for, and has its origins.
 */
export class PlanesWriter {
  private readonly build: PatchBuilder;
  private readonly planes = new Map<ValueId, ValueId>();
  private readonly writtenFor = new Map<NodeId, Node>();
  private current!: Node;

  constructor(
    private readonly graph: GraphView,
    label: string,
    removed: readonly Node[],
  ) {
    this.build = new PatchBuilder(graph, label).remove(...removed);
  }

  /** From now on it writes for this node. */
  begin(node: Node): this {
    this.current = node;
    return this;
  }

  /** The node that one of the patch is written for. */
  sourceOf(id: NodeId): Node {
    return this.writtenFor.get(id)!;
  }

  patch() {
    return this.build.build();
  }

  shapeOf(id: ValueId): readonly number[] {
    return this.build.typeOf(id).shape;
  }

  constant(name: string, tensor: Tensor): ValueId {
    return this.build.constant(name, tensor);
  }

  /** The images that a volume of the graph has become, else those it is made into here. */
  of(volume: ValueId): ValueId {
    const known = this.planes.get(volume);
    if (known !== undefined) return known;
    const [n, c, d, h, w] = this.shapeOf(volume);
    const made = this.reshaped(this.swapped(volume, [n, c, d, h, w]), [n * d, c, h, w]);
    this.planes.set(volume, made);
    return made;
  }

  /** Says which images a volume of the graph has become. */
  become(volume: ValueId, images: ValueId): void {
    this.planes.set(volume, images);
  }

  /** The volume again that images have been made of, under its own name. */
  restore(volume: ValueId): void {
    const shape = this.graph.value(volume).type.shape;
    const [n, c, d = 1, h, w] = shape;
    const swapped = this.swapped(this.of(volume), [n, d, c, h, w]);
    const id = this.build.free(`${this.current.id}_volume`);
    this.write({ id, op: Reshape, inputs: [swapped], attrs: { shape }, outputs: [volume] });
  }

  /** The node itself in another form; its images are called `<output>_planes`. */
  main(op: Node['op'], inputs: readonly ValueId[], attrs: Record<string, unknown>): ValueId {
    const { id, outputs } = this.current;
    return this.write({ id, op, inputs, attrs, outputs: [this.build.free(`${outputs[0]}_planes`)] });
  }

  /** A node before the main one. */
  step(op: Node['op'], inputs: readonly ValueId[], attrs: Record<string, unknown> = {}): ValueId {
    const name = `${this.current.id}_${op.name.toLowerCase()}`;
    return this.write({ id: this.build.free(name), op, inputs, attrs });
  }

  reshaped(from: ValueId, shape: readonly number[]): ValueId {
    return this.shapeOf(from).join() === shape.join() ? from : this.step(Reshape, [from], { shape });
  }

  /** [n, a, b, h, w] as [n, b, a, h, w], the elements moved only where there is something to move. */
  swapped(from: ValueId, shape: readonly number[]): ValueId {
    if (shape[1] === 1 || shape[2] === 1) return from;
    return this.step(Transpose, [this.reshaped(from, shape)], { perm: [0, 2, 1, 3, 4] });
  }

  /**
   * Images [n · d, c, h, w] with the depth as an axis of its own: [n, d, c, h · w], or [n, d, c · h, w] where that
   * would be too long.
   */
  alongDepth(images: ValueId, n: number): ValueId {
    const [planes, c, h, w] = this.shapeOf(images);
    return this.reshaped(images, [n, planes / n, ...(h * w > LONGEST ? [c * h, w] : [c, h * w])]);
  }

  /** [n, d, p, q] with planes of zeros in front and behind. */
  padded(from: ValueId, begin: number, end: number): ValueId {
    if (begin === 0 && end === 0) return from;
    return this.step(Pad, [from], { pads: [0, begin, 0, 0, 0, end, 0, 0] });
  }

  /** [n, d, p, q] with its first and last planes again in front and behind. */
  extended(from: ValueId, begin: number, end: number): ValueId {
    if (begin === 0 && end === 0) return from;
    const depth = this.shapeOf(from)[1];
    const plane = (at: number) => this.step(Slice, [from], { starts: [at], ends: [at + 1], axes: [1] });
    const times = (count: number, at: number) => {
      const one = count > 0 ? [plane(at)] : [];
      return Array.from({ length: count }, () => one[0]);
    };
    return this.step(Concat, [...times(begin, 0), from, ...times(end, depth - 1)], { axis: 1 });
  }

  /** What every tap along the depth sees of [n, d, p, q]: each [n, depth, p, q]. */
  taps(from: ValueId, { kernel, stride, dilation, depth }: DepthTaps): ValueId[] {
    const whole = this.shapeOf(from)[1];
    return Array.from({ length: kernel }, (_, tap) => {
      const start = tap * dilation;
      if (depth === whole) return from;
      const attrs = { starts: [start], ends: [start + (depth - 1) * stride + 1], axes: [1], steps: [stride] };
      return this.step(Slice, [from], attrs);
    });
  }

  private write(draft: {
    readonly id: NodeId;
    readonly op: Node['op'];
    readonly inputs: readonly ValueId[];
    readonly attrs: Record<string, unknown>;
    readonly outputs?: readonly ValueId[];
  }): ValueId {
    this.writtenFor.set(draft.id, this.current);
    return this.build.node({ ...draft, origins: this.current.origins })[0];
  }
}
