import { yoloAttributes } from './yolo-attributes';

const GOOD = { strides: [8], anchors: [1, 2], classes: 1 };

it('has thresholds and a number of rows where nothing is said', () =>
  expect(yoloAttributes.parse(GOOD)).toEqual({ ...GOOD, score_threshold: 0.25, iou_threshold: 0.45, max_boxes: 100 }));

it('knows its own attributes alone, and whole pairs of anchors', () => {
  expect(yoloAttributes.safeParse({ ...GOOD, treshold: 1 }).success).toBe(false);
  expect(yoloAttributes.safeParse({ ...GOOD, anchors: [1, 2, 3] }).success).toBe(false);
  expect(yoloAttributes.safeParse({ ...GOOD, strides: [8, 16] }).error?.issues[0].path).toEqual(['anchors']);
  expect(yoloAttributes.safeParse({ ...GOOD, strides: [8, 16], anchors: [1, 2, 3, 4] }).success).toBe(true);
});
