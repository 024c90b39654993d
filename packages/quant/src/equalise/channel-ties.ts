import { ABSENT, type GraphView, type Node, type ValueId, constantOf } from '@openbpu/ir';
import {
  Add,
  AveragePool,
  Clip,
  Concat,
  Conv,
  GlobalAveragePool,
  GlobalMaxPool,
  Identity,
  LeakyRelu,
  MaxPool,
  PRelu,
  Pad,
  ReduceMean,
  Relu,
  Reshape,
  Resize,
  Sub,
} from '@openbpu/ops';

/** What a node makes of factors of the channels (axis 1) of what it reads. */
export interface ChannelTies {
  /**
   * The inputs whose channels are channels of the output, each from `at` on: a factor of one is a factor of the other.
   * None where weights stand between, which take in any factor of either side.
   */
  readonly follows: readonly { readonly input: ValueId; readonly at: number }[];
  /** What the output is cut off at; a channel may only be scaled where it does not reach that. */
  readonly ceiling: number;
}

/** Ops of one data input that treat channels alike, so that a positive factor of a channel passes through. */
const HOMOGENEOUS = [
  Relu,
  LeakyRelu,
  PRelu,
  Identity,
  MaxPool,
  AveragePool,
  GlobalAveragePool,
  GlobalMaxPool,
  Resize,
] as const;

/** Undefined for a node that lets no factor of a channel pass. */
export function channelTies(node: Node, graph: GraphView): ChannelTies | undefined {
  const { inputs } = node;
  if (Conv.is(node)) return ownsParameters(node, graph) ? bounded([], node.attrs) : undefined;
  if (Add.is(node) || Sub.is(node)) return areAlike(node, graph) ? bounded(inputs, node.attrs) : undefined;
  if (Clip.is(node)) return bounded(inputs.slice(0, 1), node.attrs);
  if (Concat.is(node)) return joined(node, graph, node.attrs.axis);
  return HOMOGENEOUS.some((op) => op.is(node)) || keepsChannels(node, graph)
    ? bounded(inputs.slice(0, 1), { min: -Infinity, max: Infinity })
    : undefined;
}

/** Whether weights and bias are constants of this convolution alone. */
function ownsParameters({ inputs }: Node, graph: GraphView): boolean {
  const [x, ...parameters] = inputs;
  return parameters
    .filter((id) => id !== ABSENT)
    .every(
      (id, i, all) =>
        id !== x &&
        all.indexOf(id) === i &&
        constantOf(graph, id)?.dtype === 'float32' &&
        graph.consumers(id).length === 1 &&
        !graph.isOutput(id),
    );
}

/** Whether all inputs are computed and of one shape. */
function areAlike({ inputs }: Node, graph: GraphView): boolean {
  const shapes = inputs.map((id) => graph.value(id).type.shape.join());
  return inputs.every((id) => graph.value(id).constant === undefined) && new Set(shapes).size === 1;
}

/** What clamps at 0 and a ceiling, or less; undefined for any other clamp, which no factor passes. */
function bounded(
  inputs: readonly ValueId[],
  { min, max }: { readonly min: number; readonly max: number },
): ChannelTies | undefined {
  if ((min !== 0 && min !== -Infinity) || max < 0) return undefined;
  return { follows: inputs.map((input) => ({ input, at: 0 })), ceiling: max === 0 ? Infinity : max };
}

function joined({ inputs }: Node, graph: GraphView, axis: number): ChannelTies {
  const shapes = inputs.map((id) => graph.value(id).type.shape);
  const ofChannels = (axis < 0 ? axis + shapes[0].length : axis) === 1;
  let at = 0;
  const follows = inputs.map((input, i) => {
    const from = { input, at };
    if (ofChannels) at += shapes[i][1];
    return from;
  });
  return { follows, ceiling: Infinity };
}

/** Whether a node that moves or sums up elements leaves every one in its channel. */
function keepsChannels(node: Node, graph: GraphView): boolean {
  const { shape } = graph.value(node.inputs[0]).type;
  if (Reshape.is(node)) {
    const to = graph.value(node.outputs[0]).type.shape;
    return shape[0] === to[0] && shape[1] === to[1];
  }
  if (ReduceMean.is(node)) {
    const axes = node.attrs.axes.map((axis) => (axis < 0 ? axis + shape.length : axis));
    return axes.every((axis) => axis > 1);
  }
  if (!Pad.is(node)) return false;
  const { pads, mode, value } = node.attrs;
  const ofChannels = [0, 1, shape.length, shape.length + 1].some((at) => pads[at] !== 0);
  return !ofChannels && (mode !== 'constant' || value === 0);
}
