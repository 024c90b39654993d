import { agreement } from './agreement';

it('counts equal predictions', () => {
  expect(agreement([1, 2, 3, 4], [1, 2, 0, 4])).toBe(0.75);
  expect(agreement([], [])).toBe(1);
  expect(() => agreement([1], [])).toThrow(RangeError);
});
