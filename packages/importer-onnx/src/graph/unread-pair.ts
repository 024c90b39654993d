import { ABSENT } from '@openbpu/ir';
import { type DType, type Tensor, toNumbers } from '@openbpu/tensor';
import type { GraphBuilder } from './graph-builder';
import type { ImportNode } from './import-node';

/** The smallest float32 that has all its digits: below it a scale is rounded away. */
export const LEAST_SCALE = 2 ** -126;

/** The scale of a node that quantises or dequantises, and its zero point, 0 where it has none. */
export interface Parameters {
  readonly scale: number;
  readonly zero: number;
  readonly dtype: DType | undefined;
}

/** The constants of a node that quantises or dequantises; undefined where it has several scales, or computed ones. */
export function parametersOf(node: ImportNode, b: GraphBuilder): Parameters | undefined {
  const [scale, zero] = constantsOf(node, b);
  const given = givenOf(node);
  const computed = given.some((id) => id !== ABSENT && b.constant(id)?.data.length !== 1);
  if (computed || !scale) return undefined;
  return { scale: toNumbers(scale)[0], zero: zero ? toNumbers(zero)[0] : 0, dtype: zero?.dtype };
}

/** Whether a scale stands for steps that float32 tells apart. */
export function isScale(scale: number): boolean {
  return scale >= LEAST_SCALE && scale < Infinity;
}

/** Why what a QuantizeLinear and a node that dequantises its result say is no statement of a range, as a clause. */
export function whyUnread(first: ImportNode, last: ImportNode, b: GraphBuilder): string {
  for (const node of [first, last]) {
    const given = givenOf(node).filter((id) => id !== ABSENT);
    const computed = given.find((id) => b.constant(id) === undefined);
    if (computed !== undefined) return `its scale or zero point "${computed}" is computed`;
    const [scale] = constantsOf(node, b);
    if (scale && scale.data.length !== 1) return `it has ${scale.data.length} scales, and an activation has one`;
  }
  const [from, to] = [parametersOf(first, b), parametersOf(last, b)];
  if (!from || !to) return 'it has several zero points, and an activation has one';
  const odd = [from, to].find(({ scale }) => !isScale(scale));
  if (odd)
    return odd.scale > 0 ? `its scale ${odd.scale} is no scale of float32` : `its scale ${odd.scale} is not above 0`;
  if (from.scale !== to.scale) return `it quantises by ${from.scale} and dequantises by ${to.scale}`;
  if (from.zero !== to.zero) return `it quantises about ${from.zero} and dequantises about ${to.zero}`;
  if (from.dtype !== to.dtype && from.dtype && to.dtype) return `its zero points are ${from.dtype} and ${to.dtype}`;
  return `its integers are ${from.dtype ?? 'of a type'}, which no activation has here`;
}

function givenOf({ inputs: [, ...given] }: ImportNode): readonly string[] {
  return given;
}

function constantsOf(node: ImportNode, b: GraphBuilder): readonly (Tensor | undefined)[] {
  return givenOf(node).map((id) => (id === ABSENT ? undefined : b.constant(id)));
}
