import { float32, makeTensor, tensorType, toNumbers } from '@openbpu/tensor';
import { MaxPoolIndices } from './MaxPoolIndices';
import { MaxUnpool } from './MaxUnpool';

const x = float32([1, 2, 2, 4], [1, 5, 5, 2, 0, 3, 1, 9, -1, -2, -3, -4, -5, -6, -7, -8]);
const window = MaxPoolIndices.parseAttrs({ kernel: [2, 2], strides: [2, 2] });

describe('MaxPoolIndices and MaxUnpool', () => {
  it('give the place in the plane, the first of equal elements, and put elements back there', () => {
    const [indices] = MaxPoolIndices.eval([x], window);
    expect(toNumbers(indices)).toEqual([1, 7, 0, 2]);
    const [y] = MaxUnpool.eval([float32([1, 2, 1, 2], [5, 9, -1, -3]), indices], { height: 2, width: 4 });
    expect(toNumbers(y)).toEqual([0, 5, 0, 0, 0, 0, 0, 9, -1, 0, -3, 0, 0, 0, 0, 0]);
    const equal = float32([1, 1, 2, 2], [7, 7, 7, 7]);
    expect(toNumbers(MaxPoolIndices.eval([equal], window)[0])).toEqual([0]);
  });

  it('count inside the image where the window lies on pads too', () => {
    const padded = MaxPoolIndices.parseAttrs({ kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
    expect(toNumbers(MaxPoolIndices.eval([x], padded)[0])).toEqual([1, 7, 0, 1]);
  });

  it('keep the last of several elements at one index, and refuse an index outside', () => {
    const at = (...indices: bigint[]) => makeTensor('int64', [1, 1, 1, 2], BigInt64Array.from(indices));
    const two = float32([1, 1, 1, 2], [3, 4]);
    expect(toNumbers(MaxUnpool.eval([two, at(1n, 1n)], { height: 1, width: 2 })[0])).toEqual([0, 4]);
    for (const index of [2n, -1n])
      expect(() => MaxUnpool.eval([two, at(0n, index)], { height: 1, width: 2 })).toThrow(`index ${index} is outside`);
  });

  it('refuse types that do not fit', () => {
    const image = tensorType('float32', [1, 1, 2, 2]);
    const attrs = { height: 4, width: 4 };
    expect(() => MaxUnpool.infer([image, image], attrs)).toThrow('int64 indices');
    expect(() => MaxUnpool.infer([image, tensorType('int64', [1, 1, 2, 1])], attrs)).toThrow('its indices are 1x1x2x1');
    expect(MaxPoolIndices.infer([image], window)[0]).toMatchObject({ dtype: 'int64', shape: [1, 1, 1, 1] });
    expect(() => MaxPoolIndices.infer([image], { ...window, pads: [0, 2, 0, 0] })).toThrow('smaller than the kernel');
  });
});
