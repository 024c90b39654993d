import { float32, int8, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { DepthToSpace } from './DepthToSpace';

/** The example of the ONNX operator's definition, 8 channels of 2x3. */
const x = float32(
  [1, 8, 2, 3],
  [0, 9, 18, 27, 36, 45, 54, 63].flatMap((first) => [0, 1, 2, 3, 4, 5].map((i) => first + i)),
);

describe('DepthToSpace', () => {
  it('reads the channels as block, block, depth', () => {
    const [y] = DepthToSpace.eval([x], { blocksize: 2, mode: 'DCR' });
    expect(y).toEqual(
      float32(
        [1, 2, 4, 6],
        [
          [0, 18, 1, 19, 2, 20],
          [36, 54, 37, 55, 38, 56],
          [3, 21, 4, 22, 5, 23],
          [39, 57, 40, 58, 41, 59],
          [9, 27, 10, 28, 11, 29],
          [45, 63, 46, 64, 47, 65],
          [12, 30, 13, 31, 14, 32],
          [48, 66, 49, 67, 50, 68],
        ].flat(),
      ),
    );
  });

  it('or as depth, block, block', () => {
    const [y] = DepthToSpace.eval([x], { blocksize: 2, mode: 'CRD' });
    expect(Array.from(y.data as Float32Array).slice(0, 24)).toEqual([
      0, 9, 1, 10, 2, 11, 18, 27, 19, 28, 20, 29, 3, 12, 4, 13, 5, 14, 21, 30, 22, 31, 23, 32,
    ]);
  });

  it('infers the shape, and refuses channels that do not divide', () => {
    const attrs = DepthToSpace.parseAttrs({ blocksize: 2 });
    expect(DepthToSpace.infer([tensorType('int8', [2, 8, 3, 5], 'NCHW')], attrs)).toEqual([
      tensorType('int8', [2, 2, 6, 10], 'NCHW'),
    ]);
    expect(() => DepthToSpace.infer([tensorType('int8', [2, 6, 3, 5])], attrs)).toThrow(
      'blocks of 2x2 do not divide 6 channels',
    );
    expect(() => DepthToSpace.infer([tensorType('int8', [8, 3, 5])], attrs)).toThrow(RangeError);
    expect(() => DepthToSpace.parseAttrs({ blocksize: 0 })).toThrow(TypeError);
  });

  it('moves integers as it moves reals', () => {
    const site = new SiteRecorder(
      DepthToSpace,
      { blocksize: 2 },
      [{ x: float32([1, 4, 1, 1], [1, -64, 63.5, 0]), scale: 0.5 }],
      [0.5],
    );
    expect(site.run()).toEqual([int8([1, 1, 2, 2], [2, -128, 127, 0])]);
  });
});
