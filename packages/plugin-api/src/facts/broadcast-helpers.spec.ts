import fc from 'fast-check';
import {
  allOrNoneBroadcast,
  broadcastsAxis,
  countDiffDims,
  foldBroadcastRank,
  isNC11,
  leadingNonBroadcast,
  mutualBroadcast,
} from './broadcast-helpers';

const [B, H, D] = [5, 3, 7];

describe('broadcast helpers', () => {
  it('knows NxCx1x1', () => {
    expect(isNC11([1, 8, 1, 1], [1, 8, 4, 4])).toBe(true);
    expect(isNC11([1, 4, 1, 1], [1, 8, 4, 4])).toBe(false);
    expect(isNC11([1, 8, 1, 4], [1, 8, 4, 4])).toBe(false);
    expect(isNC11([8, 1, 1], [1, 8, 4, 4])).toBe(false);
  });

  it('counts dimensions that differ, aligned at the end', () => {
    expect(countDiffDims([1, 2, 3], [1, 2, 3])).toBe(0);
    expect(countDiffDims([3], [4, 2, 3])).toBe(2);
    expect(countDiffDims([], [4, 2])).toBe(2);
  });

  it('says whether an axis is broadcast', () => {
    expect(
      broadcastsAxis(
        [
          [1, 2],
          [4, 2],
        ],
        0,
      ),
    ).toBe(true);
    expect(
      broadcastsAxis(
        [
          [1, 2],
          [4, 2],
        ],
        1,
      ),
    ).toBe(false);
    expect(broadcastsAxis([[2], [4, 2]], 0)).toBe(true);
  });

  it('says whether both operands are repeated', () => {
    expect(mutualBroadcast([H, 1], [1, D])).toBe(true);
    expect(mutualBroadcast([1, 1], [H, D])).toBe(false);
    expect(mutualBroadcast([1, 1], [1, 1])).toBe(false);
  });

  it.each([
    [[H, D], [H, 1], true],
    [[1, 1], [H, D], true],
    [[H, 1], [H, D], false],
    [[1, 1], [1, D], true],
    [[], [H, D], true],
  ])('all or none of %j against %j is %s', (a, b, expected) => expect(allOrNoneBroadcast(a, b)).toBe(expected));

  it.each([
    [[B, 1, 1], [B, H, D], true],
    [[B, 1, D], [B, H, D], false],
    [[1, H, D], [B, H, D], false],
    [[B, H, D], [1, 1, 1], true],
    [[1, 1, 1], [B, H, D], true],
  ])('the kept axes of %j against %j lead: %s', (b, a, expected) => expect(leadingNonBroadcast(b, a)).toBe(expected));

  it.each([
    [[2, 3, 4, 5, 6], [2, 3, 4, 5, 6], 1],
    [[2, 3, 4, 5, 6], [2, 1, 4, 1, 6], 5],
    [[2, 3, 4, 5, 6], [2, 1, 1, 5, 6], 3],
    [[2, 1, 4], [2, 3, 1], 3],
    [[1, 1, 1], [1, 1, 1], 0],
    [[6], [2, 3, 6], 2],
  ])('%j with %j folds to rank %d', (a, b, rank) => expect(foldBroadcastRank(a, b)).toBe(rank));

  it('folds a pair and the swapped pair to one rank, never above its own', () => {
    const dims = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('a', 'b', 'neither')), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(dims, (axes) => {
        const a = axes.map(([size, one]) => (one === 'a' ? 1 : size));
        const b = axes.map(([size, one]) => (one === 'b' ? 1 : size));
        expect(foldBroadcastRank(a, b)).toBe(foldBroadcastRank(b, a));
        expect(foldBroadcastRank(a, b)).toBeLessThanOrEqual(axes.length);
      }),
    );
  });
});
