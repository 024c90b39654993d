import { loadKernels } from '@openbpu/kernels';
import fc from 'fast-check';
import { fold } from './fold';
import { kernelProducts } from './kernel-products';
import { mergeFolds } from './merge-folds';
import type { Observation } from './observation';
import { PIECE, TensorFolds } from './tensor-folds';

const kernels = loadKernels();

/** What the plain loops say of several samples, and the folds in pieces. */
function check(wishes: readonly Observation[], samples: readonly Float32Array[], most?: number): void {
  kernels.reset();
  const folds = new TensorFolds(kernels, wishes, kernelProducts, most);
  for (const sample of samples) folds.add(sample);
  const wanted = wishes.map((wish) => samples.map((sample) => fold(wish, sample)).reduce(mergeFolds));
  expect(folds.results()).toEqual(wanted);
}

const element = fc.oneof(
  fc.float({ min: -8, max: 8, noNaN: true }),
  fc.float(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 3.4028234663852886e38, 1.401298464324817e-45, 2 ** -64, 2 ** -65),
);
const sample = fc.array(element, { minLength: 12, maxLength: 12 }).map((values) => Float32Array.from(values));
const WISHES: readonly Observation[] = [
  { at: 'x', fold: 'histogram', bins: 4096 },
  { at: 'x', fold: 'channels', channels: 2, inner: 3 },
  { at: 'x', fold: 'absmax' },
  { at: 'x', fold: 'histogram', bins: 8 },
];

it.each([
  ['all of them at once', undefined],
  ['counts put aside after every second sample', 24],
  ['counts put aside after every sample', 1],
])('folds several samples as the plain loops do, bit for bit: %s', (_, most) => {
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 5 }), (samples) => check(WISHES, samples, most)),
    { numRuns: 150 },
  );
});

/** Elements whose magnitudes grow, so that later pieces reach further than those before. */
const growing = (length: number, slope: number) =>
  Float32Array.from({ length }, (_, i) => Math.fround((((i * 7919) % 4001) - 2000) * (1 + slope * i)));

it.each([
  ['planes smaller than a piece', 7, 49, 1000],
  ['planes that fill a piece', 3, PIECE, 3],
  ['planes larger than a piece', 2, 2 * PIECE + 5, 2],
  ['a plane that no piece divides', 5, 3001, 20],
])('cuts long tensors into pieces: %s', (_, channels, inner, planes) => {
  const samples = [growing(inner * planes, 1e-4), growing(inner * planes, 1e-2), growing(inner * planes, 0)];
  samples[1][inner] = NaN;
  samples[2].fill(Infinity, 0, inner);
  const wishes: readonly Observation[] = [{ at: 'x', fold: 'channels', channels, inner }, WISHES[0]];
  check(wishes, samples);
  check([WISHES[0]], samples);
  check([{ at: 'x', fold: 'absmax' }], samples);
});

it('takes channels that are cut in several ways', () => {
  const wishes: readonly Observation[] = [WISHES[1], { at: 'x', fold: 'channels', channels: 3, inner: 1 }, WISHES[0]];
  check(wishes, [growing(5 * PIECE * 6, 1e-3), growing(12, 1)]);
});

it('adds products of samples', () => {
  const window = { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1 } as const;
  const wish = { at: 'x', fold: 'products', image: [2, 2, 3], window, scales: [0.5], zeros: [], positions: 4 } as const;
  const wishes: readonly Observation[] = [wish, { at: 'x', fold: 'absmax' }];
  const samples = [1, 2, 3].map((slope) => growing(12, slope / 1000).map((value) => value / 1e5));
  check(wishes, samples);
  check(wishes, samples, 12);
});
