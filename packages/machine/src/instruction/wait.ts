import { uint, word } from '../encoding/codec';
import { type Queue, QUEUES, defineInstruction } from './define-instruction';

/**
 * A token between cores, in the stream of the one that waits: what its queue `to` is given after this point waits for
 * all that queue `from` of `core` was given before it.
 */
export interface Wait {
  readonly kind: 'wait';
  readonly core: number;
  readonly from: Queue;
  readonly to: Queue;
}

export const wait = defineInstruction<'wait'>({
  kind: 'wait',
  code: 22,
  map: (i) => i,
  fields: { core: uint, from: word(QUEUES), to: word(QUEUES) },
  complaint: () => undefined,
  cycles: () => 0,
});
