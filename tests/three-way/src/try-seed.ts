import { type Diagnostic, DiagnosticError } from '@openbpu/diagnostics';
import { printGraph } from '@openbpu/ir';
import type { Lane } from '@openbpu/runtime';
import { compareDrawn } from './compare-drawn';
import { quantiseDrawn } from './quantise-drawn';

/** Why a drawn graph may be refused: nothing in it for the BPU, accumulators that could overflow. */
function mayRefuse({ code }: Diagnostic): boolean {
  return code === 'PAS007' || code === 'CMP001';
}

export type Outcome =
  | { readonly kind: 'agrees'; readonly compared: number; readonly open: number; readonly ops: readonly string[] }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'fails'; readonly why: string; readonly graph: string };

/** Draws one graph and compares its three executions. */
export async function trySeed(seed: number, size: number, lane: Lane): Promise<Outcome> {
  let graph = '';
  try {
    const drawn = await quantiseDrawn(seed, size);
    graph = printGraph(drawn.quantized);
    const { compared, open, mismatches } = await compareDrawn(drawn, lane, seed);
    if (mismatches.length > 0) return { kind: 'fails', why: mismatches.slice(0, 6).join('\n'), graph };
    return { kind: 'agrees', compared, open, ops: drawn.quantized.nodes.map(({ op }) => op.name) };
  } catch (error) {
    if (error instanceof DiagnosticError && error.diagnostics.every(mayRefuse))
      return { kind: 'refused', code: error.diagnostics[0].code };
    return { kind: 'fails', why: error instanceof Error ? (error.stack ?? error.message) : String(error), graph };
  }
}

/** The smallest graph of a seed that fails: graphs of one seed grow node by node. */
export async function smallestFailure(
  seed: number,
  size: number,
  lane: Lane,
): Promise<{ readonly size: number; readonly outcome: Outcome }> {
  for (let smaller = 1; smaller < size; smaller++) {
    const outcome = await trySeed(seed, smaller, lane);
    if (outcome.kind === 'fails') return { size: smaller, outcome };
  }
  return { size, outcome: await trySeed(seed, size, lane) };
}
