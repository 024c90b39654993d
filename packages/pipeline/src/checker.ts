import { type Diagnostic, DiagnosticError } from '@openbpu/diagnostics';
import type { ModelSource } from '@openbpu/plugin-api';
import { type RunRecord, RECORD_VERSION } from '@openbpu/record';
import { checkerTable } from '@openbpu/report';
import { JobEvents } from './events';
import { createJob, endJob, type JobOptions } from './job';
import { modelFacts } from './model-facts';
import { bpuShare, nodeRows } from './node-rows';
import { dress, tidyAndPlace } from './pass-lists';
import { PassRecorder } from './pass-recorder';
import { checkCpuKernels } from './check-cpu-kernels';
import { checkSizes } from './check-sizes';
import { fileNamesOf, foldersOf } from './model-source';
import { importModel, selectBackend } from './select';
import { BACKENDS, IMPORTERS, OPS, SINK } from './tokens';
import { toolVersions } from './versions';
import { withoutFolders } from './without-folders';

export interface CheckerRequest extends JobOptions {
  readonly march: string;
  readonly source: ModelSource;
}

/** ① to ⑤: reads the model, tidies and places it, and tells where every node would run. Throws DiagnosticError. */
export async function checker(request: CheckerRequest, events = new JobEvents()): Promise<RunRecord> {
  const job = createJob(events, request);
  try {
    const backend = selectBackend(job.resolve(BACKENDS), request.march);
    const context = { ops: job.resolve(OPS), sink: job.resolve(SINK) };
    const imported = await events.stage('import', () =>
      importModel(job.resolve(IMPORTERS), request.source, context.ops, context.sink),
    );
    checkSizes(imported);
    checkCpuKernels(imported, backend);
    const recorder = new PassRecorder();
    const placed = await events.stage('place', async () =>
      tidyAndPlace(backend).run(await dress([]).run(imported, context, [recorder]), context, [recorder]),
    );
    const nodes = nodeRows(placed);
    events.log('The converted model node information:');
    events.log(checkerTable(nodes));
    events.log(`${(100 * bpuShare(nodes)).toFixed(2)} % of the multiply-accumulates run on the BPU.`);
    return {
      version: RECORD_VERSION,
      command: 'checker',
      tool: toolVersions(),
      march: backend.march,
      recipe: null,
      model: modelFacts(placed, nodes, fileNamesOf(request.source)),
      nodes,
      outputs: [],
      artifacts: [],
      passes: recorder.passes,
      diagnostics: withoutFolders(context.sink.diagnostics, foldersOf(request.source)),
      timing: events.timing(),
    };
  } finally {
    await endJob(job);
  }
}

/** What a caught error tells the user: its diagnostics, or undefined for a bug. */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] | undefined {
  return error instanceof DiagnosticError ? error.diagnostics : undefined;
}
