import { type ArtifactHeader, type ArtifactStep, type ArtifactTensor, tensorOf } from '@openbpu/artifact';
import type { MachineFeatures } from '@openbpu/machine';
import { isFloat } from '@openbpu/tensor';
import type { BoardModel } from '../model/open-model';
import { type RowTime, rowTime, timeOf } from './predict';
import { timedStep } from './predict-model';

/** One step of a model, as profiles and pictures name it. */
export interface Row extends RowTime {
  /** `BPU_<subgraph>`, `<OpType>_<node>`, `Preprocess`, `<subgraph>_input_layout_convert` and the like; each once. */
  readonly name: string;
  /** The step of the `.bin`. */
  readonly step: string;
}

/** The part of a header that rows have their names from. */
export interface NamedSteps extends Pick<ArtifactHeader, 'steps'> {
  readonly inputs: readonly Pick<ArtifactHeader['inputs'][number], 'name' | 'tensor'>[];
  readonly tensors: Readonly<Record<string, Pick<ArtifactTensor, 'dtype'>>>;
}

/** What a model does in an inference. */
export interface Rows {
  /** In the order of execution. */
  readonly rows: readonly Row[];
  /** The constant of an inference: submitting it, and being told that it is done. */
  readonly inferenceUs: number;
  /** All rows, one behind the other, and the constant: what `predictModel` gives. */
  readonly latencyUs: number;
}

/** A row for every step of a model, with the microseconds of the one clock. */
export function modelRows(
  { header, programs }: Pick<BoardModel, 'header' | 'programs'>,
  features: MachineFeatures,
): Rows {
  const names = rowNames(header);
  const rows = header.steps.map((step, i): Row => {
    const time = timeOf(timedStep(step, header, programs), features);
    return { name: names[i], step: step.name, ...rowTime(time, features) };
  });
  const inferenceUs = features.cpu.inferenceSeconds * 1e6;
  return { rows, inferenceUs, latencyUs: rows.reduce((sum, row) => sum + row.latencyUs, 0) + inferenceUs };
}

/**
 * The names of the rows of a model, one for each step. A segment is `BPU_<segment>`. A Transpose that reads an input of
 * the model is `Preprocess`; one of integers beside a segment is `<segment>_input_layout_convert` before it and
 * `<segment>_output_layout_convert` behind it: there the layout of memory changes and no number does. Every other node
 * is `<OpType>_<node>`, the type as recipes call it. A name that is taken already ends in `_1`, `_2` and so on.
 */
export function rowNames(header: NamedSteps): readonly string[] {
  const wanted = wantedNames(header);
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return wanted.map((name) => {
    let own = name;
    for (let i = next.get(name) ?? 1; taken.has(own); i++) {
      own = `${name}_${i}`;
      next.set(name, i + 1);
    }
    taken.add(own);
    return own;
  });
}

/** A node's type as recipes and profiles call it: `Dequantize` for HzDequantize. */
export function shownType({ op, edge }: Pick<ArtifactStep, 'op' | 'edge'>): string {
  return edge?.type ?? op.replace(/^Hz(?=[A-Z])/, '');
}

function wantedNames({ inputs, steps, tensors }: NamedSteps): readonly string[] {
  const fed = new Set(inputs.map(tensorOf));
  const segments = steps.filter(({ kind }) => kind === 'bpu');
  const writers = new Map(segments.flatMap(({ name, outputs }) => outputs.map((id) => [id, name] as const)));
  const readers = new Map(segments.toReversed().flatMap(({ name, inputs: read }) => read.map((id) => [id, name])));
  return steps.map((step) => {
    if (step.kind === 'bpu') return `BPU_${step.name}`;
    const type = shownType(step);
    const own = `${type}_${step.name}`;
    const [from] = step.inputs;
    const [to] = step.outputs;
    if (type !== 'Transpose' || from === undefined || to === undefined) return own;
    if (fed.has(from)) return 'Preprocess';
    if (isFloat(tensors[from].dtype)) return own;
    if (writers.has(from)) return `${writers.get(from)}_output_layout_convert`;
    return readers.has(to) ? `${readers.get(to)}_input_layout_convert` : own;
  });
}
