import { type Expr } from './expression';

/** A thing a sentence speaks of. */
export interface Noun {
  readonly text: string;
  readonly plural: boolean;
}

const NAMES: Readonly<Record<string, string>> = {
  rank: 'rank',
  max_rank: 'largest rank of the inputs',
  n: 'batch',
  h: 'height',
  w: 'width',
  out_h: 'output height',
  out_w: 'output width',
  kernel_h: 'kernel height',
  kernel_w: 'kernel width',
  kernel_n: 'kernel count',
  stride_h: 'vertical stride',
  stride_w: 'horizontal stride',
  dilation_h: 'vertical dilation',
  dilation_w: 'horizontal dilation',
  group: 'group',
  axis: 'axis',
  axis_size: 'axis size',
  bytes: 'byte size of the largest tensor',
  num_outputs: 'output count',
  pad_top: 'top pad',
  pad_left: 'left pad',
  scale_n: 'scale of the batch',
  scale_c: 'scale of the channels',
  scale_h: 'vertical scale',
  scale_w: 'horizontal scale',
  'attr.mode': 'mode',
  'attr.blocksize': 'block size',
  'attr.coordinate_transformation_mode': 'coordinate mode',
  'attr.padding_mode': 'padding mode',
  'attr.keepdims': 'keepdims',
  'deconvKernelSize()': 'tap count of one output',
  'out_dtype[0]': 'output type',
  'in_shapes[0].length': 'rank of the input',
  'in_shapes[1].length': 'rank of the second input',
  'out_shapes[0].length': 'rank of the output',
  'in_shapes[0][0]': 'first dimension',
  GB: '2^30',
};

const PLURALS: Readonly<Record<string, string>> = {
  c: 'channels',
  out_c: 'output channels',
  kernel_c: 'channels of a kernel',
  cin_per_group: 'input channels of a group',
  cout_per_group: 'output channels of a group',
};

/** Lists whose members sentences speak of one by one. */
const MEMBERS: Readonly<Record<string, string>> = {
  pads: 'every pad',
  output_padding: 'every output pad',
  all_channels: 'the channel count of every input and of the output',
  'attr.split': 'every part',
};

/** The words for a number or a name; undefined where there are none. */
export function noun(expr: Expr): Noun | undefined {
  const key = keyOf(expr);
  if (key !== undefined && Object.hasOwn(NAMES, key)) return { text: NAMES[key], plural: false };
  if (key !== undefined && Object.hasOwn(PLURALS, key)) return { text: PLURALS[key], plural: true };
  if (expr.kind === 'value') return { text: String(expr.value), plural: false };
  if (expr.kind === 'binary' && ['+', '-', '*', '/'].includes(expr.op)) {
    const [left, right] = [noun(expr.left), noun(expr.right)];
    if (!left || !right) return undefined;
    const wrap = (side: Expr, { text }: Noun) =>
      side.kind === 'binary' && ['+', '-'].includes(side.op) && ['*', '/'].includes(expr.op) ? `(${text})` : text;
    return {
      text: `${wrap(expr.left, left)} ${expr.op === '*' ? 'x' : expr.op} ${wrap(expr.right, right)}`,
      plural: false,
    };
  }
  return undefined;
}

/** The words for each member of a list, in the singular; undefined where there are none. */
export function members(list: Expr): string | undefined {
  const key = keyOf(list);
  return key === undefined ? undefined : MEMBERS[key];
}

function keyOf(expr: Expr): string | undefined {
  if (expr.kind === 'name') return expr.name;
  if (expr.kind === 'dot') return keyOf(expr.of) && `${keyOf(expr.of)}.${expr.name}`;
  if (expr.kind === 'at' && expr.index.kind === 'value')
    return keyOf(expr.of) && `${keyOf(expr.of)}[${expr.index.value}]`;
  if (expr.kind === 'call' && expr.args.length === 0) return keyOf(expr.callee) && `${keyOf(expr.callee)}()`;
  return undefined;
}
