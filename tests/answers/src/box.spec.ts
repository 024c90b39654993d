import { type FoundBox, boxAround, inPicture, overlapOf, suppressed } from './box';

const at = (left: number, top: number, right: number, bottom: number, score = 1, label = 0): FoundBox => ({
  left,
  top,
  right,
  bottom,
  score,
  label,
});

it('lies around its centre', () => expect(boxAround(5, 7, 4, 2)).toEqual({ left: 3, top: 6, right: 7, bottom: 8 }));

it.each([
  [at(0, 0, 4, 2), 1],
  [at(2, 0, 6, 2), 1 / 3],
  [at(0, 1, 4, 3), 1 / 3],
  [at(1, 0, 3, 2), 0.5],
  [at(3, 1, 5, 3), 1 / 11],
  [at(4, 0, 8, 2), 0],
  [at(0, 2, 4, 4), 0],
  [at(5, 5, 6, 6), 0],
  [at(2, 1, 2, 1), 0],
])('has in common with %j %d of all', (other, part) => {
  expect(overlapOf(at(0, 0, 4, 2), other)).toBeCloseTo(part, 12);
  expect(overlapOf(other, at(0, 0, 4, 2))).toBeCloseTo(part, 12);
});

it('keeps the best of those that overlap by more than the limit, label by label', () => {
  const [best, near, other] = [at(0, 0, 4, 2, 0.9), at(1, 0, 3, 2, 0.8), at(1, 0, 3, 2, 0.7, 1)];
  expect(suppressed([near, other, best], 0.49)).toEqual([best, other]);
  expect(suppressed([near, best], 0.5)).toEqual([best, near]);
});

it('lets what was suppressed suppress nothing', () => {
  const [a, b, c] = [at(0, 0, 10, 1, 0.9), at(4, 0, 14, 1, 0.8), at(8, 0, 18, 1, 0.7)];
  expect(suppressed([a, b, c], 0.4)).toEqual([a, c]);
});

it('keeps the first of equals, and changes no list', () => {
  const all = [at(0, 0, 1, 1, 0.5), at(0, 0, 1, 1, 0.5, 0)];
  expect(suppressed(all, 0.5)[0]).toBe(all[0]);
  expect(suppressed(all, 0.5)).toHaveLength(1);
  const two = [at(0, 0, 1, 1, 0.1), at(5, 5, 6, 6, 0.9)];
  suppressed(two, 0.5);
  expect(two[0].score).toBe(0.1);
});

describe('in the picture', () => {
  it('is parts of its sides where the picture was resized, cut at its edges', () => {
    const fit = { kind: 'resize', height: 100, width: 200 } as const;
    expect(inPicture(at(20, -30, 50, 120, 0.7, 3), fit, { width: 640, height: 480 })).toEqual(
      at(0.1, 0, 0.25, 1, 0.7, 3),
    );
  });

  it.each([
    [{ width: 800, height: 400 }, at(0.25, 0.5, 0.5, 1)],
    [{ width: 400, height: 800 }, at(0.5, 0.25, 1, 0.5)],
    [{ width: 50, height: 50 }, at(0.25, 0.25, 0.5, 0.5)],
    [{ width: 301, height: 100 }, at(0.25, 25 / 33, 0.5, 1)],
    [{ width: 100, height: 301 }, at(25 / 33, 0.25, 1, 0.5)],
  ])('leaves out what was padded: %j', (picture, wanted) => {
    const fit = { kind: 'pad', height: 100, width: 100, position: 'bottom_right' } as const;
    const found = inPicture(at(25, 25, 50, 50), fit, picture);
    for (const side of ['left', 'top', 'right', 'bottom'] as const) expect(found[side]).toBeCloseTo(wanted[side], 12);
  });

  it('knows no other picture', () => {
    const sides = { width: 1, height: 1 };
    for (const fit of [
      { kind: 'pad', height: 1, width: 1 },
      { kind: 'crop', shortSide: 1, height: 1, width: 1 },
    ] as const)
      expect(() => inPicture(at(0, 0, 1, 1), fit, sides)).toThrow(TypeError);
  });
});
