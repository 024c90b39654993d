import { word } from '../encoding/codec';
import { type Queue, QUEUES, defineInstruction } from './define-instruction';

/** A token: what queue `to` is given after this point waits for all that queue `from` was given before it. */
export interface Sync {
  readonly kind: 'sync';
  readonly from: Queue;
  readonly to: Queue;
}

export const sync = defineInstruction<'sync'>({
  kind: 'sync',
  code: 14,
  map: (i) => i,
  fields: { from: word(QUEUES), to: word(QUEUES) },
  complaint: ({ from, to }) => (from === to ? `queue ${from} need not wait for itself` : undefined),
  cycles: () => 0,
});
