import { expectEqual } from './expect-equal';

it('expectEqual throws with both values', () => {
  expect(() => expectEqual('things', 2, 2)).not.toThrow();
  expect(() => expectEqual('things', 2, 3)).toThrow(new RangeError('things: 2 instead of 3'));
});
