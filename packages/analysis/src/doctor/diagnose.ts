import { colourLean } from './colour-lean';
import { type SampleBytes, elementMistake } from './element-mistake';
import type { Answers } from './certainty';
import { type Evidence, WIDE_SPREAD, evidenceOf, fitness } from './evidence';
import { type GivenInput, type GivenSample, asGiven } from './feeding';
import { lieOfPlanes } from './lie-of-planes';
import type { Mistake, Suspect } from './mistake';
import { type NetRun, type NetRuns, type Run, withNetRuns } from './net-runs';
import { LEAST_PAIRS, preference, takenOf } from './preference';
import { type SampleRange, sampleRange } from './sample-range';
import { type StatisticsModel, firstLayer } from './statistics-model';
import { suspects } from './suspects';

/** How much the evidence for a mistake must be for it to be told. */
export const ALARM = 3;

/** Suspects of less than that are not tried: nothing that a net says makes up for it. */
const LEAST_PRIOR = -3;

/** What a net says of colours is little in each picture. */
const COLOUR_SAMPLES = 64;

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

export interface Examination extends NetRun {
  readonly patient: Patient;
  /** The class of every sample, where it is known and the net is a classifier. */
  readonly labels?: readonly number[];
  /**
   * Whether only suspects are tried that something speaks for before the net has run: samples, recipe, or a first layer
   * whose outputs are very large. For those who have little time.
   */
  readonly brief?: boolean;
  /** Samples that the net is run with, the first of them; 4 unless told. For colours 64 are taken, or all of fewer. */
  readonly runs?: number;
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
  // What a net says of colours takes many runs.
  const all = brief
    ? suspected.filter(({ mistake, prior }) => mistake !== 'channels-swapped' || prior >= BRIEF_PRIOR)
    : suspected;
  const least = brief ? ((await wideAtFirst(examination, all)) ? 0 : BRIEF_PRIOR) : LEAST_PRIOR;
  const tried = all.filter(({ prior, undone }) => undone && prior >= least);
  if (tried.length === 0) return { range, findings: [], margin: 0, runs: 0 };
  const looked = await withNetRuns(examination, (net) => judged(net, examination, tried));
  const findings = tried.map(({ mistake, why, cure, prior, undone }, i): Finding => {
    const gain = looked?.gains[i] ?? 0;
    return { mistake, evidence: prior + gain, gain, why, cure, ...(undone ? { undone } : {}) };
  });
  const ranked = bestOfEach(findings);
  const margin = ranked[0].evidence - Math.max(0, ranked[1]?.evidence ?? 0);
  return { range, findings: ranked, margin, ...looked?.given, runs: looked?.runs ?? 0 };
}

/** What the net says of each suspect, on a few samples; of colours on many, unless something else is wrong. */
async function judged(
  net: NetRuns,
  { patient: { input, samples }, labels = [], runs = 4 }: Examination,
  tried: readonly Suspect[],
) {
  const { model } = net;
  const feedings = [asGiven(input), ...tried.map(({ undone }) => undone!)];
  const few = await net.run(feedings, 0, runs);
  const [given, ...undone] = few.map((each) => evidenceOf(model, answersOf(each), labels));
  const gains = undone.map((each) => gainOf(each, given));
  const colours = tried.findIndex(({ mistake }) => mistake === 'channels-swapped');
  if (colours >= 0) {
    // Where something else is wrong, or of too few pictures, nothing is to be learnt of more.
    const enough =
      samples.length < LEAST_PAIRS || tried.some(({ prior }, i) => i !== colours && prior + gains[i] >= ALARM);
    const pair = [0, colours + 1];
    const more = await net.run(
      pair.map((i) => feedings[i]),
      runs,
      enough ? runs : Math.min(samples.length, COLOUR_SAMPLES),
    );
    const both = pair.map((i, at) => [...few[i], ...more[at]]);
    gains[colours] = colourGain(model, both, labels);
  }
  return { gains, runs: net.count, given: given ? { asGiven: given } : {} };
}

/** Where a suspect asks for it: whether the first layer makes values as large as those of nets that want smaller. */
async function wideAtFirst(examination: Examination, all: readonly Suspect[]): Promise<boolean> {
  if (!all.some(({ prior }) => prior >= 0 && prior < BRIEF_PRIOR)) return false;
  const { patient } = examination;
  const spread = await withNetRuns(
    examination,
    async (net) => {
      const [runs] = await net.run([asGiven(patient.input)], 0, 1);
      return evidenceOf(net.model, answersOf(runs))?.spread;
    },
    firstLayer,
  );
  return (spread ?? -Infinity) > WIDE_SPREAD;
}

function gainOf(undone: Evidence | undefined, given: Evidence | undefined): number {
  return undone && given ? fitness(undone) - fitness(given) : 0;
}

/** What the net says of colours: which order it takes rather, unless labels, where they are known, contradict. */
function colourGain(model: StatisticsModel, [given, undone]: readonly (readonly Run[])[], labels: readonly number[]) {
  const rather = preference(takenOf(model, undone), takenOf(model, given));
  const [than, of] = [given, undone].map((runs) => evidenceOf(model, answersOf(runs), labels)?.likelihood);
  if (of === undefined || than === undefined) return rather;
  return 2 * (of - than) + ((of - than) * rather > 0 ? rather : 0);
}

function answersOf(runs: readonly Run[]): Answers[] {
  return runs.map(({ answers }) => answers);
}

/** By evidence, the strongest of every mistake. */
function bestOfEach(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort((a, b) => b.evidence - a.evidence);
  return sorted.filter(({ mistake }, i) => sorted.findIndex((each) => each.mistake === mistake) === i);
}
