import { checker, fixed, priceOf } from '@openbpu/pipeline';
import { type Log, TOLD, type ToldOptions, many, told, whatIsGiven } from './job';
import { MODEL, type ModelOptions, modelSource } from './model-options';
import type { Optional, Spelt } from './option-types';
import { readOptions } from './read-options';

export interface CheckOptions extends ToldOptions, ModelOptions {
  readonly march: string;
  /** Nodes, or operators, that are cut off with all that depends on them. */
  readonly cut?: Optional<string | readonly string[]>;
  /** Whether the model is compiled, to tell what an inference takes; not if absent. */
  readonly price?: Optional<boolean>;
  /** Where to write the repaired model; nowhere if absent. */
  readonly fix?: Optional<string>;
  readonly skip_pass?: Optional<string | readonly string[]>;
  /** Modules of custom operators, from the current folder. */
  readonly custom_ops?: Optional<string | readonly string[]>;
  /** Is told what the checker prints: its tables. */
  readonly on_log?: Optional<Log>;
}

/**
 * Tells where every node of a model would run, why, and what it costs, as `hb_mapper checker` does. Gives the record:
 * `nodes`, `check`, `performance` where `price` is asked. Throws DiagnosticError for what the caller can mend.
 */
export async function check(given: Spelt<CheckOptions>) {
  const kinds = {
    ...TOLD,
    ...MODEL,
    march: 'text',
    cut: 'names',
    price: 'truth',
    fix: 'text',
    skip_pass: 'names',
    custom_ops: 'names',
    on_log: 'function',
  } as const;
  const options = readOptions<CheckOptions>('check', given, kinds, ['model', 'march']);
  const { march = '', fix, threads, signal } = options;
  const source = { ...modelSource('check', options), ...whatIsGiven({ cutNodes: many(options.cut) }) };
  const request = {
    march,
    source,
    ...whatIsGiven({ threads, signal, skipPasses: many(options.skip_pass), customOps: many(options.custom_ops) }),
    ...(options.price === true ? { price: priceOf } : {}),
    ...(fix === undefined ? {} : { fix: { path: fix, repair: fixed } }),
  };
  return told(options, (events) => checker(request, events), options.on_log);
}
