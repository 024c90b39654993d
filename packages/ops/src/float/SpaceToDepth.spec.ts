import * as fc from 'fast-check';
import { float32, int8, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { DepthToSpace } from './DepthToSpace';
import { SpaceToDepth } from './SpaceToDepth';

describe('SpaceToDepth', () => {
  it('lays the place within the block out before the channels', () => {
    const x = float32([1, 2, 2, 4], [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17]);
    expect(SpaceToDepth.eval([x], { blocksize: 2 })).toEqual([
      float32([1, 8, 1, 2], [0, 2, 10, 12, 1, 3, 11, 13, 4, 6, 14, 16, 5, 7, 15, 17]),
    ]);
  });

  it('is undone by DepthToSpace', () => {
    const dim = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(dim, dim, dim, dim, dim, (n, c, h, w, blocksize) => {
        const shape = [n, c, h * blocksize, w * blocksize];
        const x = int8(
          shape,
          Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => (i * 31) % 256),
        );
        expect(DepthToSpace.eval(SpaceToDepth.eval([x], { blocksize }), { blocksize, mode: 'DCR' })).toEqual([x]);
      }),
    );
  });

  it('infers the shape, and refuses a plane that does not divide', () => {
    expect(SpaceToDepth.infer([tensorType('float32', [1, 3, 4, 6], 'NCHW')], { blocksize: 2 })).toEqual([
      tensorType('float32', [1, 12, 2, 3], 'NCHW'),
    ]);
    expect(() => SpaceToDepth.infer([tensorType('float32', [1, 3, 4, 5])], { blocksize: 2 })).toThrow(
      'blocks of 2x2 do not divide a plane of 4x5',
    );
    expect(() => SpaceToDepth.infer([tensorType('float32', [3, 4])], { blocksize: 2 })).toThrow(RangeError);
  });

  it('moves integers as it moves reals', () => {
    const site = new SiteRecorder(
      SpaceToDepth,
      { blocksize: 2 },
      [{ x: float32([1, 1, 2, 2], [1, -64, 63.5, 0]), scale: 0.5 }],
      [0.5],
    );
    expect(site.run()).toEqual([int8([1, 4, 1, 1], [2, -128, 127, 0])]);
  });
});
