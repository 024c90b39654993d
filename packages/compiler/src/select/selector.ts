import type { GraphView } from '@openbpu/ir';
import { type Local, type MachineDType, type Operand, isMachineDType } from '@openbpu/machine';
import {
  type DType,
  type Shape,
  type Tensor,
  type TensorData,
  allocate,
  bytesPerElement,
  sizeOf,
  stridesOf,
} from '@openbpu/tensor';
import { type Access, type Buffer, type PlacedTensor, type Work, stridesInMemory } from '../buffer';
import type { ConstantPool } from '../constant-pool';

/** What instruction selection keeps while it goes through the layers of a segment: tensors, constants, instructions. */
export class Selector {
  readonly works: Work[] = [];
  /** For each of them, the node it is for. */
  readonly owners: string[] = [];
  private readonly placed = new Map<Operand, PlacedTensor>();
  private readonly names = new Set<string>();

  /**
   * `images` are the operands that some layer sees as images; they lie as NHWC whatever the graph calls them. Of the
   * others, `matrices` lie as the graph has them, so that rows are rows in memory.
   */
  constructor(
    private readonly graph: GraphView,
    private readonly constants: ConstantPool,
    private readonly images: ReadonlySet<Operand>,
    private readonly matrices: ReadonlySet<Operand> = new Set(),
  ) {}

  /** Tensors in memory, in the order they were first mentioned; constants aside. */
  get tensors(): readonly PlacedTensor[] {
    return [...this.placed.values()].filter(({ buffer }) => buffer.space !== 'const');
  }

  /** Takes the instructions of a node. */
  emit(node: string, works: readonly Work[]): void {
    for (const work of works) {
      this.works.push(work);
      this.owners.push(node);
    }
  }

  /**
   * The tensor behind an operand: placed at the first mention, images as NHWC. `owner` names the node a local belongs
   * to.
   */
  tensor(operand: Operand, owner = ''): PlacedTensor {
    let tensor = this.placed.get(operand);
    if (!tensor) this.placed.set(operand, (tensor = this.place(operand, owner)));
    return tensor;
  }

  /** The elements of a constant operand. Throws Error when it is computed: the rule that lowered it is wrong. */
  elements(operand: Operand): Tensor {
    const constant = typeof operand === 'string' ? this.graph.value(operand).constant : constantLocal(operand);
    if (!constant) throw new Error(`"${nameOf(operand)}" is not a constant`);
    return constant;
  }

  /**
   * Elements of the graph's order in the machine's: dimension i of the result is dimension `order[i]` of the tensor.
   */
  arranged(operand: Operand, order?: readonly number[], shape?: Shape): Access {
    const tensor = this.elements(operand);
    const dtype = machineDType(tensor.dtype, nameOf(operand));
    const arrangement = order ? permuted(tensor, order) : tensor;
    return this.constants.add(dtype, shape ?? arrangement.shape, arrangement.data);
  }

  /** All elements, in the order they have in memory. */
  whole(operand: Operand): Access {
    const tensor = this.tensor(operand);
    const { shape } = tensor;
    return this.access(tensor, 0, tensor.layout === 'NHWC' ? [shape[0], shape[2], shape[3], shape[1]] : shape);
  }

  /** An image as [n, h, w, c]. */
  image(operand: Operand): Access {
    const tensor = this.tensor(operand);
    if (tensor.layout !== 'NHWC') throw new Error(`"${tensor.name}" is no image`);
    return this.whole(operand);
  }

  /** A tensor broadcast to the shape of another, in that one's order in memory. */
  broadcast(operand: Operand, to: PlacedTensor): Access {
    const tensor = this.tensor(operand);
    const own = stridesInMemory(tensor);
    const lead = to.shape.length - tensor.shape.length;
    const strides = to.shape.map((dim, i) => (i >= lead && tensor.shape[i - lead] === dim ? own[i - lead] : 0));
    const order = to.layout === 'NHWC' ? [0, 2, 3, 1] : to.shape.map((_, i) => i);
    return this.access(
      tensor,
      0,
      order.map((i) => to.shape[i]),
      order.map((i) => strides[i]),
    );
  }

  /** Any view of a tensor; `first` and strides in elements, dense without strides. */
  access(
    { buffer, offset, dtype }: PlacedTensor,
    first: number,
    shape: Shape,
    strides: readonly number[] = stridesOf(shape),
  ): Access {
    return { buffer, offset: offset + first * bytesPerElement(dtype), dtype, shape, strides };
  }

  private place(operand: Operand, owner: string): PlacedTensor {
    const {
      dtype: declared,
      shape,
      layout: logical,
    } = typeof operand === 'string' ? this.graph.value(operand).type : { ...operand, layout: 'none' as const };
    const name = this.free(typeof operand === 'string' ? operand : `${owner}/${operand.name}`);
    const dtype = machineDType(declared, name);
    const asImage = this.images.has(operand) || (logical !== 'NHWC' && !this.matrices.has(operand));
    const layout = shape.length === 4 && asImage ? 'NHWC' : 'linear';
    const isConstant =
      typeof operand === 'string' ? this.graph.value(operand).constant !== undefined : operand.data !== undefined;
    if (isConstant) {
      const { buffer, offset } = this.arranged(operand, layout === 'NHWC' ? [0, 2, 3, 1] : undefined);
      return { name, dtype, shape, layout, buffer, offset };
    }
    const buffer: Buffer = { name, space: 'ddr', bytes: sizeOf(shape) * bytesPerElement(dtype) };
    return { name, dtype, shape, layout, buffer, offset: 0 };
  }

  private free(name: string): string {
    let free = name;
    for (let i = 1; this.names.has(free); i++) free = `${name}_${i}`;
    this.names.add(free);
    return free;
  }
}

function nameOf(operand: Operand): string {
  return typeof operand === 'string' ? operand : operand.name;
}

function constantLocal({ dtype, shape, data }: Local): Tensor | undefined {
  return data && { dtype, shape, data };
}

/** Throws Error for a type the machine does not know: placement let it through. */
function machineDType(dtype: DType, name: string): MachineDType {
  if (!isMachineDType(dtype)) throw new Error(`"${name}" is ${dtype}, which the machine does not know`);
  return dtype;
}

function permuted(tensor: Tensor, order: readonly number[]): Tensor {
  const shape = order.map((dim) => tensor.shape[dim]);
  const own = stridesOf(tensor.shape);
  const strides = order.map((dim) => own[dim]);
  const data: TensorData = allocate(tensor.dtype, sizeOf(shape));
  const inner = stridesOf(shape);
  for (let i = 0; i < data.length; i++) {
    let from = 0;
    for (let d = 0; d < shape.length; d++) from += (Math.floor(i / inner[d]) % shape[d]) * strides[d];
    data[i] = tensor.data[from];
  }
  return { dtype: tensor.dtype, shape, data };
}
