import { type ProductsWish, chosenPositions } from '@openbpu/runtime';
import { seededRandom } from '@openbpu/ir';
import { gatherChannel, gatherPatches, placesOf } from './patches';

const wish: ProductsWish = {
  at: 'x',
  fold: 'products',
  image: [4, 5, 6],
  window: { kernel: [2, 3], strides: [2, 1], pads: [1, 0, 0, 1], dilations: [1, 2], group: 2 },
  scales: [0.5, 0.25, 1, 2],
  zeros: [],
  positions: 1,
};
const random = seededRandom(3);
const tensor = (length: number) => Float32Array.from({ length }, () => 2 * Math.round(20 * random() - 10));

it('gathers what every place reads, in steps of its channel, outside of the image 0', () => {
  const tensors = [tensor(2 * 4 * 5 * 6), tensor(2 * 4 * 5 * 6)];
  const places = placesOf(wish, 2, 5);
  const [rows, columns] = [3, 3];
  expect(places).toMatchObject({ plane: rows * columns, columns });
  expect(places.chosen).toEqual(chosenPositions(2 * rows * columns, 5));
  const found = gatherPatches(wish, tensors, 1, places);
  expect(found).toMatchObject({ size: 12, length: 16, count: 10 });
  tensors.forEach((data, t) =>
    places.chosen.forEach((at, i) => {
      const [n, y, x] = [Math.floor(at / 9), Math.floor((at % 9) / 3), at % 3];
      let k = 0;
      for (const c of [2, 3])
        for (const ky of [0, 1])
          for (const kx of [0, 1, 2]) {
            const [iy, ix] = [2 * y - 1 + ky, x + 2 * kx];
            const inside = iy >= 0 && iy < 5 && ix < 6;
            const value = inside ? data[((n * 4 + c) * 5 + iy) * 6 + ix] / wish.scales[c] : 0;
            expect(found.rows[k++ * 16 + t * 5 + i]).toBe(value + 0);
          }
    }),
  );
  for (let k = 0; k < 12; k++) expect([...found.rows.subarray(k * 16 + 10, k * 16 + 16)]).toEqual(Array(6).fill(0));
});

it('gathers a channel at the same places', () => {
  const places = placesOf(wish, 2, 4);
  const data = Float32Array.from({ length: 2 * 3 * 9 }, (_, i) => i);
  const at = [...places.chosen].map((place) => Math.floor(place / 9) * 27 + 2 * 9 + (place % 9));
  const room = new Float64Array(8);
  expect(gatherChannel([data, data], 3, 2, places, room)).toBe(room);
  expect([...room]).toEqual([...at, ...at]);
});
