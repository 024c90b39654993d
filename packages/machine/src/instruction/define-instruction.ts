import type { ByteReader } from '../encoding/byte-reader';
import type { ByteWriter } from '../encoding/byte-writer';
import { type Codec, struct } from '../encoding/codec';

/** The three engines; each works through its instructions in order, all at the same time. */
export const QUEUES = ['dma', 'tensor', 'vector'] as const;
export type Queue = (typeof QUEUES)[number];

/** All that is known of one kind of instruction. `I` carries regions under the names listed in `reads` and `writes`. */
export interface InstructionDef<I extends { readonly kind: string }> {
  readonly kind: I['kind'];
  /** Its number in encoded programs; never reused. */
  readonly code: number;
  /** The engine it runs on; a `sync` stands between two and has none. */
  readonly queue?: Queue;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  write(to: ByteWriter, instruction: I): void;
  read(from: ByteReader): I;
  /** `conv x=… y=…` */
  print(instruction: I): string;
  /** Why its operands do not fit each other, as a sentence; undefined when they do. */
  complaint(instruction: I): string | undefined;
}

/** What an author states; writing, reading and printing follow from the fields. */
export interface InstructionSpec<I extends { readonly kind: string }> {
  readonly kind: I['kind'];
  readonly code: number;
  readonly queue?: Queue;
  readonly reads: readonly (keyof I & string)[];
  readonly writes: readonly (keyof I & string)[];
  readonly fields: { readonly [K in Exclude<keyof I, 'kind'>]-?: Codec<I[K]> };
  complaint(instruction: I): string | undefined;
}

export function defineInstruction<I extends { readonly kind: string }>(spec: InstructionSpec<I>): InstructionDef<I> {
  const { fields, ...rest } = spec;
  const body = struct<Omit<I, 'kind'>>(fields);
  return {
    ...rest,
    write: (to, instruction) => body.write(to, instruction),
    read: (from) => Object.assign({ kind: spec.kind }, body.read(from)) as I,
    print: (instruction) => `${spec.kind} ${body.print(instruction)}`,
  };
}
