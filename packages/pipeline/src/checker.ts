import { type Diagnostic, DiagnosticError } from '@openbpu/diagnostics';
import type { ModelSource } from '@openbpu/plugin-api';
import type { RunRecord } from '@openbpu/record';
import { checkerTable, shareText } from '@openbpu/report';
import { checkPlaced } from './check-placed';
import { loadCustomOps } from './custom/load-custom-ops';
import { JobEvents } from './events';
import { HEAD } from './head';
import { telling } from './instruments';
import { createJob, endJob, type JobOptions, modelJob, useCustomOps } from './job';
import { recordOf } from './run-record';

export interface CheckerRequest extends JobOptions {
  /** Modules of custom operators, from the current folder; none if absent. */
  readonly customOps?: readonly string[];
  readonly march: string;
  readonly source: ModelSource;
}

/** Reads the model, tidies and places it, and tells where every node would run. Throws DiagnosticError. */
export async function checker(request: CheckerRequest, events = new JobEvents()): Promise<RunRecord> {
  const container = createJob(events, request);
  try {
    useCustomOps(container, await loadCustomOps(request.customOps ?? []));
    const job = modelJob(container, request.march, request.source, request.skipPasses);
    const { optimized } = await HEAD.run(job, [telling(events)], request.signal);
    const record = recordOf('checker', job, optimized);
    events.log('The converted model node information:');
    events.log(checkerTable(record.nodes));
    checkPlaced(optimized, job.backend);
    events.log(shareText(record.nodes));
    return { ...record, timing: events.timing() };
  } finally {
    await endJob(container);
  }
}

/** What a caught error tells the user: its diagnostics, or undefined for a bug. */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] | undefined {
  return error instanceof DiagnosticError ? error.diagnostics : undefined;
}
