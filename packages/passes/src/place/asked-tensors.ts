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
 * for one name it is what enters and leaves them, before and behind what only moves it too; what else only they see of
 * each other is int16 where the request names int16 at all, else int8 where it names that.
 */
export function tensorsAsked(
  request: NodeRequest,
  nodes: readonly Node[],
  graph: GraphView,
  type: ActivationType,
): AskedTensor[] {
  const within = tensorsWithin(nodes, graph);
  const wide = propertyOf(request, 'int16');
  const inner = type === 'int16' ? wide : wide === undefined ? propertyOf(request, 'int8') : undefined;
  const propertyWithin = (id: ValueId) => {
    const side = sideOf(id, within, graph);
    if (side === 'inside') return inner;
    return side === 'output' ? ofOutput(request, type) : ofInput(request, side, type);
  };
  return nodes.flatMap(({ inputs, outputs }) => {
    const read = inputs.flatMap((id, i) => {
      const property = isComputed(graph, id) && !within.has(id) ? ofInput(request, i, type) : undefined;
      return property === undefined ? [] : [{ id, property }];
    });
    const given = outputs.flatMap((id) => {
      const property = within.has(id) ? propertyWithin(id) : ofOutput(request, type);
      return property === undefined ? [] : [{ id, property }];
    });
    return [...read, ...given];
  });
}

/**
 * What a tensor within some nodes is, seen from outside: the input of that position which has only been moved, the
 * output which will only be moved, or neither.
 */
function sideOf(id: ValueId, within: ReadonlySet<ValueId>, graph: GraphView): number | 'output' | 'inside' {
  const maker = graph.producer(id);
  const position = maker?.op.onlyMoves ? maker.inputs.findIndex((each) => isComputed(graph, each)) : -1;
  if (maker && position >= 0) {
    const source = maker.inputs[position];
    const side = within.has(source) ? sideOf(source, within, graph) : position;
    if (side !== 'inside') return side;
  }
  const leaves = (each: ValueId): boolean =>
    graph
      .consumers(each)
      .every(({ op, outputs }) => op.onlyMoves && outputs.every((given) => !within.has(given) || leaves(given)));
  return leaves(id) ? 'output' : 'inside';
}

function ofInput({ inputType, inputTypes = {} }: NodeRequest, position: number, type: ActivationType) {
  if ((inputTypes[position] ?? inputType) !== type) return undefined;
  return inputTypes[position] === undefined ? 'InputType' : `InputType${position}`;
}

function ofOutput({ outputType }: NodeRequest, type: ActivationType): string | undefined {
  return outputType === type ? 'OutputType' : undefined;
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
