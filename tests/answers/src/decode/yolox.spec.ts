import { about, from, outputsOf, rowsOf } from './outputs.fixture';
import { yolox } from './yolox';

// A side of 16: 4 cells at stride 8, one at 16.
const decode = yolox('y', 16, [8, 16]);
const shapes = { y: [1, 5, 7] };

it('puts centres into cells, takes exponents for sides, and multiplies both scores', () => {
  const found = decode(
    outputsOf(shapes, {
      y: {
        ...from(2 * 7, 0.25, 0.5, Math.log(2), 0, 0.5, 0.25, 0.75),
        ...from(4 * 7, 0.5, 0.5, -1, 0, 0.75, 0.5, 0.5),
      },
    }),
    0.3,
  );
  // The third cell is the first of the second row.
  expect(rowsOf(found)).toEqual([
    about(0.375, 1, 2 - 8, 12 - 4, 2 + 8, 12 + 4),
    about(0.375, 0, 8 - 8 / Math.E, 0, 8 + 8 / Math.E, 16),
  ]);
});

it('takes the second column for the second cell', () => {
  const [[, , left, top]] = rowsOf(decode(outputsOf(shapes, { y: from(7, 0, 0, 0, 0, 1, 1, 0) }), 0.3));
  expect([left, top]).toEqual([8 - 4, -4]);
});

it('leaves out what scores less, not what scores just that', () => {
  const at = (score: number) => decode(outputsOf(shapes, { y: from(0, 0, 0, 0, 0, score, 1, 0) }), 0.5).length;
  expect([at(0.4999), at(0.5)]).toEqual([0, 1]);
});

it('refuses another size, and outputs of other names', () => {
  expect(() => decode(outputsOf({ y: [1, 6, 7] }), 0.3)).toThrow(/42 elements, and not 35/);
  expect(() => decode(outputsOf({ z: [1, 5, 7] }), 0.3)).toThrow(/no output "y", but z/);
});
