import type { Body } from './body';
import type { FunctionVariant } from './function';
import { attributeBounds, rounded } from './requantised';

/** Two integer tensors as reals, each with its multiplier. */
function scaledPair(b: Body): string[] {
  const scaled = (x: string, m: string) => b.op('Mul', [b.cast(x, 'float32'), m]);
  return [scaled('a', 'ma'), scaled('b', 'mb')];
}

/** `clamp(rne(f(fround(a·Ma), fround(b·Mb))), low, high)`, to int8 or int16. */
export function choiceOfTwo(opType: 'Max' | 'Min'): readonly FunctionVariant<{ low: number; high: number }>[] {
  return (['int8', 'int16'] as const).map((dtype) => ({
    suffix: dtype === 'int8' ? '' : '_i16',
    when: ({ outputs }) => outputs[0].dtype === dtype,
    inputs: ['a', 'b', 'ma', 'mb'],
    attributes: ['low', 'high'],
    body: (b) => rounded(b, b.op(opType, scaledPair(b)), attributeBounds(b), dtype),
  }));
}

/** 1 or 0, as `fround(a·Ma)` compares with `fround(b·Mb)`, to int8. */
export function testOfTwo(opType: 'Equal' | 'Greater' | 'GreaterOrEqual'): readonly FunctionVariant<object>[] {
  return [
    {
      suffix: '',
      when: () => true,
      inputs: ['a', 'b', 'ma', 'mb'],
      attributes: [],
      body: (b) => b.cast(b.op(opType, scaledPair(b)), 'int8'),
    },
  ];
}
