import { fail } from '@openbpu/diagnostics';
import { ANALYSIS } from '../catalogue';
import { NODE_KINDS, type NodeKind } from '../results';

/** The node type of a name. Throws DiagnosticError (ANA004). */
export function askedKind(name: string): NodeKind {
  return (
    NODE_KINDS.find((kind) => kind === name) ??
    fail(ANALYSIS.unknownKind({ kind: name, known: NODE_KINDS }, { name: 'node_type' }))
  );
}

/** How many samples to read: all, or as many as are asked for. Throws DiagnosticError (ANA005). */
export function askedSamples(count: number, asked = count): number {
  if (Number.isInteger(asked) && asked >= 1 && asked <= count) return asked;
  return fail(ANALYSIS.dataNum({ asked, count }, { name: 'data_num' }));
}
