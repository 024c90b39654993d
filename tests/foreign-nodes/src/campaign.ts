import { Lane } from '@openbpu/runtime';
import { MAKERS } from './makers/all';
import { type Dress, type ForeignModel, NodeDraw } from './node-draw';
import { described, tryNode } from './try-node';

/** What a series of random models came to. */
export interface Campaign {
  readonly models: number;
  readonly agreed: number;
  /** Models that ONNX Runtime itself does not take. */
  readonly invalid: number;
  /** By maker, how many models went through as ops of the graph alone. */
  readonly translated: Readonly<Record<string, number>>;
  readonly refused: readonly string[];
  readonly failures: readonly string[];
}

const OPSETS = [7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 11, 13, 18, 21, 22, 23, 24, 25, 17, 20];

const DRESSES: readonly Dress[] = ['plain', 'constants', 'plain', 'function', 'constants', 'branch', 'plain'];

/** The model of a seed and a maker; undefined where there is none in the operator set that was drawn. */
export function drawNode(kind: string, seed: number): ForeignModel | undefined {
  const draw = new NodeDraw(seed * 31 + 7, OPSETS[seed % OPSETS.length], DRESSES[seed % DRESSES.length]);
  MAKERS[kind](draw);
  return draw.foreign();
}

/** Tries `count` seeds from `first` on with every maker, or the one named, one lane for all. */
export async function campaign(
  first: number,
  count: number,
  kinds: readonly string[] = Object.keys(MAKERS),
): Promise<Campaign> {
  const lane = new Lane();
  const translated: Record<string, number> = {};
  const refused: string[] = [];
  const failures: string[] = [];
  let [models, agreed, invalid] = [0, 0, 0];
  try {
    for (const kind of kinds) {
      translated[kind] = 0;
      for (let seed = first; seed < first + count; seed++) {
        const drawn = drawNode(kind, seed);
        if (!drawn) continue;
        models++;
        const outcome = await tryNode(drawn, lane);
        if (outcome.kind === 'invalid') invalid++;
        if (outcome.kind === 'refused') refused.push(`${kind} ${seed}: ${outcome.why}\n${described(drawn)}`);
        if (outcome.kind === 'fails') failures.push(`${kind} ${seed}: ${outcome.why}\n${described(drawn)}`);
        if (outcome.kind !== 'agrees') continue;
        agreed++;
        if (!outcome.ops.includes('OnnxOp')) translated[kind]++;
      }
    }
  } finally {
    await lane.close();
  }
  return { models, agreed, invalid, translated, refused, failures };
}
