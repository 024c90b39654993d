import type { Graph } from '@openbpu/ir';
import type { LanePool, PooledSession } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import { colourLean } from './colour-lean';
import { type SampleBytes, elementMistake } from './element-mistake';
import { type Evidence, WIDE_SPREAD, evidenceOf, fitness, surer } from './evidence';
import { type Feeding, type GivenInput, type GivenSample, asGiven, fed } from './feeding';
import { lieOfPlanes } from './lie-of-planes';
import type { Mistake, Suspect } from './mistake';
import { type SampleRange, sampleRange } from './sample-range';
import { type StatisticsModel, firstLayer, statisticsModel } from './statistics-model';
import { suspects } from './suspects';

/** How much the evidence for a mistake must be for it to be told. */
export const ALARM = 3;

/** Suspects of less than that are not tried: nothing that a net says makes up for it. */
const LEAST_PRIOR = -3;

/** Of a brief examination. */
const BRIEF_PRIOR = 0.5;

/** One input of a net, and the samples of it. */
export interface Patient {
  readonly input: GivenInput;
  /** None where their files cannot be read as the recipe says. */
  readonly samples: readonly GivenSample[];
  /** Where samples are files without a header: their bytes, and what the recipe reads them as. */
  readonly files?: { readonly stated: 'float32' | 'uint8'; readonly bytes: readonly SampleBytes[] };
}

export interface Examination {
  /** The float model as it was imported, without what the recipe adds. */
  readonly graph: Graph;
  readonly patient: Patient;
  /** What the other inputs are fed with, by sample. */
  readonly others?: readonly ReadonlyMap<string, Tensor>[];
  readonly lanes: LanePool;
  /** The class of every sample, where it is known and the net is a classifier. */
  readonly labels?: readonly number[];
  /**
   * Whether only suspects are tried that something speaks for before the net has run: samples, recipe, or a first layer
   * whose outputs are very large. For those who have little time.
   */
  readonly brief?: boolean;
  /** Samples that the net is run with, the first of them; 4 unless told. */
  readonly runs?: number;
  /** Counts runs of the net. */
  readonly progress?: (done: number, total: number) => void;
}

/** A mistake with what speaks for it. */
export interface Finding {
  readonly mistake: Mistake;
  /** What speaks for it altogether: `ALARM` and more is told. */
  readonly evidence: number;
  /** Of that: by how much the net takes the samples better once it is undone. */
  readonly gain: number;
  readonly why: readonly string[];
  readonly cure: Suspect['cure'];
  /** How samples are fed once it is undone. */
  readonly undone?: Suspect['undone'];
}

export interface Diagnosis {
  readonly range: SampleRange;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** The best finding's evidence minus that of the next other mistake, or minus 0. */
  readonly margin: number;
  /** How the net takes the samples as they are given; undefined where it was not run or tells nothing. */
  readonly asGiven?: Evidence;
  /** How often it was run. */
  readonly runs: number;
}

/**
 * Ranks what may have gone wrong between the samples of an input and its net, by the samples, the recipe, and what the
 * float net makes of them as they are given and with each mistake undone. Nothing is changed.
 */
export async function diagnose(examination: Examination): Promise<Diagnosis> {
  const { patient, brief = false } = examination;
  const { input, samples, files } = patient;
  const range = sampleRange(samples);
  const misread = files && elementMistake(files.bytes, files.stated, input.shape);
  if (misread) {
    const { mistake, prior: evidence, why, cure } = misread;
    return { range, findings: [{ mistake, evidence, gain: 0, why, cure }], margin: evidence, runs: 0 };
  }
  const lie = lieOfPlanes(samples, input);
  const lean = range.kind === 'bytes' ? colourLean(samples, input) : undefined;
  const suspected = suspects(input, {
    range,
    ...(lie === undefined ? {} : { lie }),
    ...(lean === undefined ? {} : { lean }),
  });
  // What a net says of colours shows on many samples alone.
  const all = brief
    ? suspected.filter(({ mistake, prior }) => mistake !== 'channels-swapped' || prior >= BRIEF_PRIOR)
    : suspected;
  const least = brief ? ((await wideAtFirst(examination, all)) ? 0 : BRIEF_PRIOR) : LEAST_PRIOR;
  const tried = all.filter(({ prior, undone }) => undone && prior >= least);
  if (tried.length === 0) return { range, findings: [], margin: 0, runs: 0 };
  const { evidence, runs } = await evidences(examination, [asGiven(input), ...tried.map(({ undone }) => undone!)]);
  const [given] = evidence;
  const findings = tried.map((suspect, i): Finding => {
    const gain = gainOf(suspect.mistake, evidence[i + 1], given);
    const { mistake, why, cure, prior, undone } = suspect;
    return { mistake, evidence: prior + gain, gain, why, cure, ...(undone ? { undone } : {}) };
  });
  const ranked = bestOfEach(findings);
  const margin = ranked[0].evidence - Math.max(0, ranked[1]?.evidence ?? 0);
  return { range, findings: ranked, margin, ...(given ? { asGiven: given } : {}), runs };
}

/** Where a suspect asks for it: whether the first layer makes values as large as those of nets that want smaller. */
async function wideAtFirst(examination: Examination, all: readonly Suspect[]): Promise<boolean> {
  if (!all.some(({ prior }) => prior >= 0 && prior < BRIEF_PRIOR)) return false;
  const { patient } = examination;
  const { evidence } = await evidences({ ...examination, runs: 1 }, [asGiven(patient.input)], firstLayer);
  return (evidence[0]?.spread ?? -Infinity) > WIDE_SPREAD;
}

function gainOf(mistake: Mistake, undone: Evidence | undefined, given: Evidence | undefined): number {
  if (!undone || !given) return 0;
  const gain = fitness(undone) - fitness(given);
  return mistake === 'channels-swapped' && given.likelihood === undefined
    ? Math.min(Math.max(gain, -1), 1) + surer(undone, given)
    : gain;
}

/** By evidence, the strongest of every mistake. */
function bestOfEach(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort((a, b) => b.evidence - a.evidence);
  return sorted.filter(({ mistake }, i) => sorted.findIndex((each) => each.mistake === mistake) === i);
}

async function evidences(
  { graph, patient: { input, samples }, others, labels = [], lanes, runs = 4, progress }: Examination,
  feedings: readonly Feeding[],
  make: (graph: Graph) => StatisticsModel = statisticsModel,
): Promise<{ readonly evidence: readonly (Evidence | undefined)[]; readonly runs: number }> {
  const model = make(graph);
  if (model.sites.length === 0) return { evidence: feedings.map(() => undefined), runs: 0 };
  const wanted = [...model.sites.flatMap(({ outputs }) => outputs), ...model.scores.map(({ name }) => name)];
  const taken = samples.slice(0, runs);
  const session = await lanes.open(model.bytes, { optimise: true });
  let done = 0;
  try {
    const answers = await Promise.all(
      feedings.map((feeding) =>
        Promise.all(
          taken.map(async (sample, i) => {
            const answer = await runOnce(session, input, sample, feeding, wanted, others?.[i]);
            done++;
            progress?.(done, feedings.length * taken.length);
            return answer;
          }),
        ),
      ),
    );
    return { evidence: answers.map((each) => evidenceOf(model, each, labels)), runs: done };
  } finally {
    await session.close();
  }
}

/** The tensor that the net is fed with is made when a lane is free, so that few are there at once. */
function runOnce(
  session: PooledSession,
  input: GivenInput,
  sample: GivenSample,
  feeding: Feeding,
  wanted: readonly string[],
  others: ReadonlyMap<string, Tensor> = new Map(),
): Promise<ReadonlyMap<string, Tensor>> {
  return session.use((lane) => lane.run(new Map([...others, [input.name, fed(sample, input, feeding)]]), wanted));
}
