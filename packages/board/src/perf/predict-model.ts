import type { ArtifactHeader, ArtifactStep } from '@openbpu/artifact';
import type { MachineFeatures } from '@openbpu/machine';
import type { RecordPerformance } from '@openbpu/record';
import { bytesPerElement, sizeOf } from '@openbpu/tensor';
import * as z from 'zod';
import type { BoardModel } from '../model/open-model';
import { type PredictOptions, type TimedStep, predict } from './predict';

/** What the recipe of a model says of its speed. */
const speedSchema = z.object({
  inputBatch: z.int().min(1).catch(1),
  compiler: z.object({ maxTimePerFc: z.number().min(0).catch(0) }).catch({ maxTimePerFc: 0 }),
});

/** What one inference of a `.bin` takes: what the record of its conversion says, found again from the file alone. */
export function predictModel(
  { header, programs }: Pick<BoardModel, 'header' | 'programs'>,
  features: MachineFeatures,
  options: Pick<PredictOptions, 'perLayer'> = {},
): RecordPerformance | undefined {
  const speed = speedSchema.safeParse(header.recipe);
  const { inputBatch, compiler } = speed.success ? speed.data : { inputBatch: 1, compiler: { maxTimePerFc: 0 } };
  const steps = header.steps.map((step) => timedStep(step, header, programs));
  return predict(steps, features, { ...options, batch: inputBatch, callLimitUs: compiler.maxTimePerFc });
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
