import {
  type AccumulatedError,
  type AccumulatedErrorRequest,
  type Analysed,
  type ChannelDistribution,
  type ChannelRequest,
  type Distribution,
  type ExplainRequest,
  type Explanation,
  type FullAnalysis,
  type RunAllRequest,
  type SensitivityRequest,
  type SensitivityResult,
  type Step,
  accumulatedError,
  channelDistributions,
  distributions,
  explain,
  runAll,
  sensitivityOfNodes,
} from '@openbpu/analysis';
import type { Diagnostic } from '@openbpu/diagnostics';
import type { DependencyContainer } from 'tsyringe';
import type { JobEvents } from '../events';
import { readInputMetadata } from '../input-metadata';
import { wideOpsOf } from '../march-metadata';
import { BACKENDS, OPS, SINK } from '../tokens';
import { quantisedBeside } from './quantised-beside';
import { type DebugRequest, withAnalysed } from './with-analysed';

/** What an analysis found, and what is to be said of it. */
export interface Debugged<T> {
  readonly found: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** How much the outputs lose when one node alone is quantised: stage `sensitivity`. */
export function debugSensitivity(
  request: DebugRequest & SensitivityRequest,
  events: JobEvents,
): Promise<Debugged<SensitivityResult>> {
  return debugged(request, events, (analysed, step) =>
    step('sensitivity', (telling) => sensitivityOfNodes(analysed, request, telling)),
  );
}

/** How errors of partly quantised models add up along the model: stage `error`. */
export function debugErrors(
  request: DebugRequest & AccumulatedErrorRequest,
  events: JobEvents,
): Promise<Debugged<AccumulatedError>> {
  return debugged(request, events, (analysed, step) =>
    step('error', (telling) => accumulatedError(analysed, request, telling)),
  );
}

/** How the values of nodes are spread: stage `distribution`. */
export function debugDistributions(
  request: DebugRequest & { readonly nodes: readonly string[] },
  events: JobEvents,
): Promise<Debugged<readonly Distribution[]>> {
  return debugged(request, events, (analysed, step) =>
    step('distribution', (telling) => distributions(analysed, request.nodes, telling)),
  );
}

/** How the values of the channels of calibration nodes are spread: stage `channels`. */
export function debugChannels(
  request: DebugRequest & ChannelRequest,
  events: JobEvents,
): Promise<Debugged<readonly ChannelDistribution[]>> {
  return debugged(request, events, (analysed, step) =>
    step('channels', (telling) => channelDistributions(analysed, request, telling)),
  );
}

/** What the error of the outputs is made of: stage `explain`. */
export function debugCauses(request: DebugRequest & ExplainRequest, events: JobEvents): Promise<Debugged<Explanation>> {
  return debugged(request, events, (analysed, step, job) =>
    step('explain', (telling) => {
      const { metadata } = analysed.model.graph;
      const inputs = readInputMetadata(metadata) ?? [];
      const wideOps = wideOpsOf(metadata, job.resolve(BACKENDS));
      const quantised = quantisedBeside(request.model, analysed.model.graph, job.resolve(OPS));
      const known = { inputs, ...(wideOps ? { wideOps } : {}), ...(quantised ? { quantised } : {}) };
      return explain(analysed, { ...known, ...request }, telling);
    }),
  );
}

/** All of it, one stage after the other. See `runAll` of analysis. */
export function debugAll(request: DebugRequest & RunAllRequest, events: JobEvents): Promise<Debugged<FullAnalysis>> {
  return debugged(request, events, (analysed, step) => runAll(analysed, request, step));
}

function debugged<T>(
  request: DebugRequest,
  events: JobEvents,
  work: (analysed: Analysed, step: Step, job: DependencyContainer) => Promise<T>,
): Promise<Debugged<T>> {
  return withAnalysed(request, events, async (analysed, job) => {
    const sink = job.resolve(SINK);
    const { signal } = request;
    const step: Step = (stage, each) => {
      const progress = (done: number, total: number) => {
        signal?.throwIfAborted();
        events.progress(stage, done, total);
      };
      return events.stage(stage, () => each({ sink, progress }));
    };
    return { found: await work(analysed, step, job), diagnostics: sink.diagnostics };
  });
}
