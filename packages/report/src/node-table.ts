import type { RunRecord } from '@openbpu/record';
import { costText } from './check-text';
import { firstSamples, saysNothing } from './run-words';
import { textTable } from './text-table';

type NodeRow = RunRecord['nodes'][number];

const place = ({ subgraph }: NodeRow) => (subgraph === null ? '--' : `id(${subgraph})`);
const types = ({ inType, outType }: NodeRow) => `${inType}/${outType}`;
const because = ({ because: reason, opens }: NodeRow) =>
  reason && [`because: ${reason.message}`, ...(opens ? [subgraphsOf(opens)] : [])].join('; ');
const explained = (node: NodeRow) =>
  [because(node), node.because?.hint && `hint: ${node.because.hint}`, node.cost && costText(node.cost)]
    .filter(Boolean)
    .join('\n    ') || undefined;
const measured = (value: number | null | undefined) =>
  value === null || value === undefined ? '--' : value.toFixed(6);

/** What a CPU node cuts, in words. */
export function subgraphsOf(opens: readonly number[]): string {
  return `opens ${opens.map((subgraph) => `id(${subgraph})`).join(', ')}`;
}

/** The checker's table: where every node runs, as what; under CPU nodes why, what to do, and what it costs. */
export function checkerTable(nodes: readonly NodeRow[]): string {
  return textTable(
    ['Node', 'ON', 'Subgraph', 'Type', 'In/Out DataType'],
    nodes.map((node) => [node.node, node.on, place(node), node.type, types(node)]),
    nodes.map(explained),
  );
}

/** The table of makertbin: the checker's, with the cosine of each node's output and its threshold. */
export function quantisedNodeTable(nodes: readonly NodeRow[]): string {
  const header = ['Node', 'ON', 'Subgraph', 'Type', 'Cosine Similarity', 'Threshold', 'In/Out DataType'];
  const rows = nodes.map((node) => [
    node.node,
    node.on,
    place(node),
    node.type,
    measured(node.cosine),
    measured(node.threshold),
    types(node),
  ]);
  return textTable(header, rows, nodes.map(because));
}

/** What stands above `outputTable`: its figures in words, and what they are means of. */
export function outputHeading({ proof, calibration }: Pick<RunRecord, 'proof' | 'calibration'>): string {
  const over = proof ? `means over ${firstSamples(proof.samples, saysNothing(calibration) !== undefined)}; ` : '';
  return `The quantify model output (${over}L1 is mean |d|, L2 is the norm of d divided by the number of elements):`;
}

/** Distances of the quantised model's outputs from the float model's: L1 is mean |d|, L2 is ‖d‖₂/N. */
export function outputTable(outputs: RunRecord['outputs']): string {
  const header = ['Node', 'Cosine Similarity', 'L1 Distance', 'L2 Distance', 'Chebyshev Distance'];
  return textTable(
    header,
    outputs.map(({ name, cosine, l1, l2, chebyshev }) => [
      name,
      measured(cosine),
      measured(l1),
      measured(l2),
      measured(chebyshev),
    ]),
  );
}
