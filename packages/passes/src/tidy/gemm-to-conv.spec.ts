import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { gemmToConv } from './gemm-to-conv';
import { CONV } from './tidy.fixture';

const FLAT = `${CONV}
f: m = Reshape(c) {shape: [1, 144]}
const fw: float32[10x144] = seed 5
const fb: float32[10] = seed 6
fc: y = Gemm(m, fw, fb)
output y`;

it('takes the image behind the flattening and names the reshape after the layer', async () => {
  const { shape } = await runPass(gemmToConv, FLAT, 'original');
  expect(shape).toEqual([
    'conv: c = Conv(x, w, b)',
    'f: m = Reshape(c)',
    'fc: fc_conv = Conv(c, fw, fb)',
    'fc_reshape_output: y = Reshape(fc_conv)',
  ]);
  await keepsTheFunction(gemmToConv, FLAT, 'original');
});

it('makes a matrix an image of one pixel', async () => {
  const text = 'input m: float32[3x8]\nconst fw: float32[5x8] = seed 5\nfc: y = Gemm(m, fw)\noutput y';
  expect((await runPass(gemmToConv, text, 'original')).shape[0]).toBe(
    'fc_reshape_input: fc_reshape_input = Reshape(m)',
  );
  await keepsTheFunction(gemmToConv, text, 'original');
});

it.each([
  ['a line', 'input i: float32[3x2x4]\nf: m = Reshape(i) {shape: [3, 8]}'],
  ['images whose rows become a batch', 'input i: float32[1x3x2x4]\nf: m = Reshape(i) {shape: [3, 8]}'],
  ['means', 'input i: float32[3x8x2x1]\nf: m = ReduceMean(i) {axes: [2, 3], keepdims: false}'],
])('takes no image of %s', async (_, before) => {
  const text = `${before}\nconst fw: float32[5x8] = seed 5\nfc: y = Gemm(m, fw)\noutput y`;
  const { shape } = await runPass(gemmToConv, text, 'original');
  expect(shape[1]).toBe('fc_reshape_input: fc_reshape_input = Reshape(m)');
  await keepsTheFunction(gemmToConv, text, 'original');
});

it('leaves a computed bias alone', async () => {
  const text =
    'input m: float32[3x8]\ninput b: float32[5]\nconst fw: float32[5x8] = seed 5\nfc: y = Gemm(m, fw, b)\noutput y';
  const { before, graph } = await runPass(gemmToConv, text, 'original');
  expect(graph).toBe(before);
});

it('leaves computed weights alone', async () => {
  const { before, graph } = await runPass(
    gemmToConv,
    'input m: float32[3x8]\ninput fw: float32[5x8]\nfc: y = Gemm(m, fw)\noutput y',
    'original',
  );
  expect(graph).toBe(before);
});
