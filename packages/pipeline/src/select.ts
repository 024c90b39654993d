import { fail, nearest, type Sink } from '@openbpu/diagnostics';
import type { Graph, OpSet } from '@openbpu/ir';
import type { Backend, ModelSource } from '@openbpu/plugin-api';
import { PIPELINE } from './catalogue';
import { nameOrigins } from './name-origins';
import type { AnyImporter } from './tokens';

/** The backend of a march. Throws DiagnosticError with the known ones. */
export function selectBackend(backends: readonly Backend[], march: string): Backend {
  const known = backends.map((backend) => backend.march);
  return (
    backends.find((backend) => backend.march === march) ??
    fail(PIPELINE.unknownMarch({ march, known, nearest: nearest(march, known) }, { name: 'march' }))
  );
}

/** A model as it was read. */
export interface ImportedModel {
  readonly graph: Graph<'imported'>;
  /** The names of the nodes of the file, whatever the importer made of them. */
  readonly names: ReadonlySet<string>;
}

/** Reads a model with the first importer that takes it. Throws what the importer throws. */
export async function importModel(
  importers: readonly AnyImporter[],
  source: ModelSource,
  ops: OpSet,
  sink: Sink,
): Promise<ImportedModel> {
  for (const importer of importers) {
    const raw = await importer.match(source);
    if (raw === undefined) continue;
    const graph = nameOrigins(await importer.translate(raw, ops, sink));
    const origins = graph.nodes.flatMap((node) => node.origins.map(({ name }) => name));
    return { graph, names: new Set([...origins, ...((await importer.names?.(raw)) ?? [])]) };
  }
  return fail(PIPELINE.notRecognised({ file: source.kind === 'onnx' ? source.model : source.prototxt }));
}
