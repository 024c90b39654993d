import type { MacWork } from '../cost/mac-array';
import type { ByteReader } from '../encoding/byte-reader';
import type { ByteWriter } from '../encoding/byte-writer';
import { type Codec, struct } from '../encoding/codec';
import type { MachineFeatures } from '../features';
import type { View } from '../region';
import { type Box, type ConstantSource, type LocatedView, subView } from '../box';
import type { InstructionKind, InstructionOf, WorkKind } from './instruction';

/** The three engines; each works through its instructions in order, all at the same time. */
export const QUEUES = ['dma', 'tensor', 'vector'] as const;
export type Queue = (typeof QUEUES)[number];

/** What is put in place of each operand: one function for those that are read, one for those that are written. */
export interface OperandMap<R, S> {
  read(operand: R): S;
  write(operand: R): S;
}

/** Everything the machine and the compiler know of one kind of instruction; its meaning is the simulator's. */
export interface InstructionDef<K extends InstructionKind = InstructionKind> {
  readonly kind: InstructionOf<K>['kind'];
  /** Its number in encoded programs; never reused. */
  readonly code: number;
  /** The engine it runs on; a `sync` stands between two and has none. */
  readonly queue?: Queue;
  /** The same instruction with other operands, each asked for once and absent ones left out. */
  map<R, S>(instruction: InstructionOf<K, R>, to: OperandMap<R, S>): InstructionOf<K, S>;
  /** Why its operands do not fit each other, as a sentence; undefined when they do. */
  complaint(instruction: InstructionOf<K>): string | undefined;
  /** Cycles it keeps its queue busy, the cost of issuing it aside. */
  cycles(instruction: InstructionOf<K, View>, features: MachineFeatures): number;
  /** What it asks of the MAC array; absent for what does not use the array. */
  work?(instruction: InstructionOf<K, View>): MacWork;
  /** How the compiler cuts it; absent for transfers and tokens, which the compiler puts in after cutting. */
  readonly tiling?: Tiling<K>;
  write(to: ByteWriter, instruction: InstructionOf<K>): void;
  read(from: ByteReader): InstructionOf<K>;
  /** `conv x=… y=…` */
  print(instruction: InstructionOf<K>): string;
}

/** How an instruction is cut along the indices of its result `y`. */
export interface Tiling<K extends InstructionKind = InstructionKind> {
  /**
   * Boxes end at multiples of this along the last dimension of the result, which is cut by itself; the whole of it
   * where it must stay whole. Undefined where the last dimension is as good as any other.
   */
  granule(instruction: InstructionOf<K, View>): number | undefined;
  /** How many of the last dimensions of the result stay whole; absent: none but what the granule says. */
  whole?(instruction: InstructionOf<K, View>): number;
  /** The same instruction for a box of its result: it writes these elements and reads what they need, no more. */
  cut<V extends LocatedView>(
    instruction: InstructionOf<K, V>,
    box: Box,
    constants: ConstantSource<V>,
  ): InstructionOf<K, V>;
}

/** A definition of something that computes or copies: it can be cut. */
export type WorkDef<K extends WorkKind = WorkKind> = InstructionDef<K> & { readonly tiling: Tiling<K> };

/** What an author states; writing, reading and printing follow from the fields. */
export interface InstructionSpec<K extends InstructionKind> extends Omit<
  InstructionDef<K>,
  'write' | 'read' | 'print' | 'tiling'
> {
  /** In the order in which they are encoded and printed. */
  readonly fields: { readonly [F in Exclude<keyof InstructionOf<K>, 'kind'>]-?: Codec<InstructionOf<K>[F]> };
}

export function defineInstruction<K extends InstructionKind>(spec: InstructionSpec<K>): InstructionDef<K> {
  const { fields, ...rest } = spec;
  return { ...rest, ...encodingOf<InstructionOf<K>>(spec.kind, fields) };
}

/** Writing, reading and printing of the fields; the kind itself is not among what is written. */
function encodingOf<I extends { readonly kind: InstructionKind }>(
  kind: I['kind'],
  fields: { readonly [F in Exclude<keyof I, 'kind'>]-?: Codec<I[F]> },
): Codec<I> {
  const body = struct<Omit<I, 'kind'>>(fields);
  return {
    write: (to, instruction) => body.write(to, instruction),
    read: (from) => Object.assign({ kind }, body.read(from)) as I,
    print: (instruction) => `${kind} ${body.print(instruction)}`,
  };
}

/** As `defineInstruction`, with how it is cut; `elementwise` where all operands have the shape of the result. */
export function defineWork<K extends WorkKind>(
  spec: InstructionSpec<K> & { readonly tiling: Tiling<K> | 'elementwise' },
): WorkDef<K> {
  const { tiling, ...rest } = spec;
  const elementwise: Tiling<K> = {
    granule: () => undefined,
    cut<V extends LocatedView>(instruction: InstructionOf<K, V>, box: Box) {
      const part = (view: V) => subView(view, box);
      return spec.map<V, V>(instruction, { read: part, write: part });
    },
  };
  return { ...defineInstruction<K>(rest), tiling: tiling === 'elementwise' ? elementwise : tiling };
}

/** Changes an operand that may be absent; undefined if it is. */
export function optionally<R, S>(operand: R | undefined, change: (operand: R) => S): S | undefined {
  return operand === undefined ? undefined : change(operand);
}
