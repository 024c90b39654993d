import { quality } from './quality';

it('grades cosines, NaN as bad', () => {
  expect([1, 0.99, 0.98999, 0.95, 0.949, -1, NaN].map(quality)).toEqual([
    'good',
    'good',
    'fair',
    'fair',
    'bad',
    'bad',
    'bad',
  ]);
});
