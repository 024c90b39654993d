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

it('leaves computed weights alone', async () => {
  const { before, graph } = await runPass(
    gemmToConv,
    'input m: float32[3x8]\ninput fw: float32[5x8]\nfc: y = Gemm(m, fw)\noutput y',
    'original',
  );
  expect(graph).toBe(before);
});
