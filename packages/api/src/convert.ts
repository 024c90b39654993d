import { type Effort, type FastPerfRequest, type MakertbinResult, fastPerf, makertbin } from '@openbpu/pipeline';
import { type Log, TOLD, type ToldOptions, many, told, whatIsGiven } from './job';
import { MODEL, type ModelOptions, modelSource, modelType } from './model-options';
import type { Optional, Spelt } from './option-types';
import { type OptionKinds, type Read, readOptions } from './read-options';

/** What both kinds of conversion take. */
interface Common extends ToldOptions {
  /** Passes to leave out, by name. */
  readonly skip_pass?: Optional<string | readonly string[]>;
  /** Whether what an earlier run in the same working folder found may be taken; so if absent. */
  readonly cache?: Optional<boolean>;
  /** Is told what a conversion prints: its tables, line by line or many at once. */
  readonly on_log?: Optional<Log>;
}

export interface ConvertOptions extends Common {
  /** The recipe, a YAML file. Its paths start at its folder. */
  readonly config: string;
  readonly model_type: 'caffe' | 'onnx';
  /** A folder for what was learned, as a model, a recipe and samples for the reference toolchain; none if absent. */
  readonly handoff?: Optional<string>;
  /** How far `calibration_type: default` goes: 0, 1 or 2, each longer than the one before; 1 if absent. */
  readonly effort?: Optional<Effort>;
}

export interface FastPerfOptions extends Common, ModelOptions {
  readonly march: string;
  /** Where to save the recipe that is assumed; nowhere if absent. */
  readonly save_recipe?: Optional<string>;
}

const COMMON = { ...TOLD, skip_pass: 'names', cache: 'truth', on_log: 'function' } as const satisfies OptionKinds;

/**
 * Converts a model as a recipe says, as `hb_mapper makertbin` does: all files appear in its working folder, or none.
 * Gives the record of the run, and where the files lie. Throws DiagnosticError for what the caller can mend.
 */
export async function convert(given: Spelt<ConvertOptions>): Promise<MakertbinResult> {
  const kinds = { ...COMMON, config: 'text', model_type: 'text', handoff: 'text', effort: 'effort' } as const;
  const options = readOptions<ConvertOptions>('convert', given, kinds, ['config', 'model_type']);
  const request = {
    ...common(options),
    config: options.config ?? '',
    modelType: modelType('convert', options),
    ...whatIsGiven({ handoff: options.handoff, effort: options.effort }),
  };
  return told(options, (events) => makertbin(request, events), options.on_log);
}

/**
 * Converts a model without a recipe, to judge speed by, as `hb_mapper makertbin --fast-perf` does. Throws
 * DiagnosticError for what the caller can mend.
 */
export async function convertFast(given: Spelt<FastPerfOptions>): Promise<MakertbinResult> {
  const kinds = { ...COMMON, ...MODEL, march: 'text', save_recipe: 'text' } as const;
  const options = readOptions<FastPerfOptions>('convert_fast', given, kinds, ['model', 'march']);
  const request: FastPerfRequest = {
    ...common(options),
    march: options.march ?? '',
    source: modelSource('convert_fast', options),
    ...whatIsGiven({ saveRecipe: options.save_recipe }),
  };
  return told(options, (events) => fastPerf(request, events), options.on_log);
}

function common({ threads, signal, cache, skip_pass: skipped }: Read<Common>) {
  return whatIsGiven({ threads, signal, cache, skipPasses: many(skipped) });
}
