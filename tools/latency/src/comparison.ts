import { CollectingSink } from '@openbpu/diagnostics';
import { OnnxImporter } from '@openbpu/importer-onnx';
import type { Graph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import type { Backend } from '@openbpu/plugin-api';
import { compiledNetwork } from './compiled-network';
import { predict } from './predict';
import type { NetworkSettings } from './settings';
import { type Structure, structureOf } from './structure';

/** One network in both forms. */
export interface Comparison {
  readonly network: string;
  readonly built: Structure & { readonly latencyMs: number };
  readonly exported: Structure & { readonly latencyMs: number };
  /** Operators whose numbers differ, as "Split 2 / 3": built, then exported. */
  readonly differences: readonly string[];
}

/** An ONNX file as the importer gives it. Throws what the importer throws, and Error for what it does not take. */
export async function importedFile(model: string): Promise<Graph<'imported'>> {
  const importer = new OnnxImporter();
  const raw = await importer.match({ kind: 'onnx', model });
  if (raw === undefined) throw new Error(`${model} is not an ONNX model`);
  return importer.translate(raw, standardOps(), new CollectingSink());
}

/**
 * Counts both and predicts the time of one inference on a march, with the same settings for both. Throws Error where
 * nothing runs on the BPU, and where the settings ask for what one of them has not.
 */
export async function compared(
  network: string,
  built: Graph<'imported'>,
  exported: Graph<'imported'>,
  backend: Backend,
  settings: NetworkSettings = {},
): Promise<Comparison> {
  const measured = async (graph: Graph<'imported'>) => {
    const row = { march: backend.march, network, source: '' } as const;
    const { predictedMs } = predict(row, await compiledNetwork(graph, backend, settings), backend.features);
    return { ...structureOf(graph), latencyMs: predictedMs };
  };
  const [ours, theirs] = [await measured(built), await measured(exported)];
  return { network, built: ours, exported: theirs, differences: differences(ours.operators, theirs.operators) };
}

function differences(ours: Structure['operators'], theirs: Structure['operators']): string[] {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
  return names.flatMap((name) =>
    ours[name] === theirs[name] ? [] : [`${name} ${ours[name] ?? 0} / ${theirs[name] ?? 0}`],
  );
}
