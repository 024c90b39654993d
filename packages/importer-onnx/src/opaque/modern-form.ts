import type { ValueId } from '@openbpu/ir';
import { type AttributeProto, stringAttribute } from '@openbpu/onnx';
import { float32, int64 } from '@openbpu/tensor';
import { Attributes } from '../graph/attributes';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import { OPERATORS } from '../operators/operators';

/** A node as a later operator set has it; the node itself where its form did not change. */
type Form = (node: ImportNode, b: GraphBuilder) => ImportNode;

/** What of a node is written in another way. */
interface Change {
  readonly opType?: string;
  readonly opset: number;
  readonly inputs?: ImportNode['inputs'];
  readonly drop?: readonly string[];
  readonly add?: readonly AttributeProto[];
}

function changed(
  node: ImportNode,
  { opType = node.opType, opset, inputs = node.inputs, drop = [], add = [] }: Change,
): ImportNode {
  const proto = {
    ...node.proto,
    opType,
    attribute: [...node.proto.attribute.filter(({ name = '' }) => !drop.includes(name)), ...add],
  };
  return { ...node, opType, opset, inputs, proto, attributes: new Attributes(proto, node.origin) };
}

/** Sums took their axes as an attribute before opset 13. */
const reduceSum: Form = (node, b) => {
  const axes = node.attributes.ints('axes', []);
  if (node.opset >= 13) return node;
  return changed(node, {
    opset: 13,
    inputs: axes.length > 0 ? [node.inputs[0], b.addConstant(node, 'axes', int64([axes.length], axes))] : node.inputs,
    drop: ['axes'],
  });
};

/** `k` was an attribute before opset 10. */
const topK: Form = (node, b) => {
  if (node.opset >= 10) return node;
  const k = node.attributes.int('k') ?? node.attributes.wrong('k', 'is missing');
  return changed(node, { opset: 11, inputs: [node.inputs[0], b.addConstant(node, 'k', int64([1], [k]))], drop: ['k'] });
};

const ASYMMETRIC = 'asymmetric';

/**
 * An Upsample, and a Resize before opset 11, finds its places by `o / scale`, the nearest one rounded down when
 * enlarging and up when reducing: one after the other where it does both.
 */
const earlyResize: Form = (node, b) => {
  if (node.opset >= 11) return node;
  const { attributes } = node;
  const [image, given] = node.inputs;
  const stated = attributes.floats('scales');
  const scales = stated ?? b.numbers(given) ?? [];
  const reduces = scales.some((scale) => scale < 1);
  const both = reduces && scales.some((scale) => scale > 1) && attributes.string('mode', 'nearest') === 'nearest';
  const roi = b.addConstant(node, 'roi', float32([0], []));
  const x = both ? enlarged(node, b, image, roi, scales) : image;
  const left = both ? scales.map((scale) => Math.min(scale, 1)) : stated;
  const factors = left ? b.addConstant(node, 'scales', float32([left.length], left)) : given;
  const add = [
    stringAttribute('coordinate_transformation_mode', ASYMMETRIC),
    stringAttribute('nearest_mode', reduces ? 'ceil' : 'floor'),
  ];
  return changed(node, { opType: 'Resize', opset: 11, inputs: [x, roi, factors], drop: ['scales'], add });
};

/** The dimensions that grow, grown; a step on the way. */
function enlarged(node: ImportNode, b: GraphBuilder, x: ValueId, roi: ValueId, scales: readonly number[]): ValueId {
  const grown = scales.map((scale) => Math.max(scale, 1));
  const { dtype, shape } = b.typeOf(x);
  const attributes = { mode: 'nearest', coordinate_transformation_mode: ASYMMETRIC, nearest_mode: 'floor' };
  const outputTypes = [{ dtype, shape: shape.map((size, axis) => Math.floor(size * grown[axis])) }];
  return b.step(
    node,
    'enlarged',
    'OnnxOp',
    [x, roi, b.addConstant(node, 'enlarging', float32([grown.length], grown))],
    { domain: '', opType: 'Resize', opset: 11, attributes, outputTypes },
  );
}

/** Regions were not moved by half a pixel before opset 16. */
const roiAlign: Form = (node) => {
  if (node.opset >= 16) return node;
  return changed(node, { opset: 16, add: [stringAttribute('coordinate_transformation_mode', 'output_half_pixel')] });
};

const scatter: Form = (node) => changed(node, { opType: 'ScatterElements', opset: 11 });

const FORMS: Readonly<Record<string, Form>> = {
  ReduceSum: reduceSum,
  Resize: earlyResize,
  RoiAlign: roiAlign,
  Scatter: scatter,
  TopK: topK,
  Upsample: earlyResize,
};

/** Later sets change no operator's meaning; some operators have more attributes there, and some are new. */
const SETTLED_OPSET = 21;

/** Attributes that later sets gave to operators. */
const LATER_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Cast: { round_mode: 24 },
  CastLike: { round_mode: 24 },
  DequantizeLinear: { output_dtype: 23 },
  QuantizeLinear: { precision: 23 },
};

/** The operator set a node needs: never a later one than its model's, nor than what it says asks for. */
function neededOpset(node: ImportNode): number {
  const attributes = Object.entries(LATER_ATTRIBUTES[node.opType] ?? {}).filter(([name]) => node.attributes.has(name));
  const needed = Math.max(
    SETTLED_OPSET,
    OPERATORS.get(node.opType)?.since ?? 0,
    ...attributes.map(([, since]) => since),
  );
  return Math.min(node.opset, needed);
}

/**
 * A node that stays an ONNX operator, in the form operator sets up to 17 share: models are written for 17 or later,
 * where the older forms do not exist or mean something else. A node of a later set than it needs is one of that.
 */
export function modernForm(written: ImportNode, b: GraphBuilder): ImportNode {
  const node = { ...written, opset: neededOpset(written) };
  return Object.hasOwn(FORMS, node.opType) ? FORMS[node.opType](node, b) : node;
}
