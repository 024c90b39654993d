import { byteSizeOf, formatType, perTensor, sameType, scaleOf, tensorType } from './tensor-type';

it('compares dtype, shape, layout and scales', () => {
  const type = tensorType('int8', [1, 2, 3, 4], 'NCHW', perTensor(0.5));
  expect(sameType(type, { ...type })).toBe(true);
  expect(sameType(type, { ...type, quant: perTensor(0.25) })).toBe(false);
  expect(sameType(type, { ...type, layout: 'NHWC' })).toBe(false);
  expect(sameType(type, { ...type, quant: undefined })).toBe(false);
});

it('gives the one scale or says that there is none', () => {
  expect(scaleOf(tensorType('int8', [1], 'none', perTensor(0.5)))).toBe(0.5);
  expect(() => scaleOf(tensorType('int8', [1]))).toThrow('int8[1] has no single scale');
});

it('prints and measures', () => {
  const type = tensorType('int16', [1, 16, 8, 8], 'NCHW');
  expect(formatType(type)).toBe('int16[1x16x8x8] NCHW');
  expect(byteSizeOf(type)).toBe(2048);
});
