import type { SampleRef } from '@openbpu/runtime';
import { labelsFor } from './labels-for';

const sample = (...files: readonly string[]): SampleRef => ({
  inputs: files.map((file) => ({
    kind: 'file',
    name: file,
    file: `/a/${file}`,
    dtype: 'float32',
    shape: [1],
    feed: { kind: 'none' },
  })),
});

it('goes by names without what they end in, and says −1 of a sample without a class', () => {
  const labels = ['n01/cat.JPEG 3', 'dog.png 5'].map((text, line) => {
    const [name, label] = text.split(' ');
    return { name, label: Number(label), line };
  });
  const noise: SampleRef = { inputs: [{ kind: 'seeded', name: 'x', shape: [1], seed: 0, image: false }] };
  expect(labelsFor([sample('dog.rgb'), sample('cat.rgb'), sample('cow.rgb'), noise], labels)).toEqual([5, 3, -1, -1]);
  expect(labelsFor([sample('mask.bin', 'cat.bin')], labels)).toEqual([3]);
  const first = { name: 'tench.png', label: 0, line: 1 };
  expect(labelsFor([sample('tench.rgb'), sample('tench.bin', 'cat.bin')], [...labels, first])).toEqual([0, 0]);
});
