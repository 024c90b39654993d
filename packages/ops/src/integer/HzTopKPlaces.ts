import { tensorType } from '@openbpu/tensor';
import { defineIntegerTopK } from '../support/integer-topk';

/**
 * Input: x int8 or int16. Output int32: the places of the first k elements along `axis` in order, of equal elements the
 * first place first.
 */
export const HzTopKPlaces = defineIntegerTopK(
  'HzTopKPlaces',
  'The places of the largest or smallest integers along an axis, int32.',
  (_, shape) => tensorType('int32', shape),
  ({ places }) => places,
);
