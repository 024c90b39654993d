import { ABSENT, type GraphView, type Node, type ValueId } from '@openbpu/ir';
import { type NodeRequest, namesOf } from './requests';

/** The integer type of an activation. */
export type ActivationType = 'int8' | 'int16';

/** An activation that a request gives a type to, and the property that does. */
export interface AskedTensor {
  readonly id: ValueId;
  readonly property: string;
}

/**
 * The activations that a request wants in a type: of a node those that it reads and gives. Of several nodes that stand
 * for one name it is what enters and leaves them; what only they see of each other is int16 where the request names
 * int16 at all, else int8 where it names that.
 */
export function tensorsAsked(
  request: NodeRequest,
  nodes: readonly Node[],
  graph: GraphView,
  type: ActivationType,
): AskedTensor[] {
  const within = tensorsWithin(nodes, graph);
  const { inputType, inputTypes = {}, outputType } = request;
  const wide = propertyOf(request, 'int16');
  const inner = type === 'int16' ? wide : wide === undefined ? propertyOf(request, 'int8') : undefined;
  return nodes.flatMap(({ inputs, outputs }) => {
    const read = inputs.flatMap((id, i) => {
      const property = inputTypes[i] === undefined ? 'InputType' : `InputType${i}`;
      const asked = (inputTypes[i] ?? inputType) === type && isComputed(graph, id) && !within.has(id);
      return asked ? [{ id, property }] : [];
    });
    const given = outputs.flatMap((id) => {
      const property = within.has(id) ? inner : outputType === type ? 'OutputType' : undefined;
      return property === undefined ? [] : [{ id, property }];
    });
    return [...read, ...given];
  });
}

/** What some nodes give and only they read. */
export function tensorsWithin(nodes: readonly Node[], graph: GraphView): ReadonlySet<ValueId> {
  const within = new Set<ValueId>();
  const ids = new Set(nodes.map(({ id }) => id));
  for (const id of nodes.flatMap(({ outputs }) => outputs)) {
    const readers = graph.consumers(id);
    if (readers.length > 0 && !graph.isOutput(id) && readers.every((node) => ids.has(node.id))) within.add(id);
  }
  return within;
}

/** Positions of the inputs that are activations of at least one of the nodes, ascending. */
export function computedPositions(nodes: readonly Node[], graph: GraphView): number[] {
  const positions = nodes.flatMap(({ inputs }) => inputs.flatMap((id, i) => (isComputed(graph, id) ? [i] : [])));
  return [...new Set(positions)].sort((a, b) => a - b);
}

/** The nodes of a graph by every name that each may be asked by. */
export function nodesByName(graph: GraphView): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  for (const node of graph.nodes) for (const name of namesOf(node)) found.set(name, [...(found.get(name) ?? []), node]);
  return found;
}

/** Whether an input is given, and no constant. */
export function isComputed(graph: GraphView, id: ValueId): boolean {
  return id !== ABSENT && graph.value(id).constant === undefined;
}

/** The property by which a request names a type, that of the output before those of inputs. */
function propertyOf({ inputType, inputTypes = {}, outputType }: NodeRequest, type: ActivationType): string | undefined {
  if (outputType === type) return 'OutputType';
  if (inputType === type) return 'InputType';
  const position = Object.entries(inputTypes).find(([, asked]) => asked === type)?.[0];
  return position === undefined ? undefined : `InputType${position}`;
}
