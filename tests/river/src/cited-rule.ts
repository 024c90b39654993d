import type { Diagnostic } from '@openbpu/diagnostics';
import { type Backend, partsOfOp, rowOfOp } from '@openbpu/plugin-api';
import type { RunRecord } from '@openbpu/record';

type Row = RunRecord['nodes'][number];

/**
 * What of the march's public list keeps a node on the CPU, as `bernoulli2/Conv/kernel`; undefined where its reason is
 * ours alone. By the code of the reason:
 *
 * - PAS001: no row of the operator, nor of each of its steps, has the BPU: `<march>/<operator>`; where all steps have,
 *   one that has no int16, which a normalisation reads: `<march>/<operator>/int16`;
 * - PAS002: a rule of the march: its id;
 * - PAS003: a row that has the BPU on request: `<march>/<operator>/on-request`;
 * - PAS004: an operator that only moves data has a quantised neighbour on one side at most: `passive`;
 * - PAS012: nothing in its segment is quantised on its own merit: `anchor`;
 * - PAS017: it computes for a function or a normalisation that needs finer steps: what keeps that one on the CPU;
 * - PAS020: the row takes other element types: `<march>/<operator>/dtypes`.
 */
export function citedRule(node: Row, nodes: readonly Row[], march: Backend): string | undefined {
  const { because } = node;
  if (because === undefined) return undefined;
  const type = text(because, 'type') ?? node.type;
  const row = march.operators[rowOfOp(type)];
  switch (because.code) {
    case 'PAS001':
      return missingRow(type, march);
    case 'PAS002':
      return march.constraints.find(({ id }) => id === text(because, 'rule'))?.id;
    case 'PAS003':
      return row?.onRequest ? `${march.march}/${type}/on-request` : undefined;
    case 'PAS004':
      return 'passive';
    case 'PAS012':
      return 'anchor';
    case 'PAS017': {
      const served = nodes.find(({ node: name }) => name === text(because, 'node'));
      return served && served !== node && served.because?.code !== 'PAS017'
        ? citedRule(served, nodes, march)
        : undefined;
    }
    case 'PAS020':
      return row?.dtypes ? `${march.march}/${type}/dtypes` : undefined;
    default:
      return undefined;
  }
}

/** The first row of an operator, or of its steps, by which the BPU has it not, or for a step has it in int8 alone. */
function missingRow(type: string, { march, operators }: Backend): string | undefined {
  const parts = partsOfOp(type);
  const missing = (parts ?? [rowOfOp(type)]).find((name) => operators[name]?.class !== 'bpu');
  if (missing !== undefined) return `${march}/${missing}`;
  const narrow = parts?.find((name) => operators[name]?.dtypes?.includes('int16') !== true);
  return narrow === undefined ? undefined : `${march}/${narrow}/int16`;
}

function text({ facts }: Pick<Diagnostic, 'facts'>, name: string): string | undefined {
  const value = facts[name];
  return typeof value === 'string' ? value : undefined;
}
