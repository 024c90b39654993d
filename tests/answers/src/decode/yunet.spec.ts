import { about, from, outputsOf, rowsOf } from './outputs.fixture';
import { yunet } from './yunet';

// A width of 16 and a height of 8: two cells at stride 8; at 16 the map has one.
const decode = yunet(16, [8, 16]);
const shapes = {
  cls_8: [1, 4, 1],
  obj_8: [1, 4, 1],
  bbox_8: [1, 4, 4],
  cls_16: [1, 1, 1],
  obj_16: [1, 1, 1],
  bbox_16: [1, 1, 4],
};

it('has the geometric mean of two confidences, and boxes from the corner of a cell', () => {
  const found = decode(
    outputsOf(shapes, {
      cls_8: from(3, 0.5),
      obj_8: from(3, 0.5),
      bbox_8: from(12, 0.5, 0.25, Math.log(2), -1),
      cls_16: from(0, 1.5),
      obj_16: from(0, 0.25),
    }),
    0.5,
  );
  expect(rowsOf(found)).toEqual([
    about(0.5, 0, 12 - 8, 10 - 4 / Math.E, 12 + 8, 10 + 4 / Math.E),
    about(0.5, 0, -8, -8, 8, 8),
  ]);
});

it('takes what is below 0 for 0, and leaves out what scores less', () => {
  const count = (cls: number, obj: number, least: number) =>
    decode(outputsOf(shapes, { cls_8: from(0, cls), obj_8: from(0, obj) }), least).length;
  expect(count(-0.5, -0.5, 0.4)).toBe(0);
  expect(count(2, 2, 1)).toBe(1);
  expect([count(0.25, 0.9999, 0.5), count(0.25, 1, 0.5)]).toEqual([0, 1]);
});
