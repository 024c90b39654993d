import fc from 'fast-check';
import { tileBytes, tileRows, widenedBytes } from './tile-rows';

describe('tileRows', () => {
  it('is a positive multiple of four and never much more than the rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20000 }), fc.integer({ min: 1, max: 100000 }), (k, rows) => {
        const tile = tileRows(k, rows);
        expect([tile % 4, tile > 0, tile < rows + 4]).toEqual([0, true, true]);
      }),
    );
  });

  it('shrinks with depth, and its bytes count addresses and overrun', () => {
    expect([tileRows(64, 1000), tileRows(1152, 1000), tileRows(9999, 1000)]).toEqual([64, 20, 16]);
    expect([widenedBytes(1), widenedBytes(9), tileBytes(9, 4)]).toEqual([16, 32, 4 * 36 + 16]);
  });
});
