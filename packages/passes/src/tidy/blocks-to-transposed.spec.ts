import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { BlocksToTransposed } from './blocks-to-transposed';
import { marchWith } from './march.fixture';

const pass = new BlocksToTransposed(marchWith(['ConvTranspose']));
const text = (op: string) => `input x: float32[2x18x3x4] NCHW\nn: y = ${op}\noutput y`;

it.each([
  ['DepthToSpace(x) {blocksize: 3, mode: "DCR"}', [3, 3], 1],
  ['DepthToSpace(x) {blocksize: 3, mode: "CRD"}', [3, 3], 2],
  ['Resize(x) {mode: "nearest", height: 9, width: 12}', [3, 3], 18],
  ['Resize(x) {mode: "nearest", height: 3, width: 20, coordinate: "asymmetric", nearestMode: "floor"}', [1, 5], 18],
])('writes %s as a transposed convolution', async (op, kernel, group) => {
  const { shape, graph } = await runPass(pass, text(op), 'original');
  expect(shape).toEqual(['n: y = ConvTranspose(x, n_weight)']);
  expect(graph.node('n')?.attrs).toMatchObject({ kernel, strides: kernel, group });
  await keepsTheFunction(pass, text(op), 'original');
});

it.each([
  'Relu(x)',
  'Resize(x) {mode: "linear", height: 9, width: 12}',
  'Resize(x) {mode: "linear", height: 3, width: 4}',
  'Resize(x) {mode: "nearest", height: 9, width: 14, coordinate: "asymmetric", nearestMode: "floor"}',
  'Resize(x) {mode: "nearest", height: 8, width: 12, coordinate: "asymmetric", nearestMode: "floor"}',
  'Resize(x) {mode: "nearest", height: 3, width: 12, coordinate: "align_corners"}',
  'Resize(x) {mode: "nearest", height: 9, width: 4, coordinate: "align_corners"}',
  'Resize(x) {mode: "nearest", height: 7, width: 12}',
  'Resize(x) {mode: "nearest", height: 9, width: 12, coordinate: "align_corners"}',
  'Resize(x) {mode: "nearest", height: 1, width: 2}',
])('leaves %s', async (op) => {
  const { before, graph } = await runPass(pass, text(op), 'original');
  expect(graph).toBe(before);
});

it('leaves what the march has', async () => {
  const { before, graph } = await runPass(
    new BlocksToTransposed(marchWith(['ConvTranspose', 'DepthToSpace'])),
    text('DepthToSpace(x) {blocksize: 3}'),
    'original',
  );
  expect(graph).toBe(before);
});
