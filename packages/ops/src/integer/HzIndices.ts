import { defineOp } from '@openbpu/ir';
import { expectDType, int64, tensorType } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';

/** Input: x int32, places as the BPU gives them. Output: the same as int64. */
export const HzIndices = defineOp({
  name: 'HzIndices',
  summary: 'Places as the world outside has them: int32 to int64.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer([x]) {
    if (x?.dtype !== 'int32') throw new TypeError(`HzIndices takes int32, not ${x?.dtype ?? 'nothing'}`);
    return [tensorType('int64', x.shape)];
  },
  eval: ([x]) => [int64(x!.shape, expectDType(x!, 'int32').data)],
});
