import { Lane } from '@openbpu/runtime';
import { type Outcome, smallestFailure, trySeed } from './try-seed';

/** What a series of random graphs came to. */
export interface Campaign {
  readonly graphs: number;
  readonly agreed: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly compared: number;
  /** Tensors that ONNX Runtime leaves open, and that were left out. */
  readonly open: number;
  /** How often each operator stood in a graph that agreed. */
  readonly ops: Readonly<Record<string, number>>;
  readonly failures: readonly { readonly seed: number; readonly size: number; readonly outcome: Outcome }[];
}

/** Number of nodes of the graph of a seed: 1 to 14. */
export function sizeOfSeed(seed: number): number {
  return 1 + ((seed * 7919) % 14);
}

/** Tries `count` seeds from `first` on, one lane for all, and makes every failure small. */
export async function campaign(
  first: number,
  count: number,
  tell: (done: number, failures: number) => void = () => undefined,
): Promise<Campaign> {
  const lane = new Lane();
  const refused: Record<string, number> = {};
  const ops: Record<string, number> = {};
  const failures: Campaign['failures'][number][] = [];
  let [agreed, compared, open] = [0, 0, 0];
  try {
    for (let seed = first; seed < first + count; seed++) {
      const size = sizeOfSeed(seed);
      const outcome = await trySeed(seed, size, lane);
      if (outcome.kind === 'agrees') {
        agreed++;
        compared += outcome.compared;
        open += outcome.open;
        for (const op of outcome.ops) ops[op] = (ops[op] ?? 0) + 1;
      } else if (outcome.kind === 'refused') refused[outcome.code] = (refused[outcome.code] ?? 0) + 1;
      else failures.push({ seed, ...(await smallestFailure(seed, size, lane)) });
      tell(seed - first + 1, failures.length);
    }
  } finally {
    await lane.close();
  }
  return { graphs: count, agreed, refused, compared, open, ops, failures };
}
