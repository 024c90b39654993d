import { readFile } from 'node:fs/promises';
import { CollectingSink } from '@openbpu/diagnostics';
import { OnnxImporter } from '@openbpu/importer-onnx';
import type { Graph } from '@openbpu/ir';
import { encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import type { ModelSource } from '@openbpu/plugin-api';
import { type Lane, probeTypes } from '@openbpu/runtime';
import { type Tensor, sameShape, toNumbers } from '@openbpu/tensor';
import { feedOf } from './feeds';
import type { Net } from './nets';

/** An ONNX model as a graph. Throws DiagnosticError where it is refused. */
export async function importOnnx(source: ModelSource, lane: Lane): Promise<Graph<'imported'>> {
  const importer = new OnnxImporter({ probe: (fragment) => probeTypes(lane, fragment) });
  const raw = await importer.match(source);
  if (!raw) throw new TypeError('this is no ONNX model');
  return importer.translate(raw, standardOps(), new CollectingSink());
}

/**
 * The largest difference between what ONNX Runtime makes of a model as it is and of the imported graph, divided by the
 * largest magnitude of the output it is at.
 */
export async function parity(net: Net, file: string, graph: Graph<'imported'>, lane: Lane): Promise<number> {
  const feeds = new Map(graph.inputs.map((id) => [id, feedOf(graph.value(id).type, net.content?.[id])] as const));
  const wanted = await outputsOf(await readFile(file), feeds, lane);
  const given = await outputsOf(encodeModel(exportModel(graph)), feeds, lane);
  return Math.max(...graph.outputs.map((id) => distance(wanted.get(id)!, given.get(id)!)));
}

async function outputsOf(
  model: Uint8Array,
  feeds: ReadonlyMap<string, Tensor>,
  lane: Lane,
): Promise<Map<string, Tensor>> {
  const session = await lane.open(model, { optimise: false });
  try {
    const inputs = new Map(
      session.inputs.flatMap(({ name }) => (feeds.has(name) ? [[name, feeds.get(name)!] as const] : [])),
    );
    return await session.run(
      inputs,
      session.outputs.map(({ name }) => name),
    );
  } finally {
    await session.close();
  }
}

/** Infinity where a shape or a type differs, and for a NaN of either side: nothing is proved by it. */
export function distance(wanted: Tensor, given: Tensor): number {
  if (wanted.dtype !== given.dtype || !sameShape(wanted.shape, given.shape)) return Infinity;
  const [a, b] = [toNumbers(wanted), toNumbers(given)];
  const largest = a.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  let worst = 0;
  for (const [i, value] of a.entries()) {
    if (value === b[i]) continue;
    const difference = Math.abs(value - b[i]);
    worst = Math.max(worst, Number.isNaN(difference) ? Infinity : difference);
  }
  return worst === 0 ? 0 : worst / largest;
}
