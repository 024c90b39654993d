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

/** What to delete: first by type, again and again until nothing more can go; then by name, each once, in order. */
export interface RemovalRequest {
  readonly types: readonly string[];
  readonly names: readonly string[];
}

/** A node that was asked for and cannot be deleted. */
export interface Kept {
  readonly node: string;
  /** Which part of the request named it. */
  readonly by: 'type' | 'name';
  /** Whether it stays, is gone already, or was never there. */
  readonly state: 'stays' | 'gone' | 'unknown';
  /** Why, as the end of a sentence. */
  readonly reason: string;
  /** Nodes that could go before it, after which it could: from the outside to the inside. */
  readonly first?: readonly { readonly name: string; readonly type: string }[];
}

export interface Removal {
  readonly content: ArtifactContent;
  readonly deleted: readonly ArtifactDeleted[];
  /** In the order they were asked for. */
  readonly kept: readonly Kept[];
}

/**
 * Deletes nodes at the edge of a `.bin`, one after the other; each must stand at an input or output of the model at
 * that moment. The tensor behind a deleted node takes its place as input or output, under the name that programs use
 * already. What cannot be deleted stays, and is told.
 */
export function removeNodes({ header, sections }: ArtifactContent, request: RemovalRequest): Removal {
  const deleted: ArtifactDeleted[] = [];
  const kept: Kept[] = [];
  let current = header;
  const remove = (step: ArtifactStep, { side, form }: AtEdge) => {
    deleted.push(...deletions(step, side, form, current));
    current = side === 'input' ? withoutInput(current, step) : withoutOutput(current, step);
  };
  const ofType = (type: string) => current.steps.filter((each) => each.removable && each.edge?.type === type);
  for (let before = -1; before < deleted.length;) {
    before = deleted.length;
    for (const type of request.types)
      for (const step of ofType(type)) {
        const place = placeOf(step, current);
        if ('side' in place) remove(step, place);
      }
  }
  for (const node of request.names) {
    const step = current.steps.find((each) => each.name === node);
    const place = step && placeOf(step, current);
    if (place && 'side' in place) remove(step, place);
    else if (place) kept.push({ node, by: 'name', state: 'stays', ...place, ...firstOf(step, current) });
    else kept.push({ node, by: 'name', ...absent(node, current, [...header.deletedNodes, ...deleted.map(nameOf)]) });
  }
  const ofTypes = [...new Set(request.types)].flatMap(ofType).flatMap((step): Kept[] => {
    const place = placeOf(step, current);
    if ('side' in place) return [];
    return [{ node: step.name, by: 'type', state: 'stays', ...place, ...firstOf(step, current) }];
  });
  return {
    content: {
      header: {
        ...prune(current),
        deletedNodes: [...header.deletedNodes, ...new Set(deleted.map(({ name }) => name))],
        ...(deleted.length > 0 ? { deleted: [...(header.deleted ?? []), ...deleted] } : {}),
      },
      sections: sectionsOf(header, current, sections),
    },
    deleted,
    kept: [...ofTypes, ...kept],
  };
}

/** What could go before a step so that it can go, were that asked for; nothing where something there has to stay. */
function firstOf(step: ArtifactStep, header: ArtifactHeader): Pick<Kept, 'first'> {
  const first: { name: string; type: string }[] = [];
  let current = header;
  for (let place = placeOf(step, current); 'reason' in place; place = placeOf(step, current)) {
    const outer = outermost(step, current);
    const at = outer && placeOf(outer, current);
    if (!at || 'reason' in at || at.side !== 'output') return {};
    first.push({ name: outer.name, type: at.form.type });
    current = withoutOutput(current, outer);
  }
  return first.length === 0 ? {} : { first };
}

/** The last of the steps that read one another behind a step. */
function outermost(step: ArtifactStep, { steps }: ArtifactHeader): ArtifactStep | undefined {
  const readerOf = ({ outputs: [tensor] }: ArtifactStep) => steps.find((each) => each.inputs.includes(tensor));
  let last = readerOf(step);
  for (let next = last; next; next = readerOf(next)) last = next;
  return last;
}

/** The nodes that can be deleted as a model is, in order. */
export function removableNodes(header: ArtifactHeader): readonly ArtifactStep[] {
  return header.steps.filter((step) => 'side' in placeOf(step, header));
}

/** Why there is nothing of that name to delete. */
function absent(node: string, { steps }: ArtifactHeader, gone: readonly string[]): Pick<Kept, 'state' | 'reason'> {
  const inside = steps.some(({ attrs }) => Array.isArray(attrs?.nodes) && attrs.nodes.includes(node));
  if (inside) return { state: 'stays', reason: 'it runs on the BPU' };
  if (gone.includes(node)) return { state: 'gone', reason: 'it is removed already' };
  return { state: 'unknown', reason: 'the model has no such node' };
}

function nameOf({ name }: Pick<ArtifactDeleted, 'name'>): string {
  return name;
}

type EdgeForm = NonNullable<ArtifactStep['edge']>;
type EdgeSide = NonNullable<ArtifactStep['side']>;

/** Where a node stands at the edge, and what it is there. */
interface AtEdge {
  readonly side: EdgeSide;
  readonly form: EdgeForm;
}

/** Why a step cannot be deleted. */
interface Stays {
  readonly reason: string;
}

/** Where a step stands, or why it cannot be deleted there. */
function placeOf(step: ArtifactStep, { inputs, outputs, steps }: ArtifactHeader): AtEdge | Stays {
  const form = step.edge;
  const type = form?.type ?? step.op;
  if (!step.removable) return { reason: `it is a ${type} node inside the model` };
  const [from, to] = [step.inputs[0], step.outputs[0]];
  if (step.inputs.length !== 1 || step.outputs.length !== 1) return { reason: 'it joins or splits tensors' };
  const readers = (tensor: string) => steps.filter((each) => each.inputs.includes(tensor));
  const isInput = inputs.some((input) => tensorOf(input) === from);
  const isOutput = outputs.some((output) => tensorOf(output) === to);
  if (isInput && isOutput) return { reason: 'nothing would be left between the input and the output' };
  if (!isInput && !isOutput)
    return {
      reason:
        'it does not stand at the input or output of the model at that moment, ' +
        `"${(readers(to)[0] ?? step).name}" stands behind it`,
    };
  const side = isOutput ? 'output' : 'input';
  if (!form?.removableAt.includes(side)) return { reason: `a ${type} node at an ${side} stays` };
  if (isOutput && readers(to).length > 0) return { reason: `"${to}" is read by "${readers(to)[0].name}" too` };
  if (isInput && (readers(from).length > 1 || outputs.some((output) => tensorOf(output) === from)))
    return { reason: `its input "${from}" is read by other nodes too` };
  return { side, form };
}

/** What is told of a node that goes: an entry for every input or output that has another form without it. */
function deletions(step: ArtifactStep, side: EdgeSide, form: EdgeForm, header: ArtifactHeader): ArtifactDeleted[] {
  const [from, to] = [step.inputs[0], step.outputs[0]];
  const ports =
    side === 'input'
      ? header.inputs.filter((input) => tensorOf(input) === from)
      : header.outputs.filter((output) => tensorOf(output) === to);
  return ports.map((port) => ({
    name: step.name,
    type: form.type,
    side,
    from: describe(from, header),
    to: describe(to, header),
    port: port.name,
    ...quantOfNode(step, form, header),
  }));
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
    const { name, layer } = output;
    const form = header.tensors[step.inputs[0]];
    return { name, tensor: step.inputs[0], ...form, ...(layer === undefined ? {} : { layer }) };
  });
  return { ...header, outputs, steps: header.steps.filter((each) => each !== step) };
}

/** How the integers of a Quantize or Dequantize stand for real numbers; their zero is stated even where it is 0. */
function quantOfNode(
  step: ArtifactStep,
  { integers }: EdgeForm,
  { tensors }: ArtifactHeader,
): Pick<ArtifactTensor, 'scale' | 'axis' | 'zero'> {
  if (integers === undefined) return {};
  const { scale, axis, zero } = tensors[integers === 'gives' ? step.outputs[0] : step.inputs[0]];
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
