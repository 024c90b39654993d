import type { Fit } from '@openbpu/vision';

/** A box around something; sides in pixels of the network's input, or in parts of the picture's. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly label: number;
}

/** A box that a network found. */
export interface FoundBox extends Box {
  readonly score: number;
}

/** A picture before it was fitted. */
export interface Sides {
  readonly width: number;
  readonly height: number;
}

/** The box around a centre. */
export function boxAround(x: number, y: number, width: number, height: number): Omit<Box, 'label'> {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

/** What two boxes have in common of what they cover together, 0 to 1; 0 for boxes without area. */
export function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const common = width * height;
  return common / (areaOf(a) + areaOf(b) - common);
}

function areaOf({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top);
}

/**
 * The best boxes: from the highest score down, each that no box of its label before it overlaps by more than `most`.
 * Equal scores stay in their order.
 */
export function suppressed(boxes: readonly FoundBox[], most: number): FoundBox[] {
  const kept: FoundBox[] = [];
  for (const box of [...boxes].sort((a, b) => b.score - a.score))
    if (!kept.some((other) => other.label === box.label && overlapOf(other, box) > most)) kept.push(box);
  return kept;
}

/** A box in pixels of a fitted picture as parts of the picture that was fitted, cut at its edges. */
export function inPicture<B extends Box>(box: B, fit: Fit, picture: Sides): B {
  const { width, height } = innerSides(fit, picture);
  const cut = (value: number, side: number) => Math.min(Math.max(value / side, 0), 1);
  return {
    ...box,
    left: cut(box.left, width),
    right: cut(box.right, width),
    top: cut(box.top, height),
    bottom: cut(box.bottom, height),
  };
}

/** What the picture takes of the input, from its left upper corner. Throws TypeError for what lies elsewhere. */
function innerSides(fit: Fit, { width, height }: Sides): Sides {
  if (fit.kind === 'resize') return fit;
  if (fit.kind !== 'pad' || fit.position !== 'bottom_right')
    throw new TypeError('boxes are found in whole pictures that begin at the left upper corner');
  return width * fit.height > height * fit.width
    ? { width: fit.width, height: Math.max(1, Math.floor((height * fit.width) / width)) }
    : { width: Math.max(1, Math.floor((width * fit.height) / height)), height: fit.height };
}
