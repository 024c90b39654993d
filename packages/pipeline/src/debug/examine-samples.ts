import {
  type Diagnosis,
  type Examination,
  type Patient,
  type PictureFlaws,
  asGiven,
  diagnose,
  fed,
  pictureFlaws,
} from '@openbpu/analysis';
import type { Graph } from '@openbpu/ir';
import { type LanePool, type SampleRef, loadSample } from '@openbpu/runtime';
import { type Tensor, makeTensor } from '@openbpu/tensor';
import type { ResolvedInput } from '../resolve-inputs';
import type { Progress } from '../stage-list';
import { readPatient } from './read-patient';

/** What is found with the samples of one input. */
export interface Examined {
  readonly input: string;
  readonly diagnosis: Diagnosis;
  readonly flaws: PictureFlaws;
}

/** How much is looked at. */
export interface ExamineChoice {
  /** Samples that are looked at, the first of them. */
  readonly looked: number;
  /** Of those, how many the net is run with; of colours it is asked with more. */
  readonly runs: number;
  /** Only what something speaks for before the net has run; see `Examination`. */
  readonly brief?: boolean;
  readonly labels?: Examination['labels'];
}

export interface ExamineRequest {
  readonly imported: Graph<'imported'>;
  readonly inputs: readonly ResolvedInput[];
  readonly samples: readonly SampleRef[];
  readonly lanes: LanePool;
}

/**
 * Looks for mistakes with the samples of every input that has files of numbers or pictures, one input after the other.
 * Throws DiagnosticError for samples that cannot be read.
 */
export async function examineSamples(
  { imported, inputs, samples, lanes }: ExamineRequest,
  { looked, runs, brief, labels }: ExamineChoice,
  progress: Progress,
): Promise<readonly Examined[]> {
  const taken = samples.slice(0, looked);
  const patients = await Promise.all(inputs.map((input) => readPatient(input, taken)));
  const found: Examined[] = [];
  for (const patient of patients) {
    if (!patient) continue;
    const others = await othersOf(patient, patients, taken);
    const { name } = patient.input;
    const diagnosis = await diagnose({
      graph: imported,
      patient,
      others,
      lanes,
      runs,
      ...(brief === undefined ? {} : { brief }),
      ...(labels ? { labels } : {}),
      progress: (done, total) => progress('examine', done, total),
    });
    const flaws = pictureFlaws(patient.samples, patient.input, diagnosis.range);
    found.push({ input: name, diagnosis, flaws });
  }
  return found;
}

/** What the other inputs are fed with, as the recipe says; what is of another element type, as its file has it. */
async function othersOf(
  patient: Patient,
  patients: readonly (Patient | undefined)[],
  samples: readonly SampleRef[],
): Promise<readonly ReadonlyMap<string, Tensor>[]> {
  const own = patient.input.name;
  const readable = new Map(patients.flatMap((each) => (each ? [[each.input.name, each] as const] : [])));
  return Promise.all(
    samples.map(async ({ inputs }, i) => {
      const feeds = new Map<string, Tensor>();
      for (const sample of inputs) {
        const { name } = sample;
        const other = readable.get(name);
        const given = other?.samples[i];
        if (name === own) continue;
        if (other && given) feeds.set(name, fed(given, other.input, asGiven(other.input)));
        else
          for (const { dtype, shape, data } of await loadSample({ inputs: [sample] }))
            feeds.set(name, makeTensor(dtype, shape, data));
      }
      return feeds;
    }),
  );
}
