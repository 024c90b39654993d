import type { ArtifactHeader, ArtifactStep } from '@openbpu/artifact';
import type { MachineFeatures } from '@openbpu/machine';
import type { RecordPerformance } from '@openbpu/record';
import { bytesPerElement, sizeOf } from '@openbpu/tensor';
import { viewRecipe } from '../info/recipe-view';
import type { BoardModel } from '../model/open-model';
import { type PredictOptions, type TimedStep, predict } from './predict';

/** What one inference of a `.bin` takes: what the record of its conversion says, found again from the file alone. */
export function predictModel(
  { header, programs }: Pick<BoardModel, 'header' | 'programs'>,
  features: MachineFeatures,
  options: Pick<PredictOptions, 'perLayer'> = {},
): RecordPerformance | undefined {
  const { inputBatch = 1, compiler } = viewRecipe(header.recipe);
  const steps = header.steps.map((step) => timedStep(step, header, programs));
  return predict(steps, features, { ...options, batch: inputBatch, callLimitUs: compiler.maxTimePerFc ?? 0 });
}

/** A step of a `.bin` as far as its time goes. */
export function timedStep(
  { name, inputs, outputs, edge, kind, macs = 0 }: ArtifactStep,
  { tensors }: Pick<ArtifactHeader, 'tensors'>,
  programs: BoardModel['programs'],
): TimedStep {
  const program = programs.get(name);
  if (program) return { on: 'BPU', name, program };
  const view = kind === 'edge' && edge?.view === true;
  const bytes = [...inputs, ...outputs]
    .map((id) => tensors[id])
    .reduce((sum, { dtype, shape }) => sum + sizeOf(shape) * bytesPerElement(dtype), 0);
  return { on: 'CPU', name, view, bytes, macs: view ? 0 : macs };
}
