import type { OnnxBody } from '@openbpu/plugin-api';
import type { AttentionSizes } from './deformable-attention';

/** GridSample of every level, and a weighted sum: the name of what it gives. */
export function attentionBody(
  b: OnnxBody,
  { batch, heads, depth, queries, points, levels }: AttentionSizes,
  values: string,
  places: string,
  weights: string,
): string {
  const planes = batch * heads;
  const cells = levels.map(([height, width]) => height * width);
  const parts = levels.length === 1 ? [values] : b.ops('Split', [values, b.ints(...cells)], levels.length, { axis: 1 });
  // −1 to 1 across a level, as GridSample counts.
  const grid = b.op('Sub', [b.op('Mul', [places, b.reals(2)]), b.reals(1)]);
  const byHead = b.op('Transpose', [grid], { perm: [3, 0, 2, 1, 4, 5] });
  const sampled = levels.map(([height, width], l) => {
    const turned = b.op('Transpose', [parts[l]], { perm: [0, 2, 3, 1] });
    const image = b.op('Reshape', [turned, b.ints(planes, depth, height, width)]);
    const own = b.op('Gather', [byHead, b.ints(l)], { axis: 0 });
    const at = b.op('Reshape', [own, b.ints(planes, queries, points, 2)]);
    const found = b.op('GridSample', [image, at], {
      mode: 'bilinear',
      padding_mode: 'zeros',
      align_corners: 0,
    });
    return b.op('Reshape', [found, b.ints(planes, depth, queries, 1, points)]);
  });
  const all = sampled.length === 1 ? sampled[0] : b.op('Concat', sampled, { axis: 3 });
  const shares = b.op('Reshape', [
    b.op('Transpose', [weights], { perm: [0, 2, 1, 3, 4] }),
    b.ints(planes, 1, queries, levels.length, points),
  ]);
  const sum = b.op('ReduceSum', [b.op('Mul', [all, shares]), b.ints(3, 4)], { keepdims: 0 });
  const back = b.op('Transpose', [b.op('Reshape', [sum, b.ints(batch, heads * depth, queries)])], { perm: [0, 2, 1] });
  return back;
}
