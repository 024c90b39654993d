import { ABSENT, type Graph, type ValueId, statedRanges } from '@openbpu/ir';
import { type ChannelTies, channelTies } from './channel-ties';

/** Channels of tensors that can only have one factor, since one is made of the other. */
export interface ChannelClass {
  readonly members: readonly { readonly tensor: ValueId; readonly channel: number }[];
  /** Whether the factor is 1 in any case: somebody reads or writes one of them that lets no factor pass. */
  readonly isFixed: boolean;
}

/** Tensors whose channels hang together. */
export interface Joint {
  /** In topological order. */
  readonly tensors: readonly ValueId[];
  readonly classes: readonly ChannelClass[];
}

/** Joints of a graph where at least one channel is free. */
export interface Joints {
  readonly joints: readonly Joint[];
  /** What tensors are cut off at, where they are. */
  readonly ceilings: ReadonlyMap<ValueId, number>;
}

/**
 * The tensors between layers with weights whose channels (axis 1) may be scaled without a change of the function, if
 * the layers make up for it. Inputs and outputs of the graph, tensors of stated ranges, and what is read or written by
 * a node that lets no factor pass, keep their scale.
 */
export function channelJoints(graph: Graph): Joints {
  const first = new Map<ValueId, number>();
  let channels = 0;
  for (const { id, type, constant } of graph.values.values()) {
    if (constant || type.dtype !== 'float32' || type.shape.length < 2) continue;
    first.set(id, channels);
    channels += type.shape[1];
  }
  const alike = new Sets(channels);
  const near = new Map([...first.keys()].map((id, i) => [id, i]));
  const together = new Sets(near.size);
  const fixed = new Set<ValueId>([...graph.inputs, ...graph.outputs, ...statedRanges(graph.metadata).keys()]);
  const ceilings = new Map<ValueId, number>();
  for (const node of graph.nodes) {
    const ties = channelTies(node, graph);
    const [output] = node.outputs;
    const read = node.inputs.filter((id) => id !== ABSENT);
    if (!ties || !fits(ties, output, first) || (ties.follows.length === 0 && !first.has(node.inputs[0]))) {
      for (const id of [...read, ...node.outputs]) fixed.add(id);
      continue;
    }
    if (ties.ceiling !== Infinity) ceilings.set(output, ties.ceiling);
    for (const { input, at } of ties.follows) {
      together.join(near.get(input)!, near.get(output)!);
      const [, count] = graph.value(input).type.shape;
      for (let c = 0; c < count; c++) alike.join(first.get(input)! + c, first.get(output)! + at + c);
    }
  }
  return { joints: grouped(graph, first, alike, near, together, fixed), ceilings };
}

function fits({ follows }: ChannelTies, output: ValueId, first: ReadonlyMap<ValueId, number>): boolean {
  return first.has(output) && follows.every(({ input }) => first.has(input));
}

function grouped(
  graph: Graph,
  first: ReadonlyMap<ValueId, number>,
  alike: Sets,
  near: ReadonlyMap<ValueId, number>,
  together: Sets,
  fixed: ReadonlySet<ValueId>,
): Joint[] {
  const joints = new Map<number, { tensors: ValueId[]; classes: Map<number, ClassDraft> }>();
  const order = [...graph.inputs, ...graph.nodes.flatMap(({ outputs }) => outputs)].filter((id) => first.has(id));
  for (const tensor of order) {
    const root = together.rootOf(near.get(tensor)!);
    const joint = joints.get(root) ?? { tensors: [], classes: new Map<number, ClassDraft>() };
    joints.set(root, joint);
    joint.tensors.push(tensor);
    const [, count] = graph.value(tensor).type.shape;
    for (let channel = 0; channel < count; channel++) {
      const of = alike.rootOf(first.get(tensor)! + channel);
      const own = joint.classes.get(of) ?? { members: [], isFixed: false };
      joint.classes.set(of, own);
      own.members.push({ tensor, channel });
      own.isFixed ||= fixed.has(tensor);
    }
  }
  return [...joints.values()]
    .map(({ tensors, classes }) => ({ tensors, classes: [...classes.values()] }))
    .filter(({ classes }) => classes.some(({ isFixed }) => !isFixed));
}

interface ClassDraft {
  readonly members: { readonly tensor: ValueId; readonly channel: number }[];
  isFixed: boolean;
}

/** Disjoint sets of whole numbers below `size`. */
class Sets {
  private readonly parents: Int32Array;

  constructor(size: number) {
    this.parents = Int32Array.from({ length: size }, (_, i) => i);
  }

  rootOf(member: number): number {
    let root = member;
    while (this.parents[root] !== root) root = this.parents[root] = this.parents[this.parents[root]];
    return root;
  }

  join(a: number, b: number): void {
    this.parents[this.rootOf(a)] = this.rootOf(b);
  }
}
