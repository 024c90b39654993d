import { type Observation, type ProductsWish, observationKey } from './observation';

const products: ProductsWish = {
  at: 'x',
  fold: 'products',
  image: [2, 4, 4],
  window: { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1 },
  scales: [1],
  zeros: [],
  positions: 5,
};
const changes: readonly Partial<ProductsWish>[] = [
  { at: 'y' },
  { image: [2, 2, 8] },
  { scales: [0.5] },
  { zeros: [-128] },
  { positions: 6 },
  ...(
    [{ kernel: [2, 2] }, { strides: [2, 1] }, { dilations: [1, 2] }, { pads: [1, 0, 0, 0] }, { group: 2 }] as const
  ).map((change) => ({ window: { ...products.window, ...change } })),
];
const wishes: readonly Observation[] = [
  { at: 'x', fold: 'absmax' },
  { at: 'x', fold: 'histogram', bins: 16 },
  { at: 'x', fold: 'channels', channels: 2, inner: 1 },
  products,
  ...changes.map((change) => ({ ...products, ...change })),
];

it('tells wishes apart that have other answers', () => {
  expect(new Set(wishes.map(observationKey)).size).toBe(wishes.length);
});

it('is one for wishes alike, whatever else their windows hold', () => {
  const convolution = { min: 0, max: 6, ...products.window };
  expect(observationKey({ ...products, window: convolution })).toBe(observationKey(products));
});
