import { RESULTS, givesType, resultSuffix } from './by-type';
import type { FunctionVariant } from './function';
import { attributeBounds, rounded } from './requantised';

/** `clamp(rne(fround(fround(a·Ma) ± fround(b·Mb))), low, high)`. */
export function sumOfTwo(opType: 'Add' | 'Sub'): readonly FunctionVariant<{ low: number; high: number }>[] {
  return RESULTS.map((dtype) => ({
    suffix: resultSuffix(dtype),
    when: (call) => givesType(call, dtype),
    inputs: ['a', 'b', 'ma', 'mb'],
    attributes: ['low', 'high'],
    body(b) {
      const scaled = (x: string, m: string) => b.op('Mul', [b.cast(x, 'float32'), m]);
      return rounded(b, b.op(opType, [scaled('a', 'ma'), scaled('b', 'mb')]), attributeBounds(b), dtype);
    },
  }));
}
