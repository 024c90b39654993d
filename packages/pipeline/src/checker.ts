import { basename, dirname, resolve } from 'node:path';
import { type Diagnostic, DiagnosticError } from '@openbpu/diagnostics';
import type { ModelSource } from '@openbpu/plugin-api';
import type { RunRecord } from '@openbpu/record';
import { checkText, checkerTable, shareText } from '@openbpu/report';
import { checked } from './check/checked';
import type { FixRequest, fixed } from './check/fix';
import type { priceOf } from './check/price';
import { TO_OPSET_11 } from './check/repairs';
import { checkPlaced } from './check-placed';
import { loadCustomOps } from './custom/load-custom-ops';
import { JobEvents } from './events';
import { behindLinks } from './files/behind-links';
import { refuseOverSource } from './files/same-file';
import { writeTogether } from './files/write-together';
import { HEAD } from './head';
import { telling } from './instruments';
import { createJob, endJob, type JobOptions, modelJob, useCustomOps } from './job';
import { recordOf } from './run-record';

export interface CheckerRequest extends JobOptions {
  /** Modules of custom operators, from the current folder; none if absent. */
  readonly customOps?: readonly string[];
  readonly march: string;
  readonly source: ModelSource;
  /** Compiles the model, to tell what an inference takes, and what it would take with fallbacks mended: `priceOf`. */
  readonly price?: typeof priceOf;
  /** Where to write the repaired model, and what repairs it; it is there once everything is told, or not at all. */
  readonly fix?: { readonly path: string; readonly repair: typeof fixed };
}

/**
 * Reads the model, tidies and places it, and tells where every node would run, why, and what it costs; writes it
 * repaired where that is asked. Throws DiagnosticError.
 */
export async function checker(request: CheckerRequest, events = new JobEvents()): Promise<RunRecord> {
  const { march, source, fix, skipPasses = [] } = request;
  if (fix !== undefined) refuseOverwriting(fix.path, source);
  const container = createJob(events, request);
  try {
    useCustomOps(container, await loadCustomOps(request.customOps ?? []));
    const tidying = skipPasses.filter((name) => fix === undefined || name !== TO_OPSET_11);
    const job = modelJob(container, march, source, tidying);
    const { imported, optimized } = await HEAD.run(job, [telling(events)], request.signal);
    const { backend, ops } = job;
    const told = recordOf('checker', job, optimized);
    const { nodes, check } = checked(optimized, told.nodes, backend);
    events.log('The converted model node information:');
    const { price } = request;
    if (!price) events.log(checkerTable(nodes));
    checkPlaced(optimized, backend, skipPasses);
    const found = price
      ? await events.stage('price', () => checked(optimized, told.nodes, backend, price(optimized, backend, ops)))
      : { nodes, check };
    if (price) events.log(checkerTable(found.nodes));
    events.log(shareText(nodes));
    for (const line of checkText(found)) events.log(line);
    const written =
      fix === undefined
        ? undefined
        : await writeFixed(
            fix,
            { imported, optimized, passes: told.passes, backend, ops, skip: skipPasses },
            events,
            request.signal,
          );
    return {
      ...told,
      ...found,
      check: { ...found.check, ...(written ? { repairs: written.repairs } : {}) },
      ...(written ? { artifacts: written.artifacts } : {}),
      timing: events.timing(),
    };
  } finally {
    await endJob(container);
  }
}

/** Writes the repaired model beside its place and moves it there. */
async function writeFixed(
  { path, repair }: NonNullable<CheckerRequest['fix']>,
  request: FixRequest,
  events: JobEvents,
  signal?: AbortSignal,
) {
  const { bytes, repairs } = await repair(request);
  const place = resolve(behindLinks(path));
  const artifacts = await writeTogether(dirname(place), signal, async (files) => {
    await files.write('fixed', basename(place), bytes);
    return files.records;
  });
  for (const { name, patches } of repairs)
    events.log(`Repaired: ${name} (${patches} ${patches === 1 ? 'change' : 'changes'}).`);
  events.log(`The repaired model lies in ${path}`);
  return { artifacts, repairs: repairs.map(({ name, patches }) => ({ name, times: patches })) };
}

function refuseOverwriting(path: string, source: ModelSource): void {
  const files = source.kind === 'onnx' ? [source.model] : [source.prototxt, source.caffemodel];
  refuseOverSource(files, { path, flag: '--fix', example: 'fixed.onnx' });
}

/** What a caught error tells the user: its diagnostics, or undefined for a bug. */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] | undefined {
  return error instanceof DiagnosticError ? error.diagnostics : undefined;
}
