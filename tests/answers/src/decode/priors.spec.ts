import { about, from, outputsOf, rowsOf } from './outputs.fixture';
import { corners, retinaface } from './priors';

describe('RetinaFace', () => {
  const decode = retinaface({ scores: 's', deltas: 'd' }, 16, [
    { stride: 8, sides: [10, 20] },
    { stride: 16, sides: [40] },
  ]);
  const shapes = { s: [1, 9, 2], d: [1, 9, 4] };

  it('moves centres by tenths of a prior, and takes exponents of fifths for sides', () => {
    const found = decode(
      outputsOf(shapes, {
        s: { ...from(2 * 3, 0.9, 0.5), ...from(2 * 8, 0, 1) },
        d: { ...from(4 * 3, 1, -2, 5 * Math.log(2), -5 * Math.log(2)), ...from(4 * 8, 0, 0, 0, 5) },
      }),
      0.5,
    );
    // Fourth prior: the second of the second cell.
    expect(rowsOf(found)).toEqual([
      about(0.5, 0, 12 + 2 - 20, 4 - 4 - 5, 12 + 2 + 20, 4 - 4 + 5),
      about(1, 0, 8 - 20, 8 - 20 * Math.E, 8 + 20, 8 + 20 * Math.E),
    ]);
  });

  it('looks at the second probability, row by row', () => {
    expect(decode(outputsOf(shapes, { s: from(0, 1, 0.4999) }), 0.5)).toEqual([]);
    const [[, , left, top]] = rowsOf(decode(outputsOf(shapes, { s: from(2 * 4, 0, 1) }), 0.5));
    expect([left, top]).toEqual([4 - 5, 12 - 5]);
  });
});

it('of corners are parts of the input', () => {
  const decode = corners({ scores: 's', boxes: 'b' }, 320, 240);
  const outputs = outputsOf(
    { s: [1, 3, 2], b: [1, 3, 4] },
    { s: from(0, 1, 0, 0.25, 0.75, 0.51, 0.49), b: from(4, 0.25, 0.5, 0.75, 1) },
  );
  expect(rowsOf(decode(outputs, 0.5))).toEqual([[0.75, 0, 80, 120, 240, 240]]);
});
