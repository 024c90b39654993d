import { blazeface } from './blazeface';
import { about, from, outputsOf, rowsOf } from './outputs.fixture';

const decode = blazeface(128);
const found = (set: Record<number, number>, boxes: Record<number, number>, least: number) => {
  const none = Object.fromEntries(Array.from({ length: 896 }, (_, i) => [i, -100]));
  const shapes = { classificators: [1, 896, 1], regressors: [1, 896, 16] };
  return rowsOf(decode(outputsOf(shapes, { classificators: { ...none, ...set }, regressors: boxes }), least));
};

it('has two faces in each of 16 x 16 cells', () => {
  // Second face of the third cell of the second row: cell 18, face 37.
  expect(found({ 37: Math.log(3) }, from(37 * 16, 1, 2, 10, 20, 99), 0.5)).toEqual([
    about(0.75, 0, 20 + 1 - 5, 12 + 2 - 10, 20 + 1 + 5, 12 + 2 + 10),
  ]);
});

it('has six faces in each of 8 x 8 cells', () => {
  const face = 512 + 6 * 9 + 5;
  expect(found({ [face]: 0 }, from(face * 16, 0, 0, 8, 8), 0.5)).toEqual([about(0.5, 0, 20, 20, 28, 28)]);
  expect(found({ [face]: -0.01 }, {}, 0.5)).toEqual([]);
});
