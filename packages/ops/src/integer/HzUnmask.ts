import { defineOp } from '@openbpu/ir';
import { expectDType, makeTensor } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';

/** Input: int8. Output bool: whether it is not 0. What a mask becomes where it leaves the BPU. */
export const HzUnmask = defineOp({
  name: 'HzUnmask',
  summary: 'Integers to truth values: whether they are not 0.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer([x]) {
    if (x?.dtype !== 'int8') throw new TypeError(`HzUnmask takes an int8 tensor, not ${x?.dtype ?? 'nothing'}`);
    return [{ dtype: 'bool', shape: x.shape, layout: x.layout }];
  },
  eval: ([x]) => [
    makeTensor(
      'bool',
      x!.shape,
      Uint8Array.from(expectDType(x!, 'int8').data, (q) => (q === 0 ? 0 : 1)),
    ),
  ],
});
