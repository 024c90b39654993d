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
 * The first depthwise convolution; of the first block of the last stage the depthwise convolution, the mean and the
 * product of the excitation, and the projection; and the projection of the first block of the stage before, which has
 * so many blocks. Each has five convolutions.
 */
const efficientNet = (blocks: number): NetworkSettings => ({
  int16: [
    { op: 'Conv', at: [1, -5 * blocks - 7, -10, -7] },
    { op: 'ReduceMean', at: [-2] },
    { op: 'Mul', at: [-6] },
  ],
});

/** Of the norm before the last stage of ConvNeXt the mean, the difference, the square and the division. */
const LAST_STEP: readonly PickedNodes[] = [
  { op: 'ReduceMean', at: [-8] },
  { op: 'Sub', at: [-4] },
  { op: 'Pow', at: [-4] },
  { op: 'Div', at: [-6] },
];

/** Detectors and classifiers with attention: the published conversion asks every softmax onto the BPU in int8. */
const WITH_ATTENTION = /^yolo(v10|11|12|v13|26)/;

/**
 * What the published recipes of the X5 ask of networks, by their names in `networks`; a network without a row asks
 * nothing. Which nodes are int16 is as the recipes name them, found here by operator and place; where only a number is
 * known, which they are is an assumption that stands beside them.
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
  // Of the first block the second 1×1 and what it reads, the last product of a GELU.
  fasternet_t0: {
    ...BARE,
    int16: [
      { op: 'Conv', where: isPointwise, at: [1] },
      { op: 'Mul', at: [1] },
    ],
  },
  // The variance of the first norm of the last stage.
  convnext_femto: { int16: [...LAST_STEP, { op: 'ReduceMean', at: [-5] }] },
  // The variance of the last norm of the last stage and the convolution before that stage; two blocks before the end of
  // the stage before, the depthwise convolution and the sum.
  convnext_nano: {
    int16: [
      ...LAST_STEP,
      { op: 'ReduceMean', at: [-3] },
      { op: 'Conv', at: [-7, -16] },
      { op: 'Add', where: isOfActivations, at: [-5] },
    ],
  },
  efficientnet_b2: efficientNet(5),
  efficientnet_b4: efficientNet(8),
  edgenext_base: INT16_SOFTMAX,
  edgenext_x_small: INT16_SOFTMAX,
  // Of the stem the difference, the square and the factor of its norm; the first depthwise convolution; the mean, the
  // difference and the variance of the norm before the last stage; the variances of the norms before the last two
  // attentions; square and division of the norm of the last linear layers, and these.
  edgenext_xx_small: {
    ...INT16_SOFTMAX,
    int16: [
      { op: 'Sub', at: [0, -5] },
      { op: 'Pow', at: [0, -2] },
      { op: 'Mul', at: [0] },
      { op: 'Conv', at: [1] },
      { op: 'ReduceMean', at: [-10, -9, -13, -5] },
      { op: 'Div', at: [-3] },
      { op: 'MatMul', at: [-2, -1] },
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
  // The product of the first activation, the first depthwise convolution and the first sum of a block with its input;
  // the projection of the second block at 14×14.
  mobilenet_v3_large: {
    int16: [
      { op: 'Mul', at: [0] },
      { op: 'Conv', where: isDepthwise, at: [0] },
      { op: 'Add', where: isOfActivations, at: [0] },
      { op: 'Conv', at: [29] },
    ],
  },
};

/** The march whose published recipes `settings` has. */
const MARCH = 'bayes-e';

/** What is asked of a network on a march: nothing where no recipe of it is known. */
export function settingsOf(network: string, march: string): NetworkSettings {
  return march === MARCH ? (settings[network] ?? {}) : {};
}
