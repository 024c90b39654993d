import { HzSoftmax as op } from '@openbpu/ops';
import { intAttribute, refAttribute } from '../proto/attribute';
import { buildNode } from '../proto/build';
import { defineFunction } from './function';

/** The largest element comes from TopK, whose axis is an attribute, as the axis of the call is. */
export const HzSoftmax = defineFunction(op, [
  {
    suffix: '',
    when: () => true,
    inputs: ['x', 'table'],
    attributes: ['axis'],
    body(b) {
      const q = b.cast('x', 'int32');
      const largest = [refAttribute('axis', 'INT', 'axis'), intAttribute('largest', 1), intAttribute('sorted', 0)];
      b.nodes.push(
        buildNode({
          name: 'largest',
          opType: 'TopK',
          input: [q, b.numbers(1)],
          output: ['largest', 'place'],
          attribute: largest,
        }),
      );
      const e = b.op('Gather', ['table', b.op('Sub', ['largest', q])]);
      const sum = b.op('ReduceSum', [e, b.op('Reshape', [b.int('axis'), b.numbers(1)])], [intAttribute('keepdims', 1)]);
      return b.op('Div', [b.cast(e, 'float32'), b.cast(sum, 'float32')]);
    },
  },
]);
