import type { LocatedView, MachineDType, PhysicalLayout, Space, Work as WorkOn } from '@openbpu/machine';

/** A piece of memory before it has an address. */
export interface Buffer {
  readonly name: string;
  readonly space: Space;
  readonly bytes: number;
  /** Of a band of another buffer, which one core has to itself: where it lies as long as it is not on chip. */
  readonly part?: { readonly of: Buffer; readonly at: number };
}

/** An operand before buffers have addresses: a view that begins `offset` bytes into its buffer. */
export interface Access extends LocatedView {
  readonly buffer: Buffer;
}

/** An instruction that computes or copies something, before buffers have addresses. */
export type Work = WorkOn<Access>;

/** A whole tensor in a buffer of its own (or in the constants). */
export interface PlacedTensor {
  readonly name: string;
  readonly dtype: MachineDType;
  /** As the graph knows it. */
  readonly shape: readonly number[];
  readonly layout: PhysicalLayout;
  readonly buffer: Buffer;
  readonly offset: number;
}

/** Where a view lies for certain: a band that is not on chip is a part of its buffer. */
export function settled(access: Access): Access {
  const { part } = access.buffer;
  return part && access.buffer.space !== 'sram'
    ? { ...access, buffer: part.of, offset: access.offset + part.at }
    : access;
}

/** Whether a copy is one of bytes to where they are: between a band that is not on chip and its buffer. */
export function isIdle(work: Work): boolean {
  if (work.kind !== 'move') return false;
  const [x, y] = [settled(work.x), settled(work.y)];
  return x.buffer === y.buffer && x.offset === y.offset && work.x.buffer !== work.y.buffer;
}

/** For each dimension the graph knows, how many elements further its next index lies. */
export function stridesInMemory({ shape, layout }: Pick<PlacedTensor, 'shape' | 'layout'>): number[] {
  if (layout === 'NHWC') {
    const [, c, h, w] = shape;
    return [h * w * c, 1, w * c, c];
  }
  return shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
}
