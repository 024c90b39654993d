import { dirname, resolve } from 'node:path';
import { ALARM, type Diagnosis, MISTAKES, type PictureFlaws } from '@openbpu/analysis';
import { parseRecipe } from '@openbpu/config';
import type { Diagnostic } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { readLabels } from '@openbpu/vision';
import { loadCustomOps, modulesOf } from '../custom/load-custom-ops';
import { JobEvents } from '../events';
import { HEAD } from '../head';
import { telling } from '../instruments';
import { type JobOptions, conversionJob, createJob, endJob, useCustomOps } from '../job';
import { pictured } from '../stages/pictured';
import { calibrationSamples } from '../stages/samples';
import { warnOfFewSamples } from '../stages/warn-of-few-samples';
import { BACKENDS, SINK } from '../tokens';
import { examineSamples } from './examine-samples';
import { labelsFor } from './labels-for';
import { tellExamined } from './tell-examined';

export interface DoctorRequest extends JobOptions {
  /** The recipe. */
  readonly config: string;
  /** What the recipe names unless told: a Caffe model where it has a prototxt. */
  readonly modelType?: 'caffe' | 'onnx';
  /** Samples that are looked at; 64 unless told. */
  readonly samples?: number;
  /** Of those, how many the net is run with; 8 unless told. For colours it is run with all of them. */
  readonly runs?: number;
  /** Lines `<name> <class>`, where names are those of the samples, whatever they end in. */
  readonly labels?: string;
}

/** A suspect as it is told. */
export interface DoctorSuspect {
  readonly mistake: string;
  readonly words: string;
  readonly evidence: number;
  /** Of the evidence, what the net has to say. */
  readonly gain: number;
  readonly why: readonly string[];
  readonly cure: { readonly key: string; readonly value?: string; readonly advice?: string };
}

/** What is told of one input. */
export interface DoctorInput {
  readonly input: string;
  /** Whether something is wrong: the first suspect's evidence is an alarm. */
  readonly alarm: boolean;
  readonly range: readonly [low: number, high: number];
  readonly kind: Diagnosis['range']['kind'];
  readonly suspects: readonly DoctorSuspect[];
  /** The evidence of the first suspect less that of the next one, or than nothing being wrong. */
  readonly margin: number;
  readonly flaws: PictureFlaws;
  /** How often the net was run. */
  readonly runs: number;
}

export interface DoctorReport {
  readonly config: string;
  readonly samples: number;
  readonly looked: number;
  readonly threshold: number;
  readonly inputs: readonly DoctorInput[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Looks for mistakes between the calibration samples of a recipe and its net: what the samples are, what the recipe
 * makes of them, and what the float net makes of that, as it is and with each mistake undone. Writes and changes
 * nothing. Throws DiagnosticError for a recipe, model or samples that cannot be read.
 */
export async function doctor(
  { config, modelType, samples: looked = 64, runs = 8, labels, ...options }: DoctorRequest,
  events = new JobEvents(),
): Promise<DoctorReport> {
  const container = createJob(events, options);
  try {
    const backends = container.resolve(BACKENDS);
    const sink = container.resolve(SINK);
    const text = new TextDecoder().decode(readUserFile(config, FILE_KINDS.recipe));
    const recipe = parseRecipe(text, {
      file: config,
      modelType: modelType ?? modelTypeIn(text),
      marches: backends.map(({ march }) => march),
      marchRules: (march) => backends.find((backend) => backend.march === march)?.recipe,
      sink,
    });
    const baseFolder = dirname(resolve(config));
    useCustomOps(container, await loadCustomOps(modulesOf(recipe, baseFolder)));
    const job = conversionJob(container, recipe, baseFolder, options);
    const { imported, inputs } = await HEAD.until('dress').run(job, [telling(events)], options.signal);
    const samples = await calibrationSamples(pictured(inputs, recipe), baseFolder, sink);
    warnOfFewSamples(samples, sink);
    const known = labels === undefined ? undefined : labelsFor(samples, readLabels(labels));
    const choice = { looked, runs, ...(known ? { labels: known } : {}) };
    const examined = await events.stage('examine', () =>
      examineSamples({ imported, inputs, samples, lanes: job.lanes }, choice, (what, done, total) =>
        events.progress(what, done, total),
      ),
    );
    for (const each of examined) tellExamined(each, sink);
    return {
      config,
      samples: samples.length,
      looked: Math.min(looked, samples.length),
      threshold: ALARM,
      inputs: examined.map(({ input, diagnosis: { range, findings, margin, runs }, flaws }) => ({
        input,
        alarm: (findings[0]?.evidence ?? 0) >= ALARM,
        range: [range.low, range.high],
        kind: range.kind,
        suspects: findings.map(({ undone: _, ...finding }) => ({ ...finding, words: MISTAKES[finding.mistake] })),
        margin,
        flaws,
        runs,
      })),
      diagnostics: sink.diagnostics,
    };
  } finally {
    await endJob(container);
  }
}

/** The kind of model that the text of a recipe names. */
export function modelTypeIn(text: string): 'caffe' | 'onnx' {
  return /^\s*['"]?(?:prototxt|caffe_model)['"]?\s*:/m.test(text) ? 'caffe' : 'onnx';
}
