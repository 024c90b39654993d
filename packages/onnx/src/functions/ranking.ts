import type { OpDef } from '@openbpu/ir';
import type { DType } from '@openbpu/tensor';
import { intAttribute, refAttribute } from '../proto/attribute';
import { buildNode } from '../proto/build';
import type { Body } from './body';
import { type HzFunction, defineFunction } from './function';

/** The place of an extreme along an axis: runtimes find it among int32, and give int64. */
export function placesFunction<
  A extends { readonly axis: number; readonly keepdims: boolean; readonly selectLast: boolean },
>(op: OpDef<A>, opType: 'ArgMax' | 'ArgMin'): HzFunction {
  return defineFunction<A>(op, [
    {
      suffix: '',
      when: () => true,
      inputs: ['x'],
      attributes: ['axis', 'keepdims', 'selectLast'],
      body(b) {
        const places = b.op(
          opType,
          [b.cast('x', 'int32')],
          [
            refAttribute('axis', 'INT', 'axis'),
            refAttribute('keepdims', 'INT', 'keepdims'),
            refAttribute('select_last_index', 'INT', 'selectLast'),
          ],
        );
        return b.cast(places, 'int32');
      },
    },
  ]);
}

/** The first k along an axis, of int32 as runtimes rank it, as `dtype`. */
export function ranking(b: Body, which: 'values' | 'places', dtype: DType): string {
  const attribute = [
    refAttribute('axis', 'INT', 'axis'),
    refAttribute('largest', 'INT', 'largest'),
    intAttribute('sorted', 1),
  ];
  const input = [b.cast('x', 'int32'), b.op('Reshape', [b.int('k'), b.numbers(1)])];
  b.nodes.push(buildNode({ name: 'ranking', opType: 'TopK', input, output: ['values', 'places'], attribute }));
  return b.cast(which, dtype);
}
