import type { GraphView, Node } from '@openbpu/ir';
import { networks } from './networks';

/** Nodes of a network, whether a builder or an exporter wrote it: no id of a node says which. */
export interface PickedNodes {
  /** Name of the operator as ONNX has it. */
  readonly op: string;
  /** Which of the nodes of the operator; all where it is absent. */
  readonly where?: (node: Node, graph: GraphView) => boolean;
  /** Places among those, in the order in which they run; below 0 from the end; all where it is absent. */
  readonly at?: readonly number[];
}

/** What the recipe of a network asks beside its input and calibration. */
export interface NetworkSettings {
  /** What the program feeds; `nv12` where it is absent. */
  readonly input?: 'nv12' | 'featuremap';
  /**
   * Every softmax on the BPU, also one that is written out as exponentials, their sum, and the division by it; `count`:
   * how many there are, where that is published.
   */
  readonly softmax?: { readonly type: 'int8' | 'int16'; readonly count?: number };
  /** Nodes that read and give int16, left where the rules place them. */
  readonly int16?: readonly PickedNodes[] | 'every-node';
  /** Nodes that are taken onto the BPU, which the rules would leave on the CPU. */
  readonly onBpu?: readonly PickedNodes[];
  /** Types of the nodes that are removed from the edges of the `.bin`, as `remove_node_type` names them. */
  readonly removed?: readonly string[];
}

/** Every type that the published recipes remove from the edges. */
export const EVERY_EDGE = ['Quantize', 'Dequantize', 'Transpose', 'Cast', 'Reshape'] as const;

/** A convolution of 1×1. */
export const isPointwise = ({ attrs }: Node): boolean => String((attrs as { kernel?: unknown }).kernel) === '1,1';

/** A convolution with a group for every channel it reads. */
export const isDepthwise = ({ attrs, inputs }: Node, graph: GraphView): boolean =>
  (attrs as { group?: unknown }).group === graph.value(inputs[0]).type.shape[1];

/** Neither operand is a constant. */
const isOfActivations = ({ inputs }: Node, graph: GraphView): boolean =>
  inputs.every((id) => graph.value(id).constant === undefined);

/** A division by lengths that were brought to the size of what they divide. */
const isByLength = ({ inputs }: Node, graph: GraphView): boolean => graph.producer(inputs[1])?.op.name === 'Expand';

/** A mixer of FastViT: depthwise 3×3 of stride 1. */
const isMixer = (node: Node, graph: GraphView): boolean =>
  isDepthwise(node, graph) &&
  ['kernel', 'strides'].map((key) => String((node.attrs as Record<string, unknown>)[key])).join() === '3,3,1,1';

const INT16_SOFTMAX: NetworkSettings = { softmax: { type: 'int16', count: 3 } };

/** So many nodes, which ones is not published: the mixers of the first blocks. */
const mixers = (count: number): NetworkSettings => ({
  int16: [{ op: 'Conv', where: isMixer, at: Array.from({ length: count }, (_, i) => i) }],
});

const INT8_SOFTMAX: NetworkSettings = { softmax: { type: 'int8' } };
const BARE: NetworkSettings = { removed: EVERY_EDGE };

/**
 * Six nodes, as published; which ones is not, so those of the largest images behind the first convolution: the product
 * of its SiLU, and of the first block the depthwise convolution, the product of its SiLU, mean and product of the
 * excitation, and the projection.
 */
const EFFICIENT_NET: NetworkSettings = {
  int16: [
    { op: 'Mul', at: [0, 1, 3] },
    { op: 'Conv', at: [1, 4] },
    { op: 'GlobalAveragePool', at: [0] },
  ],
};

/**
 * Nodes of the norms and convolutions between the stages; which of the four kinds of nodes are meant where is not
 * published. Those of the first size step: both means, the square, the division and the convolution.
 */
const FIRST_STEP: readonly PickedNodes[] = [
  { op: 'ReduceMean', at: [6, 7] },
  { op: 'Pow', at: [3] },
  { op: 'Div', at: [5] },
  { op: 'Conv', at: [7] },
];

/** Detectors and classifiers with attention: the published conversion asks every softmax onto the BPU in int8. */
const WITH_ATTENTION = /^yolo(v10|11|12|v13|26)/;

/**
 * What the published recipes of the X5 ask of networks, by their names in `networks`; a network without a row asks
 * nothing. Where only a number of nodes is published, which they are is an assumption that stands beside them.
 */
export const settings: Readonly<Record<string, NetworkSettings>> = {
  ...Object.fromEntries(
    Object.keys(networks)
      .filter((name) => WITH_ATTENTION.test(name))
      .map((name) => [name, INT8_SOFTMAX]),
  ),
  ...Object.fromEntries(
    ['a0', 'a1', 'a2', 'b0', 'b1g2', 'b1g4'].map((size): [string, NetworkSettings] => [`repvgg_${size}`, BARE]),
  ),
  repvit_m0_9: BARE,
  repvit_m1_0: BARE,
  // Placement is not published. Left to the rules a division near its pole takes all before it off the BPU, which is
  // then busy for 0.78 ms; published are 9 % of 3.75 ms.
  lprnet: { input: 'featuremap', onBpu: [{ op: 'Div' }] },
  fasternet_s: BARE,
  fasternet_t1: BARE,
  // Two nodes, which ones is not published: the 1×1 on both sides of the first activation.
  fasternet_t0: { ...BARE, int16: [{ op: 'Conv', where: isPointwise, at: [0, 1] }] },
  // Five nodes as published: those of the first step.
  convnext_femto: { int16: FIRST_STEP },
  // Eight nodes as published: of the second step the first mean, the square and the division with them.
  convnext_nano: {
    int16: [...FIRST_STEP, { op: 'ReduceMean', at: [12] }, { op: 'Pow', at: [6] }, { op: 'Div', at: [10] }],
  },
  efficientnet_b2: EFFICIENT_NET,
  efficientnet_b4: EFFICIENT_NET,
  edgenext_base: INT16_SOFTMAX,
  edgenext_x_small: INT16_SOFTMAX,
  // Sixteen nodes, which ones is not published: with every softmax what else attention is made of.
  edgenext_xx_small: {
    ...INT16_SOFTMAX,
    int16: [
      { op: 'Div', where: isByLength },
      { op: 'MatMul', where: isOfActivations },
      { op: 'Mul', where: (node, graph) => graph.producer(node.inputs[0])?.op.name === 'MatMul', at: [0] },
    ],
  },
  fastvit_t8: mixers(10),
  fastvit_s12: mixers(5),
  // Six nodes, which ones is not published: every softmax and the products around it.
  fastvit_sa12: { softmax: { type: 'int16', count: 2 }, int16: [{ op: 'MatMul', where: isOfActivations }] },
  efficientformer_l1: { softmax: { type: 'int16', count: 1 }, int16: 'every-node' },
  efficientformerv2_s0: { softmax: { type: 'int16', count: 5 }, int16: 'every-node' },
  efficientformerv2_s1: { softmax: { type: 'int16', count: 5 } },
  efficientformerv2_s2: { softmax: { type: 'int16', count: 9 } },
  // A pointwise and a depthwise convolution, and the sum and the product of an activation: the first of each.
  mobilenet_v3_large: {
    int16: [
      { op: 'Conv', where: isPointwise, at: [0] },
      { op: 'Conv', where: isDepthwise, at: [0] },
      { op: 'Add', at: [0] },
      { op: 'Mul', at: [0] },
    ],
  },
};

/** The march whose published recipes `settings` has. */
const MARCH = 'bayes-e';

/** What is asked of a network on a march: nothing where no recipe of it is known. */
export function settingsOf(network: string, march: string): NetworkSettings {
  return march === MARCH ? (settings[network] ?? {}) : {};
}
