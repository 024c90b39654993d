import { nearest } from '@openbpu/diagnostics';
import type { LayerRule } from './layer-rule';

/** Why a type that Caffe knows cannot be converted, and what to do. */
const HINTS: readonly { readonly types: RegExp; readonly hint: string }[] = [
  {
    types: /^(?:Data|ImageData|MemoryData|HDF5Data|WindowData|DummyData|AnnotatedData|Python)$/,
    hint: 'a deploy network takes its picture from an Input layer: replace this layer by one',
  },
  { types: /^SoftmaxWithLoss$/, hint: 'this layer belongs to training: remove it, or replace it by a Softmax layer' },
  {
    types: /^(?:Accuracy|.*Loss|.*LossLayer|HDF5Output|DetectionEvaluate)$/,
    hint: 'this layer belongs to training or evaluation: remove it from the prototxt',
  },
];

/** The rules of a list by type name. Throws when two rules answer to one name. */
export function ruleTable(rules: readonly LayerRule[]): ReadonlyMap<string, LayerRule> {
  const table = new Map(rules.flatMap((rule) => rule.types.map((type) => [type, rule] as const)));
  if (table.size !== rules.reduce((sum, rule) => sum + rule.types.length, 0))
    throw new Error('two layer rules answer to one type');
  return table;
}

/** What to tell the user of a type without a rule: what it is for, or the type they may have meant. */
export function hintFor(type: string, known: Iterable<string>): string {
  const hint = HINTS.find(({ types }) => types.test(type))?.hint;
  if (hint !== undefined) return hint;
  const like = nearest(type, known);
  return like === undefined ? 'replace the layer by supported ones, or remove it' : `did you mean ${like}?`;
}
