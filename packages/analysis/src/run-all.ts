import type { NodeId } from '@openbpu/ir';
import { type AccumulatedErrorRequest, accumulatedError } from './error/accumulated-error';
import { type CurveRequest, curvePlans } from './error/curve-plans';
import { askedMetric } from './metric/asked-metrics';
import type { CalibratedModel } from './model/calibrated-model';
import type { Analysed } from './model/switched-session';
import type { AccumulatedError, FullAnalysis, SensitivityResult } from './results';
import { type SensitivityRequest, sensitivityOfNodes } from './sensitivity/sensitivity-of-nodes';
import { channelDistributions, channelPlaces } from './spread/channel-distributions';
import { distributions, spreadValues } from './spread/distributions';
import type { Telling } from './telling';

/** How many nodes of a ranking are looked at closer. */
export const TOP = 5;

export interface RunAllRequest extends Omit<SensitivityRequest, 'metrics'>, CurveRequest {
  /** Metrics of sensitivity; `cosine-similarity` if absent. `nodeType`: weights and activations if absent. */
  readonly nsMetrics?: readonly string[];
  /** Nodes whose distributions are looked at; those of the rankings if absent. */
  readonly disNodesList?: readonly NodeId[];
  /** Calibration nodes whose channels are looked at; those of the rankings if absent. */
  readonly cwNodesList?: readonly NodeId[];
  readonly axis?: number;
  /** The metric of the error curves; `cosine-similarity` if absent. */
  readonly aeMetric?: string;
  readonly averageMode?: boolean;
}

/** A step of the analysis: runs `work`, which tells as `telling` does, under a name. */
export type Step = <T>(name: string, work: (telling: Telling) => Promise<T>) => Promise<T>;

/**
 * Every analysis one after the other: how sensitive weights and activations are, or what `nodeType` or
 * `interestedNodes` name; the distributions and the channels of the five worst calibration nodes of each, which for
 * regular nodes are those that the five worst are quantised by; the errors of weights alone and of activations alone,
 * or of what is asked for. Throws DiagnosticError as each of them does.
 */
export async function runAll(analysed: Analysed, request: RunAllRequest, step: Step): Promise<FullAnalysis> {
  checkAsked(analysed.model, request);
  const { nsMetrics, outputNode, nodeType, dataNum, interestedNodes } = request;
  const kinds = nodeType !== undefined || interestedNodes ? [nodeType] : ['weight', 'activation'];
  const sensitivities: SensitivityResult[] = [];
  for (const kind of kinds) {
    const asked = {
      ...(nsMetrics ? { metrics: nsMetrics } : {}),
      ...(outputNode === undefined ? {} : { outputNode }),
      ...(kind === undefined ? {} : { nodeType: kind }),
      ...(dataNum === undefined ? {} : { dataNum }),
      ...(interestedNodes ? { interestedNodes } : {}),
    };
    sensitivities.push(await step('sensitivity', (telling) => sensitivityOfNodes(analysed, asked, telling)));
  }
  const worst = sensitivities.flatMap(({ nodes }) => worstCalibrations(analysed.model, [...nodes.keys()]));
  const { disNodesList = worst, cwNodesList = worst, axis } = request;
  return {
    sensitivities,
    distributions:
      disNodesList.length === 0
        ? []
        : await step('distribution', (telling) => distributions(analysed, disNodesList, telling)),
    channels:
      cwNodesList.length === 0
        ? []
        : await step('channels', (telling) =>
            channelDistributions(analysed, { nodes: cwNodesList, ...(axis === undefined ? {} : { axis }) }, telling),
          ),
    errors: await errorsOf(analysed, request, step),
  };
}

/** Fails now with what would otherwise be found out after the first of the analyses. */
function checkAsked(model: CalibratedModel, request: RunAllRequest): void {
  const { aeMetric, disNodesList, cwNodesList, axis } = request;
  if (aeMetric !== undefined) askedMetric(aeMetric);
  if (disNodesList) spreadValues(model, disNodesList);
  if (cwNodesList) channelPlaces(model, { nodes: cwNodesList, ...(axis === undefined ? {} : { axis }) });
  for (const curves of curvesOf(request)) curvePlans(model, curves);
}

/** The error curves that are asked for, those of one list in one picture; of weights and of activations if none is. */
function curvesOf({ quantizeNode, nonQuantizeNode }: CurveRequest): readonly CurveRequest[] {
  if (quantizeNode === undefined && nonQuantizeNode === undefined) return [{ quantizeNode: ['weight', 'activation'] }];
  return [
    ...(quantizeNode === undefined ? [] : [{ quantizeNode }]),
    ...(nonQuantizeNode === undefined ? [] : [{ nonQuantizeNode }]),
  ];
}

/** The calibration nodes that the first nodes of a ranking are, or are quantised by. */
function worstCalibrations(model: CalibratedModel, ranked: readonly NodeId[]): readonly NodeId[] {
  const numbers = new Set(ranked.slice(0, TOP).flatMap((id) => model.membersOf(id)));
  return [...numbers].map((number) => model.calibrations[number].id);
}

async function errorsOf(analysed: Analysed, request: RunAllRequest, step: Step): Promise<readonly AccumulatedError[]> {
  const { aeMetric, averageMode } = request;
  const how: AccumulatedErrorRequest = {
    ...(aeMetric === undefined ? {} : { metric: aeMetric }),
    ...(averageMode === undefined ? {} : { averageMode }),
  };
  const errors: AccumulatedError[] = [];
  for (const curves of curvesOf(request))
    errors.push(await step('error', (telling) => accumulatedError(analysed, { ...how, ...curves }, telling)));
  return errors;
}
