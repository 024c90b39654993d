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

/** Reads a model with the first importer that takes it. Throws what the importer throws. */
export async function importModel(
  importers: readonly AnyImporter[],
  source: ModelSource,
  ops: OpSet,
  sink: Sink,
): Promise<Graph<'imported'>> {
  for (const importer of importers) {
    const raw = await importer.match(source);
    if (raw !== undefined) return nameOrigins(await importer.translate(raw, ops, sink));
  }
  return fail(PIPELINE.notRecognised({ file: source.kind === 'onnx' ? source.model : source.prototxt }));
}
