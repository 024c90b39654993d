import {
  byteSizeOf,
  formatType,
  perTensor,
  sameQuant,
  sameType,
  scaleOf,
  tensorType,
  zeroAt,
  zeroOf,
} from './tensor-type';

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

it('gives what stands for 0, of one channel and of all', () => {
  const own = { scale: Float32Array.of(1, 2, 3), axis: 1, zero: Int8Array.of(-128, 5, 0) };
  expect([0, 1, 2].map((c) => zeroAt(own, c))).toEqual([-128, 5, 0]);
  expect([zeroAt(perTensor(1), 0), zeroAt(perTensor(1), 7)]).toEqual([0, 0]);
  expect([zeroOf(undefined), zeroOf(perTensor(1)), zeroOf({ ...own, zero: Int8Array.of(-3, -3, -3) })]).toEqual([
    0, 0, -3,
  ]);
  expect(() => zeroOf(own)).toThrow('the zeros of the channels differ');
});

it('tells zeros apart; one that is 0 need not be stated', () => {
  const shifted = (zero: number) => ({ ...perTensor(0.5), zero: Int8Array.of(zero) });
  expect(sameQuant(shifted(-1), shifted(-1))).toBe(true);
  expect(sameQuant(shifted(-1), perTensor(0.5))).toBe(false);
  expect(sameQuant(shifted(0), perTensor(0.5))).toBe(true);
  expect(() => scaleOf(tensorType('int8', [1], 'none', shifted(-1)))).toThrow('no single scale');
});

it('prints and measures', () => {
  const type = tensorType('int16', [1, 16, 8, 8], 'NCHW');
  expect(formatType(type)).toBe('int16[1x16x8x8] NCHW');
  expect(byteSizeOf(type)).toBe(2048);
});
