import { defineIntegerTopK } from '../support/integer-topk';
import { moved } from '../support/movement';

/** Input: x int8 or int16. Output: the first k elements along `axis` in order, of the type of x. */
export const HzTopKValues = defineIntegerTopK(
  'HzTopKValues',
  'The largest or smallest integers along an axis, in order.',
  (x, shape) => moved(x, shape, x.layout),
  ({ values }) => values,
);
