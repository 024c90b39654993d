import { nearest } from '@openbpu/diagnostics';
import type { LayerRule } from './layer-rule';

/** What to do about a type that other files of the format have and no rule here answers to. */
const HINTS: readonly { readonly types: RegExp; readonly hint: string }[] = [
  {
    types: /^(?:Data|ImageData|HDF5Data|WindowData|DummyData|AnnotatedData|VideoData|DenseImageData)$/,
    hint: 'a deploy network takes its picture from an Input layer: replace this layer by one',
  },
  { types: /^SoftmaxWithLoss$/, hint: 'this layer belongs to training: remove it, or replace it by a Softmax layer' },
  {
    types: /^(?:Accuracy|.*Loss|.*LossLayer|HDF5Output|DetectionEvaluate)$/,
    hint: 'this layer belongs to training or evaluation: remove it from the prototxt',
  },
  { types: /^SELU$/i, hint: 'write it as ELU with alpha: 1.67326324, then Power with scale: 1.05070099' },
  { types: /^(?:Swish|SiLU)$/i, hint: 'write it as Sigmoid, then Eltwise with operation: PROD of its input and that' },
  { types: /^Mish$/i, hint: 'write it as BNLL, TanH, then Eltwise with operation: PROD of its input and that' },
  {
    types: /^(?:HardSwish|HSwish)$/i,
    hint:
      'write it as Power with shift: 3, ReLU6, Power with scale: 0.16666667, then Eltwise with operation: PROD of ' +
      'its input and that',
  },
  {
    types: /^(?:HardSigmoid|HSigmoid)$/i,
    hint: 'write it as Power with shift: 3, ReLU6, Power with scale: 0.16666667',
  },
  {
    types: /^Axpy$/,
    hint:
      'write it as Flatten of its first bottom, Scale with axis: 0 of its second bottom and that, then Eltwise of ' +
      'the result and its third bottom',
  },
  { types: /^Tile$/, hint: 'write it as Concat along the same axis that has the same bottom as often as tiles says' },
  { types: /^Reorg$/, hint: 'write it as PassThrough with blocksize and mode: what Reorg does differs between forks' },
  {
    types: /^(?:Proposal|RPNProposal|Detection.*|NMS|Yolo.*|Region)$/i,
    hint: 'it chooses boxes after the network: let the network end before it and carry it out on the host',
  },
  {
    types:
      /^(?:RNN|GRU|Embed|BatchReindex|Filter|Im2col|Recurrent|Attention.*|BilinearInterpolation|SpatialTransformer)$/,
    hint: 'it has no form here: let the network end before it and carry it out on the host',
  },
  { types: /3D$/, hint: 'layers here have two spatial dimensions: replace it by layers of planes' },
];

/** Shorter names are too often those of other layers that are spelt right. */
const SHORTEST_TYPO = 7;

/** The rules of a list by type name. Throws when two rules answer to one name. */
export function ruleTable(rules: readonly LayerRule[]): ReadonlyMap<string, LayerRule> {
  const table = new Map(rules.flatMap((rule) => rule.types.map((type) => [type, rule] as const)));
  if (table.size !== rules.reduce((sum, rule) => sum + rule.types.length, 0))
    throw new Error('two layer rules answer to one type');
  return table;
}

/**
 * What to tell the user of a type without a rule: what it is for, or the type they may have meant. A name that has a
 * known one as a part (`ROIPooling`, `Upsample2`) is the name of another layer, not a slip of the pen.
 */
export function hintFor(type: string, known: Iterable<string>): string {
  const hint = HINTS.find(({ types }) => types.test(type))?.hint;
  if (hint !== undefined) return hint;
  const like = nearest(type, known);
  if (like !== undefined && isSlip(type.toLowerCase(), like.toLowerCase())) return `did you mean ${like}?`;
  return 'write it with layers that are known here, or let the network end before it and carry it out on the host';
}

function isSlip(written: string, like: string): boolean {
  if (written === like) return true;
  return written.length >= SHORTEST_TYPO && !written.includes(like) && !like.includes(written);
}
