import type { Instruction } from '@openbpu/machine';
import type { KnownConstants } from './known-constants';
import type { Memory } from './memory';
import type { Packer } from './packer';

/** What an instruction is bound to: the memories, what is known of them at its place, and the weights packed so far. */
export interface Bench {
  readonly memory: Memory;
  readonly known: KnownConstants;
  readonly packer: Packer;
  /** Told of every instruction that the plain loops carry out. */
  readonly onPlain?: (instruction: Instruction) => void;
}

/** A step that holds views of a memory: bound when it first runs, and again whenever the memory has moved. */
export function rebinding(memory: Memory, bind: () => () => void): () => void {
  let bound: ArrayBuffer | undefined;
  let step: () => void = () => undefined;
  return () => {
    if (bound !== memory.buffer) {
      step = bind();
      bound = memory.buffer;
    }
    step();
  };
}
