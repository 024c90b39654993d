import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { OnnxImporter } from '@openbpu/importer-onnx';
import { type Graph, type GraphView, type Node, ABSENT } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { dress, marches, tidyAndPlace } from '@openbpu/pipeline';
import { MAKERS } from './makers/all';
import { type ForeignModel, NodeDraw } from './node-draw';

type Backend = ReturnType<typeof marches>[number];

const OPS = standardOps();
const OPSETS = [9, 11, 13, 17, 18, 20];

/** Operators of class bpu in the list of a march, by whether some drawn node of them becomes integers. */
export interface IntegerForms {
  readonly march: string;
  readonly operators: number;
  /** No drawn node of them became ops with an integer form, or none was drawn. */
  readonly without: readonly string[];
}

/**
 * Draws nodes of every maker, imports and tidies them, and tells for each march which operators of class bpu never
 * became ops that all have an integer form. Rules of the march take no part: what they forbid is forbidden by name.
 */
export async function integerForms(seeds: number): Promise<readonly IntegerForms[]> {
  const backends = marches();
  const covered = new Map(backends.map(({ march }) => [march, new Set<string>()]));
  for (const kind of Object.keys(MAKERS))
    for (let seed = 0; seed < seeds; seed++) {
      const drawn = drawPlain(kind, seed);
      if (!drawn) continue;
      const opTypes = drawn.model.graph?.node.map(({ opType = '' }) => opType) ?? [];
      for (const backend of backends) {
        const known = covered.get(backend.march)!;
        const asked = opTypes.some((row) => backend.operators[row]?.class === 'bpu' && !known.has(row));
        if (asked && (await becomesIntegers(drawn, backend))) for (const row of opTypes) known.add(row);
      }
    }
  return backends.map(({ march, operators }) => {
    const rows = Object.keys(operators).filter((row) => operators[row].class === 'bpu');
    return { march, operators: rows.length, without: rows.filter((row) => !covered.get(march)!.has(row)).sort() };
  });
}

function drawPlain(kind: string, seed: number): ForeignModel | undefined {
  const draw = new NodeDraw(seed * 31 + 7, OPSETS[seed % OPSETS.length]);
  MAKERS[kind](draw);
  return draw.foreign();
}

/** A model that is refused, or that only a runtime can infer, becomes none. */
async function becomesIntegers({ model }: ForeignModel, backend: Backend): Promise<boolean> {
  const importer = new OnnxImporter({ probe: () => Promise.reject(new Error('there is no runtime here')) });
  try {
    const read = { model, file: 'drawn.onnx', inputShapes: new Map() };
    const graph = await importer.translate(read, OPS, new CollectingSink());
    const context = { ops: OPS, sink: new CollectingSink() };
    const dressed = await dress([]).run(graph, context);
    const tidy: Graph = await tidyAndPlace({ ...backend, constraints: [] }, { mayBeIdle: true }).run(dressed, context);
    return tidy.nodes.every((node) => hasIntegerForm(node, tidy));
  } catch (error) {
    if (error instanceof DiagnosticError) return false;
    throw error;
  }
}

function hasIntegerForm({ op, inputs }: Node, graph: GraphView): boolean {
  const isComputed = (id: string | undefined) =>
    id !== undefined && id !== ABSENT && graph.value(id).constant === undefined;
  return op.integer !== undefined && !op.integer.constantInputs?.some((index) => isComputed(inputs[index]));
}
