import { region } from '../encoding/codec';
import type { Region } from '../region';
import { firstOf, sameShapes } from './checks';
import { type InstructionDef, type Queue, defineInstruction } from './define-instruction';

/** `y = x`, element by element, each side with strides of its own. */
export interface Copy<K extends string, R = Region> {
  readonly kind: K;
  readonly x: R;
  readonly y: R;
}

/** A copying instruction. `rule` says which memories it connects. */
export function defineCopy<K extends string>(
  kind: K,
  code: number,
  queue: Queue,
  rule: (x: Region, y: Region) => string | undefined,
): InstructionDef<Copy<K>> {
  return defineInstruction<Copy<string>>({
    kind,
    code,
    queue,
    reads: ['x'],
    writes: ['y'],
    fields: { y: region, x: region },
    complaint: ({ x, y }) =>
      firstOf(x.dtype !== y.dtype && `x is ${x.dtype} and y is ${y.dtype}`, sameShapes('x', x, 'y', y), rule(x, y)),
  }) as InstructionDef<Copy<K>>;
}
