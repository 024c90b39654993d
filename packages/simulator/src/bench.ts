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
