import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type PictureChain, type Tensor, decodeNpy, formatShape } from '@openbpu/tensor';
import { readThroughChain } from '@openbpu/vision';

interface GoldenChain {
  readonly name: string;
  readonly picture: string;
  readonly chain: PictureChain;
}

const FOLDER = join(__dirname, '../goldens');
const CHAINS = JSON.parse(readFileSync(join(FOLDER, 'chains.json'), 'utf8')) as readonly GoldenChain[];

const golden = (name: string): Tensor => decodeNpy(readFileSync(join(FOLDER, `${name}.npy`)));

function farthest(a: Tensor<'float32'>, b: Tensor): number {
  expect(formatShape(a.shape)).toBe(formatShape(b.shape));
  return a.data.reduce((far, value, i) => Math.max(far, Math.abs(value - Number(b.data[i]))), 0);
}

/** How far from OpenCV and skimage: nothing where OpenCV computes in whole numbers, else what its rounding leaves. */
const MOST: Readonly<Record<string, number>> = {
  'short-side-cubic': 1,
  gray: 1,
  'yuv444-of-bytes': 1,
  // OpenCV has three digits of the coefficients.
  yuv444: 0.1,
  'resize-skimage-of-bytes': 1e-4,
  'mean-and-scale': 1e-6,
};

it.each(CHAINS.map((one) => [one.name, one] as const))('%s is what OpenCV and skimage give', async (name, one) => {
  const { sample } = await readThroughChain(join(FOLDER, `${one.picture}.png`), one.chain);
  expect(farthest(sample, golden(name))).toBeLessThanOrEqual(
    MOST[name] ?? (one.chain.readMode === 'opencv' ? 0 : 1e-3),
  );
});

it('tells a chain from its neighbours', async () => {
  const [walk] = CHAINS;
  const file = join(FOLDER, `${walk.picture}.png`);
  for (const i of walk.chain.steps.keys()) {
    const steps = walk.chain.steps.filter((_, k) => k !== i);
    const {
      sample: { shape, data },
    } = await readThroughChain(file, { ...walk.chain, steps });
    const { shape: right, data: wanted } = golden(walk.name);
    expect(formatShape(shape) !== formatShape(right) || data.some((value, k) => value !== wanted[k])).toBe(true);
  }
});

it('has a golden for every chain, and no other', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.npy'));
  expect(files.sort()).toEqual(CHAINS.map(({ name }) => `${name}.npy`).sort());
});
