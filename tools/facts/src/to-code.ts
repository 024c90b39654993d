import { type Expr, type Operator } from './expression';

/** Functions of `@openbpu/plugin-api` that rules call by the same name. */
const HELPERS: readonly string[] = [
  'allOrNoneBroadcast',
  'broadcastsAxis',
  'ceilTo',
  'countDiffDims',
  'eqArr',
  'foldBroadcastRank',
  'isNC11',
  'isPow2',
  'lastTwo',
  'leadingNonBroadcast',
  'matchMatMulForm',
  'mutualBroadcast',
  'outer',
  'padAxes',
  'prod',
  'sameShape',
  'say',
  'within',
];

/** Functions of rules that are methods of `NodeFacts`; it knows what it works on. */
const METHODS: readonly string[] = ['constContainsZero', 'deconvKernelSize'];

/** Variables of rules that are properties of `NodeFacts`, in camel case. */
const VARIABLES: readonly string[] = [
  'all_channels',
  'attr',
  'axes',
  'axis',
  'axis_size',
  'bytes',
  'c',
  'cin_per_group',
  'cout_per_group',
  'dilation_h',
  'dilation_w',
  'followed_by_residual_add',
  'fully_connected',
  'group',
  'h',
  'in_const',
  'in_shapes',
  'is_graph_output',
  'kernel_c',
  'kernel_h',
  'kernel_n',
  'kernel_w',
  'last_in_bpu_subgraph',
  'max_rank',
  'n',
  'next_on_bpu',
  'num_outputs',
  'op',
  'out_c',
  'out_dtype',
  'out_h',
  'out_shapes',
  'out_w',
  'output_padding',
  'pad_left',
  'pad_top',
  'pads',
  'producer_op',
  'rank',
  'scale_c',
  'scale_h',
  'scale_n',
  'scale_w',
  'stride_h',
  'stride_w',
  'w',
];

const STRENGTH: Readonly<Record<Operator, number>> = {
  '||': 1,
  '&&': 2,
  '===': 3,
  '!==': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/** TypeScript of an expression, and what it uses. */
export interface Code {
  readonly text: string;
  /** Names to import from `@openbpu/plugin-api`. */
  readonly imports: ReadonlySet<string>;
  /** Whether it reads the facts `f`. */
  readonly usesFacts: boolean;
}

/**
 * Writes an expression as TypeScript over `f: NodeFacts`. Names of `constants` stand for themselves. Throws for a name
 * that nothing provides, so that a new variable of the facts is noticed where constraints are written.
 */
export function toCode(expr: Expr, constants: readonly string[] = []): Code {
  const imports = new Set<string>();
  let usesFacts = false;
  const fact = (name: string) => {
    usesFacts = true;
    return `f.${camel(name)}`;
  };
  const name = (id: string, locals: readonly string[]): string => {
    if (locals.includes(id) || constants.includes(id) || ['undefined', 'Boolean', 'Math'].includes(id)) return id;
    if (VARIABLES.includes(id)) return fact(id);
    if (id === 'GB' || HELPERS.includes(id)) {
      imports.add(id);
      return id;
    }
    throw new SyntaxError(`nothing provides "${id}"`);
  };
  const arrow = (e: Expr & { kind: 'function' }, locals: readonly string[]) =>
    `(${e.parameters.join(', ')}) => ${write(e.body, [...locals, ...e.parameters])}`;
  const write = (e: Expr, locals: readonly string[], strength = 0): string => {
    switch (e.kind) {
      case 'value':
        return typeof e.value === 'string'
          ? `'${e.value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
          : String(e.value);
      case 'name':
        return name(e.name, locals);
      case 'list':
        return `[${e.items.map((item) => write(item, locals)).join(', ')}]`;
      case 'dot':
        return `${write(e.of, locals, 9)}.${e.of.kind === 'name' && e.of.name === 'attr' ? camel(e.name) : e.name}`;
      case 'at':
        return `${write(e.of, locals, 9)}[${write(e.index, locals)}]`;
      case 'call':
        if (e.callee.kind === 'name' && METHODS.includes(e.callee.name)) return `${fact(e.callee.name)}()`;
        return `${write(e.callee, locals, 9)}(${e.args.map((arg) => write(arg, locals)).join(', ')})`;
      case 'not':
        return `!${write(e.of, locals, 8)}`;
      case 'function':
        return strength > 0 ? `(${arrow(e, locals)})` : arrow(e, locals);
      case 'choice': {
        const text = `${write(e.test, locals, 1)} ? ${write(e.then, locals, 1)} : ${write(e.otherwise, locals, 1)}`;
        return strength > 0 ? `(${text})` : text;
      }
      case 'binary': {
        const own = STRENGTH[e.op];
        const text = `${write(e.left, locals, own)} ${e.op} ${write(e.right, locals, own + 1)}`;
        return own < strength ? `(${text})` : text;
      }
    }
  };
  return { text: write(expr, []), imports, usesFacts };
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
