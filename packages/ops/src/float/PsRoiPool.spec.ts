import { float32, tensorType, toNumbers } from '@openbpu/tensor';
import { PsRoiPool } from './PsRoiPool';

const attrs = PsRoiPool.parseAttrs({ outputDim: 1, groupSize: 2, spatialScale: 0.5 });
/** Channel k holds 100·k + row·4 + column. */
const x = float32(
  [1, 4, 4, 4],
  Array.from({ length: 64 }, (_, i) => 100 * Math.floor(i / 16) + (i % 16)),
);

describe('PsRoiPool', () => {
  it('takes the mean of every bin from a channel of its own', () => {
    // 0..7 at scale 1/2 is 0..4: bins of two by two.
    expect(toNumbers(PsRoiPool.eval([x, float32([1, 5], [0, 0, 0, 7, 7])], attrs)[0])).toEqual([
      2.5, 104.5, 210.5, 312.5,
    ]);
  });

  it('rounds halves away from 0, cuts bins to the image, and gives 0 for empty ones', () => {
    // Rounded to 3..5: 1.5..3, bins 1..3 and 2..3 along both axes.
    const found = toNumbers(PsRoiPool.eval([x, float32([1, 5], [0, 2.5, 2.5, 4.5, 4.5])], attrs)[0]);
    expect(found).toEqual([(5 + 6 + 9 + 10) / 4, 100 + (6 + 10) / 2, 200 + (9 + 10) / 2, 310]);
    // 3..5 of 4 rows and columns: the second bins lie outside.
    expect(toNumbers(PsRoiPool.eval([x, float32([1, 5], [0, 6, 6, 9, 9])], attrs)[0])).toEqual([15, 0, 0, 0]);
    expect(toNumbers(PsRoiPool.eval([x, float32([1, 5], [1, 0, 0, 7, 7])], attrs)[0])).toEqual([0, 0, 0, 0]);
  });

  it('refuses what does not fit', () => {
    const image = tensorType('float32', [1, 4, 4, 4]);
    expect(PsRoiPool.infer([image, tensorType('float32', [3, 5])], attrs)[0].shape).toEqual([3, 1, 2, 2]);
    expect(() => PsRoiPool.infer([image, tensorType('float32', [3, 4])], attrs)).toThrow('regions are [r, 5], not 3x4');
    expect(() => PsRoiPool.infer([image, tensorType('float32', [3, 5])], { ...attrs, outputDim: 2 })).toThrow(
      '4 channels are not 2 times 2x2',
    );
  });
});
