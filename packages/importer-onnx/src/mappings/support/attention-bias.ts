import { type ValueId, ABSENT } from '@openbpu/ir';
import { type Shape, broadcastShapes, float32, sameShape, toNumbers } from '@openbpu/tensor';
import type { GraphBuilder } from '../../graph/graph-builder';
import type { ImportNode } from '../../graph/import-node';

/** What masks the scores of an Attention. */
export interface Masks {
  /** The mask of the model, of booleans or to be added; ABSENT: none. */
  readonly mask: ValueId;
  /** How many keys of each batch there are, the rest being padding; ABSENT: all. */
  readonly lengths: ValueId;
  /** Whether a row sees the keys up to its own place alone, which lies behind `past` others. */
  readonly causal: boolean;
  readonly past: number;
  /** Batch, heads, rows and keys. */
  readonly scores: Shape;
}

/**
 * What is added to the scores, each mask being 0 where a row sees a key and −∞ where it does not; ABSENT: nothing.
 * Undefined where that needs a choice at run time: masks of booleans, lengths and masks that are too short must be
 * constants.
 */
export function attentionBias(node: ImportNode, b: GraphBuilder, masks: Masks): ValueId | undefined {
  const { mask, lengths, causal, past, scores } = masks;
  const [batch, , rows, keys] = scores;
  const parts: (ValueId | undefined)[] = mask === ABSENT ? [] : [given(node, b, mask, scores)];
  const add = (name: string, shape: Shape, sees: (at: number) => boolean) =>
    parts.push(b.addConstant(node, name, seen(shape, sees)));
  if (causal) add('causal', [rows, keys], (at) => (at % keys) - Math.floor(at / keys) <= past);
  if (lengths !== ABSENT) {
    const known = b.numbers(lengths);
    if (!known || known.length !== batch || causal || past > 0) return undefined;
    add('lengths', [batch, 1, 1, keys], (at) => at % keys < known[Math.floor(at / keys)]);
  }
  if (!parts.every((part) => part !== undefined)) return undefined;
  return parts.length === 0 ? ABSENT : parts.reduce((sum, part) => b.step(node, 'bias', 'Add', [sum, part]));
}

/** The mask of the model as what is added; undefined where it has no such form. */
function given(node: ImportNode, b: GraphBuilder, mask: ValueId, scores: Shape): ValueId | undefined {
  const { dtype, shape } = b.typeOf(mask);
  const known = b.constant(mask);
  if (dtype !== 'float32' && !(known && dtype === 'bool')) return undefined;
  const numbers = known && dtype === 'bool' ? toNumbers(known) : undefined;
  const added = numbers
    ? b.addConstant(
        node,
        'mask',
        seen(shape, (at) => numbers[at] !== 0),
      )
    : mask;
  const more = scores[3] - (shape.at(-1) ?? 0);
  // Since opset 24 keys that the mask does not reach are not seen; before, a mask of one key held for all.
  if (node.opset < 24 || more === 0) return fits(shape, scores) ? added : undefined;
  if (!known || more < 0 || !fits([...shape.slice(0, -1), scores[3]], scores)) return undefined;
  const pads = [...shape.map(() => 0), ...shape.map((_, axis) => (axis === shape.length - 1 ? more : 0))];
  return b.step(node, 'mask_padded', 'Pad', [added], { pads, mode: 'constant', value: -Infinity });
}

function seen(shape: Shape, sees: (at: number) => boolean) {
  const size = shape.reduce((product, dim) => product * dim, 1);
  return float32(
    shape,
    Array.from({ length: size }, (_, at) => (sees(at) ? 0 : -Infinity)),
  );
}

/** Whether a shape broadcasts to another without making it larger. */
function fits(shape: Shape, whole: Shape): boolean {
  const from = whole.length - shape.length;
  const each = from >= 0 && shape.every((dim, i) => dim === 1 || dim === whole[from + i]);
  return each && sameShape(broadcastShapes(shape, whole), whole);
}
