import { about, from, outputsOf, rowsOf } from './outputs.fixture';
import { scrfd } from './scrfd';

const decode = scrfd(16, [
  { stride: 8, scores: 's', sides: 'd' },
  { stride: 16, scores: 't', sides: 'e' },
]);
const shapes = { s: [1, 8, 1], d: [1, 8, 4], t: [1, 2, 1], e: [1, 2, 4] };

it('has two boxes a cell, whose sides are strides away from its corner', () => {
  const found = decode(
    outputsOf(shapes, {
      s: { ...from(5, 0.75), ...from(2, 0.5) },
      d: { ...from(20, 1, 0.5, 2, 0.25), ...from(8, 0.125) },
      t: from(1, 1),
      e: from(4, 0, 0, 1, 2),
    }),
    0.5,
  );
  expect(rowsOf(found)).toEqual([
    about(0.5, 0, 8 - 1, 0, 8, 0),
    about(0.75, 0, 0 - 8, 8 - 4, 0 + 16, 8 + 2),
    about(1, 0, 0, 0, 16, 32),
  ]);
});

it('leaves out what scores less', () =>
  expect(decode(outputsOf(shapes, { s: from(0, 0.4999, 0.5) }), 0.5)).toHaveLength(1));
