import { nanodet } from './nanodet';
import { about, from, outputsOf, rowsOf } from './outputs.fixture';

// A side of 16: 4 cells at stride 8, one at 16; three bins a side.
const decode = nanodet(16, [8, 16]);
const shapes = {
  cls_pred_stride_8: [1, 4, 2],
  dis_pred_stride_8: [1, 4, 12],
  cls_pred_stride_16: [1, 1, 2],
  dis_pred_stride_16: [1, 1, 12],
};

it('takes means of softmaxes from the middle of a cell, side by side', () => {
  const found = decode(
    outputsOf(shapes, {
      cls_pred_stride_8: from(2 * 2, 0.25, 0.75),
      dis_pred_stride_8: from(2 * 12, 0, 0, 0, 50, 0, 0, 0, 0, 50, Math.log(2), 0, -50),
      cls_pred_stride_16: from(0, 0.5),
    }),
    0.5,
  );
  // The third cell is the first of the second row: its middle is at (4, 12).
  expect(rowsOf(found)).toEqual([about(0.75, 1, 4 - 8, 12, 4 + 16, 12 + 8 / 3), about(0.5, 0, -8, -8, 24, 24)]);
});

it('takes the second column for the second cell, and stands large logits', () => {
  const set = { cls_pred_stride_8: from(2, 1), dis_pred_stride_8: from(12, 5000, 0, 0, 0, 5000, 0) };
  const [[, , left, top]] = rowsOf(decode(outputsOf(shapes, set), 0.5));
  expect([left, top]).toEqual([12, 4 - 8]);
});

it('leaves out what scores less', () => {
  const at = (score: number) => decode(outputsOf(shapes, { cls_pred_stride_8: from(0, score) }), 0.5).length;
  expect([at(0.4999), at(0.5)]).toEqual([0, 1]);
});
