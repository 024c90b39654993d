import { bytesPerElement } from '@openbpu/tensor';
import { SHIFT } from './element-type';

it('is the logarithm of the bytes', () => {
  for (const type of ['int8', 'int16', 'int32', 'float32'] as const)
    expect(1 << SHIFT[type]).toBe(bytesPerElement(type));
});
