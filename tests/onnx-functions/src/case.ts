import type * as fc from 'fast-check';
import type { Example } from './one-op-graph';

/** Examples of one op, or of one variant of it. */
export interface Case {
  readonly name: string;
  readonly examples: fc.Arbitrary<Example>;
}
