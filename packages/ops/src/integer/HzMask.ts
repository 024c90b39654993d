import { defineOp } from '@openbpu/ir';
import { expectDType, makeTensor } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';

/** Input: bool. Output int8: 1 where it is true, 0 elsewhere. What a mask becomes where it enters the BPU. */
export const HzMask = defineOp({
  name: 'HzMask',
  summary: 'Truth values to integers 1 and 0.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer([x]) {
    if (x?.dtype !== 'bool') throw new TypeError(`HzMask takes a bool tensor, not ${x?.dtype ?? 'nothing'}`);
    return [{ dtype: 'int8', shape: x.shape, layout: x.layout }];
  },
  eval: ([x]) => [
    makeTensor(
      'int8',
      x!.shape,
      Int8Array.from(expectDType(x!, 'bool').data, (value) => (value ? 1 : 0)),
    ),
  ],
});
