import { makeTensor, sameTensor } from '@openbpu/tensor';
import { fromCentered } from './from-centered';
import { toCentered } from './to-centered';

it('undoes toCentered for every byte', () => {
  const all = makeTensor(
    'uint8',
    [2, 128],
    Uint8Array.from({ length: 256 }, (_, i) => i),
  );
  expect(sameTensor(fromCentered(toCentered(all)), all)).toBe(true);
  expect([...fromCentered(makeTensor('int8', [2], Int8Array.of(-128, 127))).data]).toEqual([0, 255]);
});
