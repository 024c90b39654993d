import { makeTensor } from '@openbpu/tensor';
import { toCentered } from './to-centered';

it('shifts every byte by -128', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  const centered = toCentered(makeTensor('uint8', [1, 256], all));
  expect([centered.dtype, centered.shape]).toEqual(['int8', [1, 256]]);
  expect([...centered.data]).toEqual([...all].map((value) => value - 128));
});
