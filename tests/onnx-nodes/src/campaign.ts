import { Lane } from '@openbpu/runtime';
import type { NodeCase } from './node-case';
import { type Outcome, tryCase } from './try-case';

/** A case and what became of it. */
export interface Tried {
  readonly id: string;
  readonly operator: string;
  readonly outcome: Outcome;
}

/** Tries cases one after the other, one lane for all. */
export async function campaign(cases: readonly NodeCase[]): Promise<readonly Tried[]> {
  const lane = new Lane();
  const tried: Tried[] = [];
  try {
    for (const one of cases) tried.push({ id: one.id, operator: one.operator, outcome: await tryCase(one, lane) });
  } finally {
    await lane.close();
  }
  return tried;
}
