import {
  type ArtifactContent,
  type ArtifactDeleted,
  type ArtifactHeader,
  type ArtifactInput,
  type ArtifactOutput,
  type ArtifactStep,
  type ArtifactTensor,
  tensorOf,
} from '@openbpu/artifact';
import { type Diagnostic, type Sink, nearest } from '@openbpu/diagnostics';
import { PIPELINE } from '../catalogue';

/** What to delete: first by type, again and again until nothing more can go; then by name, each once, in order. */
export interface RemovalRequest {
  readonly types: readonly string[];
  readonly names: readonly string[];
}

export interface Removal {
  readonly content: ArtifactContent;
  readonly deleted: readonly ArtifactDeleted[];
}

/** Conversions that may go from each side: the rest would leave an input nobody can feed. */
const SIDE_TYPES = {
  input: new Set(['Quantize', 'Transpose']),
  output: new Set(['Transpose', 'Dequantize', 'Cast', 'Reshape', 'Softmax']),
} as const;

/**
 * Deletes nodes at the edge of a `.bin`, one after the other; each must stand at an input or output of the model at
 * that moment. The tensor behind a deleted node takes its place as input or output, under the name that programs use
 * already. What cannot be deleted stays, with a warning.
 */
export function removeNodes({ header, sections }: ArtifactContent, request: RemovalRequest, sink: Sink): Removal {
  const deleted: ArtifactDeleted[] = [];
  let current = header;
  const remove = (step: ArtifactStep, side: 'input' | 'output') => {
    const [from, to] = [step.inputs[0], step.outputs[0]];
    const port =
      side === 'input'
        ? current.inputs.find((input) => tensorOf(input) === from)!
        : current.outputs.find((output) => tensorOf(output) === to)!;
    deleted.push({
      name: step.name,
      type: removableType(step),
      side,
      from: describe(from, current),
      to: describe(to, current),
      port: port.name,
      ...quantOfNode(step, current),
    });
    current = side === 'input' ? withoutInput(current, step) : withoutOutput(current, step);
  };
  const ofType = (type: string) => current.steps.filter((each) => each.removable && removableType(each) === type);
  for (let before = -1; before < deleted.length;) {
    before = deleted.length;
    for (const type of request.types)
      for (const step of ofType(type)) {
        const place = placeOf(step, current);
        if ('side' in place) remove(step, place.side);
      }
  }
  for (const step of [...new Set(request.types)].flatMap(ofType)) sink.report(kept(step, current, 'remove_node_type'));
  for (const name of request.names) {
    const step = current.steps.find((each) => each.name === name);
    if (step === undefined) {
      const inside = current.steps.some((each) => nodesOf(each).includes(name));
      sink.report(
        inside
          ? PIPELINE.notRemoved({ node: name, reason: 'it runs on the BPU' }, at('remove_node_name'))
          : unknown(name, current, deleted),
      );
      continue;
    }
    const place = step.removable ? placeOf(step, current) : undefined;
    if (place !== undefined && 'side' in place) remove(step, place.side);
    else sink.report(kept(step, current, 'remove_node_name'));
  }
  return {
    content: {
      header: {
        ...prune(current),
        deletedNodes: [...header.deletedNodes, ...deleted.map(({ name }) => name)],
        ...(deleted.length > 0 ? { deleted: [...(header.deleted ?? []), ...deleted] } : {}),
      },
      sections: sectionsOf(header, current, sections),
    },
    deleted,
  };
}

/** `HzQuantize` as `Quantize`: the names that recipes use. */
function removableType({ op }: ArtifactStep): string {
  return op.replace(/^Hz/, '');
}

/** Where a step stands, or why it cannot be deleted there. */
function placeOf(
  step: ArtifactStep,
  { inputs, outputs, steps }: ArtifactHeader,
): { readonly side: 'input' | 'output' } | { readonly reason: string } {
  const [from, to] = [step.inputs[0], step.outputs[0]];
  if (step.inputs.length !== 1 || step.outputs.length !== 1) return { reason: 'it joins or splits tensors' };
  const readers = (tensor: string) => steps.filter((each) => each.inputs.includes(tensor));
  const isInput = inputs.some((input) => tensorOf(input) === from);
  const isOutput = outputs.some((output) => tensorOf(output) === to);
  const type = removableType(step);
  if (isInput && isOutput) return { reason: 'nothing would be left between the input and the output' };
  if (isOutput) {
    if (!SIDE_TYPES.output.has(type)) return { reason: `a ${type} node at an output stays` };
    if (readers(to).length > 0) return { reason: `"${to}" is read by "${readers(to)[0].name}" too` };
    if (outputs.some((output) => tensorOf(output) === from)) return { reason: `"${from}" is an output already` };
    return { side: 'output' };
  }
  if (!isInput)
    return {
      reason:
        'it does not stand at the input or output of the model at that moment, ' +
        `"${(readers(to)[0] ?? step).name}" stands behind it`,
    };
  if (!SIDE_TYPES.input.has(type)) return { reason: `a ${type} node at an input stays` };
  if (readers(from).length > 1 || outputs.some((output) => tensorOf(output) === from))
    return { reason: `its input "${from}" is read by other nodes too` };
  return { side: 'input' };
}

function kept(step: ArtifactStep, header: ArtifactHeader, key: string): Diagnostic {
  if (!step.removable)
    return PIPELINE.notRemoved(
      { node: step.name, reason: `it is a ${removableType(step)} node inside the model` },
      at(key),
    );
  const place = placeOf(step, header);
  return PIPELINE.notRemoved(
    { node: step.name, reason: 'reason' in place ? place.reason : 'it was not asked for' },
    at(key),
  );
}

function unknown(name: string, { steps }: ArtifactHeader, deleted: readonly ArtifactDeleted[]): Diagnostic {
  if (deleted.some((node) => node.name === name))
    return PIPELINE.notRemoved({ node: name, reason: 'it is removed already' }, at('remove_node_name'));
  const removable = steps.filter((step) => step.removable).map((step) => step.name);
  return PIPELINE.notRemovable({ node: name, removable, ...suggestion(name, removable) }, at('remove_node_name'));
}

function suggestion(name: string, known: readonly string[]): { nearest?: string } {
  const like = nearest(name, known);
  return like === undefined ? {} : { nearest: like };
}

function nodesOf({ attrs }: ArtifactStep): readonly unknown[] {
  return Array.isArray(attrs?.nodes) ? attrs.nodes : [];
}

function withoutInput(header: ArtifactHeader, step: ArtifactStep): ArtifactHeader {
  const inputs = header.inputs.map((input): ArtifactInput => {
    if (tensorOf(input) !== step.inputs[0]) return input;
    const { dtype, shape, layout, ...quant } = header.tensors[step.outputs[0]];
    const integers = input.typeRt === 'featuremap' ? { dtype, ...(quant.scale ? { quant } : {}) } : {};
    return { ...input, tensor: step.outputs[0], shape, layout, ...integers };
  });
  return { ...header, inputs, steps: header.steps.filter((each) => each !== step) };
}

function withoutOutput(header: ArtifactHeader, step: ArtifactStep): ArtifactHeader {
  const outputs = header.outputs.map((output): ArtifactOutput => {
    if (tensorOf(output) !== step.outputs[0]) return output;
    return { name: output.name, tensor: step.inputs[0], ...header.tensors[step.inputs[0]] };
  });
  return { ...header, outputs, steps: header.steps.filter((each) => each !== step) };
}

/** How the integers of a Quantize or Dequantize stand for real numbers; their zero is stated even where it is 0. */
function quantOfNode(step: ArtifactStep, { tensors }: ArtifactHeader): Pick<ArtifactTensor, 'scale' | 'axis' | 'zero'> {
  const type = removableType(step);
  if (type !== 'Quantize' && type !== 'Dequantize') return {};
  const { scale, axis, zero } = tensors[type === 'Quantize' ? step.outputs[0] : step.inputs[0]];
  if (scale === undefined) return {};
  return { scale, ...(axis === undefined ? {} : { axis }), zero: zero ?? scale.map(() => 0) };
}

function prune(header: ArtifactHeader): ArtifactHeader {
  const used = new Set(
    [...header.inputs, ...header.outputs]
      .map(tensorOf)
      .concat(header.steps.flatMap((step) => [...step.inputs, ...step.outputs])),
  );
  return { ...header, tensors: Object.fromEntries(Object.entries(header.tensors).filter(([name]) => used.has(name))) };
}

/** Without those that only removed steps were made of. */
function sectionsOf(
  before: ArtifactHeader,
  after: ArtifactHeader,
  sections: ReadonlyMap<string, Uint8Array>,
): Map<string, Uint8Array> {
  const used = ({ steps }: ArtifactHeader) => new Set(steps.flatMap((step) => step.sections));
  const [then, now] = [used(before), used(after)];
  return new Map([...sections].filter(([name]) => now.has(name) || !then.has(name)));
}

function describe(tensor: string, { tensors }: ArtifactHeader): string {
  const { dtype, shape, layout }: ArtifactTensor = tensors[tensor];
  return `${tensor} ${dtype}[${shape.join('x')}]${layout === 'none' ? '' : ` ${layout}`}`;
}

function at(key: string) {
  return { name: key };
}
