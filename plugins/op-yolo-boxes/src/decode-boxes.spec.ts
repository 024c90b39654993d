import { type Level, decodeBoxes } from './decode-boxes';
import { yoloAttributes } from './yolo-attributes';

const logit = (p: number) => Math.log(p / (1 - p));
const attributes = yoloAttributes.parse({ strides: [8], anchors: [10, 20, 30, 40], classes: 2, score_threshold: 0.5 });

/** A level of 2 rows and 3 columns whose cells see nothing, but for one. */
function level(anchor: number, row: number, column: number, values: readonly number[]): Level {
  const data = new Float32Array(2 * 7 * 6).fill(-20);
  values.forEach((value, channel) => (data[(anchor * 7 + channel) * 6 + row * 3 + column] = value));
  return { data, height: 2, width: 3 };
}

it('decodes centre, size and score of a cell', () => {
  const [box, ...more] = decodeBoxes(
    [level(1, 1, 2, [0, logit(0.75), 0, logit(0.25), 20, logit(0.9), -20])],
    attributes,
  );
  expect(more).toEqual([]);
  expect([box.class, (box.left + box.right) / 2, (box.top + box.bottom) / 2]).toEqual([
    0,
    expect.closeTo((0.5 + 2) * 8),
    expect.closeTo((1 + 1) * 8),
  ]);
  expect([box.right - box.left, box.bottom - box.top, box.score]).toEqual([
    expect.closeTo(30),
    expect.closeTo(0.25 * 40),
    expect.closeTo(0.9),
  ]);
});

it('gives a box for every class that reaches the threshold', () => {
  const found = (object: number, one: number, two: number) =>
    decodeBoxes([level(0, 0, 0, [0, 0, 0, 0, logit(object), logit(one), logit(two)])], attributes).map(
      (box) => box.class,
    );
  expect([found(0.9, 0.9, 0.9), found(0.9, 0.5, 0.6), found(0.4, 0.99, 0.99)]).toEqual([[0, 1], [1], []]);
  const at = (score_threshold: number, logit: number) =>
    decodeBoxes([level(0, 0, 0, [0, 0, 0, 0, logit, 40, -40])], { ...attributes, score_threshold }).length;
  expect([at(0.5, 0), at(0.5, -1e-6), at(1, 40), at(0, -40)]).toEqual([1, 0, 1, 12 * 2]);
});

it('leaves NaN out', () => {
  expect(decodeBoxes([level(0, 0, 0, [0, 0, 0, 0, NaN, 20, 20])], attributes)).toEqual([]);
  expect(decodeBoxes([level(0, 0, 0, [NaN, 0, 0, 0, 20, 20, 20])], attributes)).toEqual([]);
});

it('reads the anchors and the stride of each level', () => {
  const two = { ...attributes, strides: [8, 16], anchors: [1, 2, 3, 4, 5, 6, 7, 8] };
  const cell = [0, 0, 0, 0, 20, 20, -20];
  const [a, b] = decodeBoxes([level(0, 0, 0, cell), level(1, 0, 0, cell)], two);
  expect([a.right - a.left, b.right - b.left, b.bottom - b.top, (b.left + b.right) / 2]).toEqual([
    expect.closeTo(1),
    expect.closeTo(7),
    expect.closeTo(8),
    expect.closeTo(8),
  ]);
});
