import { median, percent, short } from './figures';

it('writes numbers in few digits', () => {
  expect([short(12.34567), short(0.000012345678), percent(0.123456), percent(1)]).toEqual([
    '12.35',
    '0.00001235',
    '12.3 %',
    '100 %',
  ]);
});

it('finds the middle', () => expect([median([3, 1, 2]), median([]), median([5, 1])]).toEqual([2, 0, 5]));
