import { type Expr, parseExpression } from './expression';
import { noun } from './nouns';
import { type Code, toCode } from './to-code';

/** Facts that a reason can name by a word of its own; the numbers and names that a rule compares. */
const SHOWN: readonly string[] = [
  'n',
  'c',
  'h',
  'w',
  'axis',
  'bytes',
  'dilation_h',
  'dilation_w',
  'max_rank',
  'out_h',
  'out_w',
  'rank',
  'scale_c',
  'scale_h',
  'scale_n',
  'scale_w',
  'stride_h',
  'stride_w',
];

/**
 * A reason with `{expression}` in it, as a template literal over `f: NodeFacts`. One that names no value ends with
 * those that the rule compares.
 */
export function reasonCode(reason: string, allows?: Expr): Code {
  const own = allows && !reason.includes('{') ? values(allows) : [];
  return codeOf(own.length === 0 ? reason : `${reason}; here ${own.join(', ')}`);
}

/** `height {h}`, for every fact that an expression reads and that has a word, each once. */
function values(expr: Expr): string[] {
  const found = new Set<string>();
  const visit = (each: Expr): void => {
    if (each.kind === 'name' && SHOWN.includes(each.name)) found.add(each.name);
    for (const part of partsOf(each)) visit(part);
  };
  visit(expr);
  return SHOWN.filter((name) => found.has(name)).map((name) => `${noun({ kind: 'name', name })!.text} {${name}}`);
}

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'list':
      return expr.items;
    case 'call':
      return expr.args;
    case 'not':
      return [expr.of];
    case 'binary':
      return [expr.left, expr.right];
    case 'choice':
      return [expr.test, expr.then, expr.otherwise];
    default:
      return [];
  }
}

function codeOf(reason: string): Code {
  const imports = new Set<string>();
  let usesFacts = false;
  const pieces = reason.split(/\{([^{}]+)\}/).map((piece, i) => {
    if (i % 2 === 0) return piece.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
    usesFacts = true;
    const code = toCode(parseExpression(piece));
    if (piece === 'op') return '${f.op}';
    code.imports.forEach((name) => imports.add(name));
    imports.add('say');
    return `\${say(${code.text})}`;
  });
  const text = pieces.join('');
  const plain = pieces.length === 1 ? `'${text.replaceAll("'", "\\'")}'` : `\`${text}\``;
  return { text: plain, imports, usesFacts };
}
