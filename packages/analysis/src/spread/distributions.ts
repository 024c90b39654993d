import { fail } from '@openbpu/diagnostics';
import type { NodeId, ValueId } from '@openbpu/ir';
import { HzCalibration, type HzCalibrationAttrs } from '@openbpu/ops';
import { type Tensor, isFloat, reals } from '@openbpu/tensor';
import { ANALYSIS } from '../catalogue';
import type { CalibratedModel } from '../model/calibrated-model';
import { eachSample } from '../model/each-sample';
import { type Analysed, withSwitches } from '../model/switched-session';
import type { Distribution, DistributionSeries } from '../results';
import type { Telling } from '../telling';
import { Counter, Extent } from './histogram';

/** A value of the model, and in which of its forms it is looked at. */
export interface Looked {
  readonly node: NodeId;
  readonly value: ValueId;
  /** Whether the calibrated model and the error are looked at as well. */
  readonly both: boolean;
}

type Label = DistributionSeries['label'];

/**
 * How the values of nodes are spread. A weight calibration node: the weights, and what is left of them behind it. An
 * activation calibration node: what it reads in the float model. A regular node: what it gives in the float and in the
 * calibrated model, and the difference. All samples are read twice: for the extents, and to count. Throws
 * DiagnosticError for no nodes, unknown ones, and regular ones that give no floats.
 */
export async function distributions(
  analysed: Analysed,
  nodes: readonly NodeId[],
  { progress }: Pick<Telling, 'progress'>,
): Promise<readonly Distribution[]> {
  const { model } = analysed;
  const all = spreadValues(model, nodes);
  const asked = all.map(({ node }) => node);
  const constants = new Map(asked.flatMap((node) => spreadOfConstant(model, node)));
  const looked = all.filter(({ node }) => !constants.has(node));
  const series =
    looked.length === 0 ? new Map<NodeId, DistributionSeries[]>() : await spreads(analysed, looked, progress);
  return asked.map((node) => {
    const threshold = thresholdAt(model, node);
    const kind = model.kindOf(node);
    return {
      node,
      figure: kind === 'node' ? 'node_output' : kind,
      series: constants.get(node) ?? series.get(node)!,
      ...(threshold === undefined ? {} : { threshold }),
    };
  });
}

/** What is looked at of nodes, each once. Fails with ANA002, ANA007 and ANA016. */
export function spreadValues(model: CalibratedModel, nodes: readonly NodeId[]): readonly Looked[] {
  if (nodes.length === 0) fail(ANALYSIS.noNodes({ key: 'nodes_list' }, { name: 'nodes_list' }));
  return [...new Set(nodes)].map((node) => lookedAt(model, node));
}

/** The two series of a weight calibration node; nothing for any other node. */
function spreadOfConstant(model: CalibratedModel, node: NodeId): [NodeId, DistributionSeries[]][] {
  const calibration = model.calibrationOf(node);
  if (!calibration?.constant) return [];
  const [constant, changed] = [calibration.constant.original, calibration.constant.changed].map(
    (id) => model.graph.value(id).constant!,
  );
  const rounded = HzCalibration.eval([changed], calibration.attrs)[0];
  const each = [reals(constant), reals(rounded)].map((values) => ({ values, extent: extentOf(values) }));
  const whole = each[0].extent.with(each[1].extent);
  const labels: readonly Label[] = ['float', 'quantised'];
  const series = each.map(({ values, extent }, i) => {
    const counter = new Counter(whole);
    counter.add(values);
    return counter.series(labels[i], extent);
  });
  return [[node, series]];
}

function lookedAt(model: CalibratedModel, node: NodeId): Looked {
  const calibration = model.calibrationOf(node);
  if (calibration) return { node, value: calibration.from, both: false };
  model.kindOf(node);
  const value = model.outputOf(model.graph.node(node)!);
  const { dtype } = model.graph.value(value).type;
  if (!isFloat(dtype)) fail(ANALYSIS.notAnOutput({ node, reason: `it gives ${dtype}` }, { name: node }));
  return { node, value, both: true };
}

/** The smallest threshold of a calibration node, or of the one that reads what a regular node gives. */
function thresholdAt(model: CalibratedModel, node: NodeId): number | undefined {
  const given = model.graph.node(node)!.outputs[0];
  const calibration = model.calibrationOf(node) ?? model.calibrations.find(({ from }) => from === given);
  return calibration && smallestThreshold(calibration.attrs);
}

/** Weights that take in scales of their input's channels have thresholds that are times those scales. */
function smallestThreshold({ thresholds, columns }: HzCalibrationAttrs): number {
  const most = columns.reduce((a, b) => Math.max(a, b), columns.length === 0 ? 1 : 0);
  return thresholds.reduce((a, b) => Math.min(a, b)) / most;
}

async function spreads(
  analysed: Analysed,
  looked: readonly Looked[],
  progress: Telling['progress'],
): Promise<Map<NodeId, DistributionSeries[]>> {
  const { model, samples, lanes } = analysed;
  const { count } = samples;
  const values = [...new Set(looked.map(({ value }) => value))];
  const all = looked.some(({ both }) => both) ? model.calibrations.map((_, number) => number) : undefined;
  const total = 2 * count * (all ? 2 : 1);
  let done = 0;
  return withSwitches(analysed, values, async (session) => {
    const look = (each: (node: Looked, label: Label, values: ArrayLike<number>) => void) =>
      eachSample(samples, count, lanes.size, async (feeds) => {
        const run = async (on: readonly number[]) => {
          const given = await session.run(feeds, on, fedApart(values, feeds));
          progress(++done, total);
          return (id: ValueId) => reals((given.get(id) ?? feeds.get(id))!);
        };
        const float = await run([]);
        const quantised = all && (await run(all));
        for (const node of looked) {
          const wanted = float(node.value);
          each(node, 'float', wanted);
          if (!node.both || !quantised) continue;
          const found = quantised(node.value);
          each(node, 'quantised', found);
          each(
            node,
            'error',
            found.map((value, i) => value - wanted[i]),
          );
        }
      });
    const extents = new Map(looked.map(({ node }) => [node, newExtents()]));
    await look(({ node }, label, seen) => extents.get(node)![label].add(seen));
    const counters = new Map(
      looked.map(({ node }) => {
        const { float, quantised, error } = extents.get(node)!;
        const whole = float.with(quantised);
        return [node, { float: new Counter(whole), quantised: new Counter(whole), error: new Counter(error) }];
      }),
    );
    await look(({ node }, label, seen) => counters.get(node)![label].add(seen));
    return new Map(
      looked.map(({ node, both }) => {
        const labels: readonly Label[] = both ? ['float', 'quantised', 'error'] : ['float'];
        return [node, labels.map((label) => counters.get(node)![label].series(label, extents.get(node)![label]))];
      }),
    );
  });
}

function newExtents(): Readonly<Record<Label, Extent>> {
  return { float: new Extent(), quantised: new Extent(), error: new Extent() };
}

function extentOf(values: ArrayLike<number>): Extent {
  const extent = new Extent();
  extent.add(values);
  return extent;
}

/** The values to ask a run for: those that it is not fed with. */
export function fedApart(values: readonly ValueId[], feeds: ReadonlyMap<string, Tensor>): readonly ValueId[] {
  return values.filter((id) => !feeds.has(id));
}
