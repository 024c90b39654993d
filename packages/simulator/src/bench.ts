import type { KnownConstants } from './known-constants';
import type { Memory } from './memory';
import type { Packer } from './packer';

/** What an instruction is bound to: the memories, what is known of them at its place, and the weights packed so far. */
export interface Bench {
  readonly memory: Memory;
  readonly known: KnownConstants;
  readonly packer: Packer;
}
