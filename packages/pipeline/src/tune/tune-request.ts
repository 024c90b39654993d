import type { TuneGoal } from '@openbpu/analysis';
import { fail } from '@openbpu/diagnostics';
import { PIPELINE } from '../catalogue';
import type { JobOptions } from '../job';

export interface TuneRequest extends JobOptions, TuneGoal {
  /** The recipe. */
  readonly config: string;
  readonly modelType: 'caffe' | 'onnx';
  /** How many samples are held back from calibration; a quarter, 4 to 32, if absent. */
  readonly samples?: number;
  /** Lines `<name> <class>`, where names are those of the samples, whatever they end in. */
  readonly labels?: string;
  /** Where the files go; `tune` in the working folder of the recipe if absent. */
  readonly saveDir?: string;
}

/** What is to be reached. Throws DiagnosticError for what cannot be meant. */
export function goalOf({ targetCosine, maxMs, maxDrop, labels }: TuneRequest): TuneGoal {
  const bad = (problem: string, name: string) => fail(PIPELINE.badGoal({ problem }, { name }));
  if (targetCosine !== undefined && !(targetCosine > 0 && targetCosine <= 1))
    bad(`a cosine to reach lies above 0 and is 1 at most, not ${targetCosine}`, '--target-cosine');
  if (maxMs !== undefined && !(maxMs > 0 && Number.isFinite(maxMs)))
    bad(`milliseconds of an inference are more than 0, not ${maxMs}`, '--max-ms');
  if (maxDrop !== undefined && !(maxDrop >= 0 && maxDrop <= 100))
    bad(`a drop of top-1 is 0 to 100 points, not ${maxDrop}`, '--max-drop');
  if (maxDrop !== undefined && labels === undefined)
    bad('a drop of top-1 is told by labels, and none are given', '--max-drop');
  return {
    ...(targetCosine === undefined ? {} : { targetCosine }),
    ...(maxMs === undefined ? {} : { maxMs }),
    ...(maxDrop === undefined ? {} : { maxDrop }),
  };
}
