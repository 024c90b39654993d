import { type PredictOptions, type TimedStep, predict } from '@openbpu/board';
import type { CompiledModel } from '@openbpu/compiler';
import type { GraphView } from '@openbpu/ir';
import type { MachineFeatures } from '@openbpu/machine';
import type { RecordPerformance } from '@openbpu/record';
import { cpuWork } from './cpu-time';

export interface EstimateOptions extends PredictOptions {
  /** Steps that are not there: nodes that were removed from the edge. */
  readonly without?: ReadonlySet<string>;
}

/** What one inference of a compiled model takes; see `predict`. `graph` is what it was compiled from. */
export function estimateModel(
  { steps }: CompiledModel,
  graph: GraphView,
  features: MachineFeatures,
  { without = new Set(), ...options }: EstimateOptions = {},
): RecordPerformance | undefined {
  const timed = steps
    .filter(({ name }) => !without.has(name))
    .map((step): TimedStep => {
      const { name } = step;
      if (step.kind === 'bpu') return { on: 'BPU', name, program: step.program };
      const view = step.kind === 'edge' && step.form.view === true;
      const work = cpuWork(step, graph);
      return { on: 'CPU', name, view, ...work, macs: view ? 0 : work.macs };
    });
  return predict(timed, features, options);
}
