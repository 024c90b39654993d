import { type Layout, type Shape, sizeOf } from '@openbpu/tensor';

/** How many bytes a row takes that is read or written by the BPU: 256 each, and 0, 16, 32, 64 or 128 more. */
export function alignedBytes(bytes: number): number {
  const rest = bytes % 256;
  const padded = [0, 16, 32, 64, 128, 256].find((size) => rest <= size) ?? 256;
  return bytes - rest + padded;
}

/** What of a tensor its alignment follows from. */
export interface AlignedForm {
  readonly shape: Shape;
  readonly layout: Layout;
  readonly elementBytes: number;
  readonly side: 'input' | 'output';
}

/**
 * The shape of a tensor in memory where the BPU reads or writes it, the padding counted in. NHWC: channels to whole
 * rows, and where an input has up to four of them, the height to 2 and the width to 32 instead; NCHW: the width to
 * whole rows. Other layouts and ranks are compact.
 */
export function alignedShape({ shape, layout, elementBytes, side }: AlignedForm): Shape {
  if (shape.length !== 4 || layout === 'none') return shape;
  const last = alignedBytes(shape[3] * elementBytes) / elementBytes;
  if (layout === 'NHWC' && side === 'input' && shape[3] <= 4)
    return [shape[0], upTo(shape[1], 2), upTo(shape[2], 32), shape[3]];
  return [...shape.slice(0, 3), last];
}

/** The next multiple. */
export function upTo(length: number, multiple: number): number {
  return Math.ceil(length / multiple) * multiple;
}

/** Bytes of a compact tensor with zeros where `to` is longer than `from`. */
export function withPadding(bytes: Uint8Array, from: Shape, to: Shape, elementBytes: number): Uint8Array {
  const padded = new Uint8Array(sizeOf(to) * elementBytes);
  eachRow(from, to, elementBytes, (compact, wide, length) =>
    padded.set(bytes.subarray(compact, compact + length), wide),
  );
  return padded;
}

/** The same backwards. */
export function withoutPadding(bytes: Uint8Array, from: Shape, to: Shape, elementBytes: number): Uint8Array {
  const compact = new Uint8Array(sizeOf(to) * elementBytes);
  eachRow(to, from, elementBytes, (at, wide, length) => compact.set(bytes.subarray(wide, wide + length), at));
  return compact;
}

/** Where each row of the innermost dimension begins in both, and how long it is, in bytes. */
function eachRow(
  compact: Shape,
  wide: Shape,
  elementBytes: number,
  visit: (compact: number, wide: number, length: number) => void,
): void {
  const length = (compact.at(-1) ?? 1) * elementBytes;
  const step = (wide.at(-1) ?? 1) * elementBytes;
  const rows = length === 0 ? 0 : sizeOf(compact.slice(0, -1));
  for (let row = 0; row < rows; row++) {
    let left = row;
    let at = 0;
    let inner = 1;
    for (let d = compact.length - 2; d >= 0; d--) {
      at += (left % compact[d]) * inner;
      left = Math.floor(left / compact[d]);
      inner *= wide[d];
    }
    visit(row * length, at * step, length);
  }
}
