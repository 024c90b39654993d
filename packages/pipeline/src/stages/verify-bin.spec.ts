import { writeArtifact } from '@openbpu/artifact';
import { CollectingSink } from '@openbpu/diagnostics';
import { makeTensor } from '@openbpu/tensor';
import { FEATURE_NET, IMAGE_NET, packed, quantizedGraph, resolvedInput } from '../packed.fixture';
import { removeNodes } from './remove-nodes';
import { verifyBin } from './verify-bin';

const picture = makeTensor('int8', [1, 4, 4, 3], Int8Array.from({ length: 48 }, (_, i) => (i * 37) % 256 - 128));
const feature = makeTensor('float32', [1, 2, 4, 4], Float32Array.from({ length: 32 }, (_, i) => i - 16.5));
const NETS = {
  image: { text: IMAGE_NET, content: () => packed(IMAGE_NET, [resolvedInput('data', 'nv12', [1, 3, 4, 4])]), feed: new Map([['data', picture]]) },
  feature: { text: FEATURE_NET, content: () => packed(FEATURE_NET, [resolvedInput('f', 'featuremap', [1, 2, 4, 4])]), feed: new Map([['f', feature]]) },
};

it.each([
  ['image', [], ['x', 'y', 'out']],
  ['image', ['Transpose'], ['x', 'y', 'out']],
  ['image', ['Reshape'], ['x', 'y', 'yf']],
  ['image', ['Reshape', 'Dequantize', 'Transpose'], ['x', 'y']],
  ['feature', ['Quantize', 'Dequantize'], ['q', 'y']],
] as const)('compares the %s net without its %j: all that both have', async (net, types) => {
  const { text, content, feed } = NETS[net];
  const done: number[] = [];
  const { content: cut } = removeNodes(content(), { types, names: [] }, new CollectingSink());
  const verification = await verifyBin(quantizedGraph(text), writeArtifact(cut), [feed, feed], (count) => done.push(count));
  expect(verification).toMatchObject({ status: 'passed', mismatches: 0, inputs: 2 });
  expect(verification.compared).toBeGreaterThan(2 * 8);
  expect(done).toEqual([1, 2]);
});

it('finds the bits that differ', async () => {
  const { text, content, feed } = NETS.feature;
  const other = quantizedGraph(text.replace('const s: float32[] = [0.5]', 'const s: float32[] = [0.25]'));
  await expect(verifyBin(other, writeArtifact(content()), [feed])).rejects.toThrow(/PIP010/);
});
