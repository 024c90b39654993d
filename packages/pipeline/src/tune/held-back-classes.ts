import { type Sink, fail } from '@openbpu/diagnostics';
import type { GraphView } from '@openbpu/ir';
import type { SampleRef } from '@openbpu/runtime';
import { isFloat, sizeOf } from '@openbpu/tensor';
import { checkLabels, readLabels } from '@openbpu/vision';
import { PIPELINE } from '../catalogue';
import { labelsFor } from '../debug/labels-for';

/** What classes are asked for. */
export interface LabelRequest {
  /** Lines `<name> <class>`. */
  readonly labels: string;
  /** Points of top-1 that a goal allows. */
  readonly maxDrop?: number;
}

/**
 * The class of every sample, or −1. Warns of a drop that so many pictures cannot tell. Throws DiagnosticError for a
 * file that names none of them, and for a model whose first output is no list of scores.
 */
export function heldBackClasses(
  samples: readonly SampleRef[],
  graph: GraphView,
  { labels: file, maxDrop }: LabelRequest,
  sink: Sink,
): readonly number[] {
  const useless = (problem: string) => fail(PIPELINE.labelsMissed({ file, problem }, { name: '--labels', file }));
  const [first] = graph.outputs;
  const { dtype, shape } = graph.value(first).type;
  if (!isFloat(dtype) || shape.filter((size) => size > 1).length !== 1)
    return useless(`"${first}" is no list of scores of classes`);
  const labels = readLabels(file);
  checkLabels(labels, sizeOf(shape), file);
  const classes = labelsFor(samples, labels);
  const count = classes.filter((label) => label >= 0).length;
  if (count === 0) return useless(`it names none of the ${samples.length} samples that are held back`);
  const reach = 100 / count;
  if (maxDrop !== undefined && maxDrop < reach)
    sink.report(PIPELINE.fewLabelled({ count, asked: maxDrop, reach }, { name: '--max-drop' }));
  return classes;
}
