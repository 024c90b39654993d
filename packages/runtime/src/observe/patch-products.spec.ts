import type { ProductsWish } from './observation';
import { patchProducts } from './patch-products';

const window = { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1 } as const;
const wish = (change: Partial<ProductsWish>): ProductsWish => ({
  at: 'x',
  fold: 'products',
  image: [2, 1, 2],
  window,
  scales: [1],
  zeros: [],
  positions: 100,
  ...change,
});
const of = (change: Partial<ProductsWish>, ...values: number[]) => {
  const { size, products, sums, count } = patchProducts(wish(change), Float32Array.from(values));
  return { size, products: [...products], sums: [...sums], count };
};

it('adds products of channels over the places of all images', () => {
  expect(of({}, 1, 2, 10, -20, 3, 0, 1, 1)).toEqual({
    size: 2,
    products: [1 + 4 + 9 + 0, 10 - 40 + 3 + 0, 100 + 400 + 1 + 1],
    sums: [6, -8],
    count: 4,
  });
});

it('keeps groups apart', () => {
  expect(of({ window: { ...window, group: 2 } }, 1, 2, 10, -20)).toEqual({
    size: 1,
    products: [5, 500],
    sums: [3, -10],
    count: 2,
  });
});

it('makes integers with the scale and the zero of the channel, half to even, within int8', () => {
  expect(of({ scales: [0.5, 2], zeros: [-128, 100] }, 0.25, 1000, -1000, 5)).toEqual({
    size: 2,
    products: [255 ** 2, 255 * 2, 228 ** 2 + 4],
    sums: [255, -226],
    count: 2,
  });
  expect(of({ image: [1, 1, 4], scales: [1], zeros: [] }, NaN, Infinity, -Infinity, 0.75)).toEqual({
    size: 1,
    products: [127 ** 2 + 128 ** 2 + 1],
    sums: [127 - 128 + 1],
    count: 4,
  });
});

it('reads the window in the order of the weights, pads as 0, whatever stands for 0', () => {
  const strip = {
    image: [1, 1, 3],
    window: { ...window, kernel: [1, 2], strides: [1, 2], dilations: [1, 2], pads: [0, 1, 0, 1] },
    zeros: [-128],
  } as const;
  expect(of(strip, 1, 2, 3)).toEqual({ size: 2, products: [4, 0, 4], sums: [2, 2], count: 2 });
});

it('looks at no more positions than it may', () => {
  expect(of({ image: [1, 1, 8], positions: 2 }, 1, 1, 1, 1, 100, 100, 100, 100)).toEqual({
    size: 1,
    products: [10001],
    sums: [101],
    count: 2,
  });
  expect(of({})).toEqual({ size: 2, products: [0, 0, 0], sums: [0, 0], count: 0 });
});
