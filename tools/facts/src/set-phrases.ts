import { type Expr, parseExpression } from './expression';

/** Batch 1; one shape, or one input N x C x 1 x 1, or one of a single element. */
const BROADCAST_OF_ONE =
  'in_shapes[0][0] === 1 && (sameShape(in_shapes) || isNC11(in_shapes[1], in_shapes[0]) || ' +
  'isNC11(in_shapes[0], in_shapes[1]) || prod(in_shapes[1]) === 1 || prod(in_shapes[0]) === 1)';

/** Expressions that read better, or only, as a phrase of their own. */
const PHRASES: Readonly<Record<string, string>> = {
  'RANKED_OPS.includes(op) || rank === 4': 'rank is 4, unless the op states ranks of its own',
  'sameShape(in_shapes) || isNC11(in_shapes[1], in_shapes[0]) || isNC11(in_shapes[0], in_shapes[1])':
    'the inputs have one shape, or one of them is NxCx1x1',
  [BROADCAST_OF_ONE]: 'the batch is 1, and the inputs have one shape, or one of them is 1xCx1x1 or a single element',
  '!in_const.some(Boolean)': 'no input is a constant',
  'in_const.filter(Boolean).length <= 1': 'at most one input is a constant',
  '!constContainsZero(in_shapes)': 'no constant input holds a zero',
  "producer_op === 'Conv'": 'the node before it is a Conv',
  'in_shapes.every(s => s.length === 4)': 'every input has rank 4',
  'in_shapes.every(s => s[1] <= 2048)': 'every input has at most 2048 channels',
  'in_shapes[0].slice(1).every(x => x >= 1 && x <= 65536)': 'every dimension behind the first is in 1..65536',
  'in_shapes[0].length === in_shapes[1].length': 'both inputs have one rank',
  'matchMatMulForm(in_shapes, in_const, FORMS)': 'the pair of shapes is one that the march lists',
  'padAxes(pads).every(a => a === 2 || a === 3)': 'only height and width are padded',
  'prod(in_shapes[1]) === 1': 'the exponent is a single number',
  'eqArr(axes,[2,3])': 'height and width are reduced, and nothing else',
  'axes.length === 1': 'one axis is reduced',
  '[in_shapes[0],in_shapes[1],out_shapes[0]].every(s => s.length >= 1 && s.length <= 10)':
    'ranks of the inputs and of the output are in 1..10',
  'in_shapes[1].every((x,i) => i === axis || x <= in_shapes[0][i])':
    'the indices are no larger than the input, but along the axis',
  'axes !== undefined && axes.length >= 1': 'at least one axis is given',
  'axes.length === 1 || (axes.length === 2 && eqArr(axes,[2,3]))': 'one axis is reduced, or height and width together',
  'Math.min(h * ceilTo(w,8) * ceilTo(c,4), h * w * ceilTo(c,32)) <= 8192':
    'an image holds at most 8192 elements, its width padded to 8 and its channels to 4, or its ' +
    'channels to 32, whichever is smaller',
  'max_rank <= 4 || foldBroadcastRank(in_shapes[0], in_shapes[1]) <= 4':
    'the inputs have rank 4 or less, or their axes merge to 4 or fewer for broadcasting',
  '!broadcastsAxis(in_shapes, 0)': 'no input is repeated along the first axis',
  '!mutualBroadcast(in_shapes[0], in_shapes[1])': 'only one of the inputs is repeated',
  'countDiffDims(in_shapes[0], out_shapes[0]) <= 1': 'at most one dimension changes',
  'lastTwo(in_shapes[0]).every(x => x >= 1 && x <= 8192) && lastTwo(in_shapes[1]).every(x => x >= 1 && x <= 8192)':
    'rows and columns of both matrices are in 1..8192',
  'outer(in_shapes[0]).concat(outer(in_shapes[1])).every(x => x >= 1 && x <= 4096)':
    'the batch dimensions of both inputs are in 1..4096',
  '!mutualBroadcast(outer(in_shapes[0]), outer(in_shapes[1]))': 'only one of the inputs is repeated over batches',
  'allOrNoneBroadcast(outer(in_shapes[0]), outer(in_shapes[1]))':
    'the first input is repeated over all batch axes or over none',
  'leadingNonBroadcast(outer(in_shapes[1]), outer(in_shapes[0]))':
    'the batch axes over which the second input is not repeated stand in front',
  'stride_h % 2 === 1 ? pad_top < kernel_h / stride_h : pad_top <= kernel_h / stride_h':
    'top pad is at most kernel height / vertical stride, and below it where that stride is odd',
  'stride_w % 2 === 1 ? pad_left < kernel_w / stride_w : pad_left <= kernel_w / stride_w':
    'left pad is at most kernel width / horizontal stride, and below it where that stride is odd',
  '!(kernel_h === 1 && kernel_w === 1)': 'the kernel is not 1x1',
  '!(stride_h === 1 && stride_w === 1)': 'the strides are not both 1',
  'attr.split.every(s => axis_size % s === 0)': 'every part divides the axis size',
  'axis_size % num_outputs === 0': 'the output count divides the axis size',
  followed_by_residual_add: 'a residual Add follows',
  next_on_bpu: 'the node behind it runs on the BPU',
  '!next_on_bpu': 'nothing behind it runs on the BPU',
  last_in_bpu_subgraph: 'it ends a BPU subgraph',
  '!last_in_bpu_subgraph': 'it does not end a BPU subgraph',
  fully_connected: 'the window is the whole image',
  '!fully_connected': 'the window is not the whole image',
  is_graph_output: 'it gives an output of the model',
};

const BY_SHAPE: ReadonlyMap<string, string> = new Map(
  Object.entries(PHRASES).map(([text, phrase]) => [JSON.stringify(parseExpression(text)), phrase]),
);

/** The phrase that stands for an expression as a whole, if there is one. */
export function setPhrase(expr: Expr): string | undefined {
  return BY_SHAPE.get(JSON.stringify(expr));
}
