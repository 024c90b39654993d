import { type TuneRequest, type TuneResult, tune as tuned } from '@openbpu/pipeline';
import { type Log, TOLD, type ToldOptions, many, told, whatIsGiven } from './job';
import { modelType } from './model-options';
import type { Optional, Spelt } from './option-types';
import { readOptions } from './read-options';

export interface TuneOptions extends ToldOptions {
  /** The recipe, a YAML file. Its paths start at its folder. */
  readonly config: string;
  readonly model_type: 'caffe' | 'onnx';
  /** The cosine that every output is to reach. */
  readonly target_cosine?: Optional<number>;
  /** Milliseconds that an inference may take. */
  readonly max_ms?: Optional<number>;
  /** How many in 100 pictures fewer may be right than with the float model; needs `labels`. */
  readonly max_drop?: Optional<number>;
  /** A file of lines `<name of sample> <class>`. */
  readonly labels?: Optional<string>;
  /** How many samples are held back from calibration; a quarter, 4 to 32, if absent. */
  readonly samples?: Optional<number>;
  /** A folder for the files; `tune` in the working folder if absent. */
  readonly save_dir?: Optional<string>;
  readonly skip_pass?: Optional<string | readonly string[]>;
  /** Whether what an earlier run in the same working folder found may be taken; so if absent. */
  readonly cache?: Optional<boolean>;
  /** Is told what a tuning prints. */
  readonly on_log?: Optional<Log>;
}

/**
 * Finds the tensors that are worth 16 bits and writes the recipe, as `hb_mapper tune` does. Gives all points that were
 * measured, and where the files lie. Throws DiagnosticError for what the caller can mend.
 */
export async function tune(given: Spelt<TuneOptions>): Promise<TuneResult> {
  const kinds = {
    ...TOLD,
    config: 'text',
    model_type: 'text',
    target_cosine: 'real',
    max_ms: 'real',
    max_drop: 'real',
    labels: 'text',
    samples: 'count',
    save_dir: 'text',
    skip_pass: 'names',
    cache: 'truth',
    on_log: 'function',
  } as const;
  const options = readOptions<TuneOptions>('tune', given, kinds, ['config', 'model_type']);
  const { threads, signal, cache, labels, samples } = options;
  const request: TuneRequest = {
    config: options.config ?? '',
    modelType: modelType('tune', options),
    ...whatIsGiven({ threads, signal, cache, labels, samples, skipPasses: many(options.skip_pass) }),
    ...whatIsGiven({ targetCosine: options.target_cosine, maxMs: options.max_ms, maxDrop: options.max_drop }),
    ...whatIsGiven({ saveDir: options.save_dir }),
  };
  return told(options, (events) => tuned(request, events), options.on_log);
}
