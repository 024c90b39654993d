import { darknet, yoloFastest, yoloV5 } from './anchors';
import { about, from, outputsOf, rowsOf } from './outputs.fixture';

describe('YOLOv5', () => {
  const decode = yoloV5('y', 16, [
    {
      stride: 8,
      anchors: [
        [10, 20],
        [2, 4],
      ],
    },
    { stride: 16, anchors: [[6, 6]] },
  ]);
  const shapes = { y: [1, 9, 7] };

  it('goes through levels, anchors, rows and columns', () => {
    const row = (at: number, ...values: number[]) => from(7 * at, ...values);
    const found = decode(
      outputsOf(shapes, {
        y: {
          ...row(1, 0.5, 0.5, 0.5, 0.5, 1, 0.5, 0.25),
          ...row(6, 0.75, 0.25, 1, 0.25, 0.5, 0, 1),
          ...row(8, 0, 1, 0.5, 0.5, 1, 1, 0),
        },
      }),
      0.4,
    );
    expect(rowsOf(found)).toEqual([
      about(0.5, 0, 12 - 5, 4 - 10, 12 + 5, 4 + 10),
      // Second anchor, second row, first column: the centre is at (1, 1) cells.
      about(0.5, 1, 8 - 4, 8 - 0.5, 8 + 4, 8 + 0.5),
      about(1, 0, -8 - 3, 24 - 3, -8 + 3, 24 + 3),
    ]);
  });

  it('leaves out what scores less, and refuses another size', () => {
    const at = (score: number) => decode(outputsOf(shapes, { y: from(0, 0, 0, 0, 0, 1, score) }), 0.5).length;
    expect([at(0.4999), at(0.5)]).toEqual([0, 1]);
    expect(() => decode(outputsOf({ y: [1, 8, 7] }), 0.4)).toThrow(/56 elements, and not 63/);
  });
});

it('of Yolo-FastestV2 has boxes, objectness and shared classes side by side', () => {
  const decode = yoloFastest([
    {
      output: 'a',
      stride: 8,
      anchors: [
        [10, 20],
        [2, 4],
      ],
    },
    {
      output: 'b',
      stride: 16,
      anchors: [
        [6, 6],
        [8, 8],
      ],
    },
  ]);
  const size = 2 * 5 + 3;
  const found = decode(
    outputsOf(
      { a: [1, 1, 2, size], b: [1, 1, 1, size] },
      {
        a: {
          ...from(size, 0.5, 0.5, 0.5, 0.5, 0.75, 0.25, 1, 0.25),
          ...from(size + 8, 0.5, 0.75),
          ...from(size + 10, 0.25, 0, 1),
        },
        b: { ...from(8, 0.25, 1), ...from(10, 0, 0.5, 0.25), ...from(4, 0.5, 0.5, 0.5, 0.5) },
      },
    ),
    0.5,
  );
  expect(rowsOf(found)).toEqual([
    about(0.5, 2, 12 - 5, 4 - 10, 12 + 5, 4 + 10),
    about(0.75, 2, 16 - 4, 0 - 0.5, 16 + 4, 0 + 0.5),
    about(0.5, 1, 8 - 4, 8 - 4, 8 + 4, 8 + 4),
  ]);
});

it('of Darknet is in planes, with nothing applied', () => {
  const decode = darknet([
    {
      output: 'y',
      stride: 8,
      anchors: [
        [10, 20],
        [2, 4],
      ],
    },
  ]);
  // Planes of one row and two columns; every anchor has 5 + 2.
  const plane = (i: number, cell: number, value: number) => ({ [2 * i + cell]: value });
  const found = decode(
    outputsOf(
      { y: [1, 14, 1, 2] },
      {
        y: {
          ...plane(7, 1, Math.log(3)),
          ...plane(8, 1, 0),
          ...plane(9, 1, Math.log(2)),
          ...plane(10, 1, -Math.log(2)),
          ...plane(11, 1, 50),
          ...plane(12, 1, -1),
          ...plane(13, 1, Math.log(3)),
        },
      },
    ),
    0.7,
  );
  expect(rowsOf(found)).toEqual([about(0.75, 1, 14 - 2, 4 - 1, 14 + 2, 4 + 1)]);
  expect(decode(outputsOf({ y: [1, 14, 1, 2] }), 0.25)).toHaveLength(4);
  expect(decode(outputsOf({ y: [1, 14, 1, 2] }), 0.251)).toHaveLength(0);
});

it('of Darknet has rows as wide as its map', () => {
  const decode = darknet([{ output: 'y', stride: 8, anchors: [[2, 2]] }]);
  const rows = rowsOf(decode(outputsOf({ y: [1, 6, 2, 3] }), 0.2));
  expect(rows.map(([, , left, top]) => [left + 1, top + 1])).toEqual(
    [4, 12].flatMap((y) => [4, 12, 20].map((x) => [x, y])),
  );
});
