import { type Expr } from './expression';

/** What is known of a variable when the constraints are written, by its name. */
export type Known = Readonly<Record<string, number | string>>;

/** The expression with what is known put in and worked out: comparisons of two values, and what follows from them. */
export function fold(expr: Expr, known: Known): Expr {
  const sub = (child: Expr) => fold(child, known);
  switch (expr.kind) {
    case 'value':
      return expr;
    case 'name':
      return Object.hasOwn(known, expr.name) ? { kind: 'value', value: known[expr.name] } : expr;
    case 'list':
      return { ...expr, items: expr.items.map(sub) };
    case 'dot':
      return { ...expr, of: sub(expr.of) };
    case 'at':
      return { ...expr, of: sub(expr.of), index: sub(expr.index) };
    case 'function':
      return { ...expr, body: sub(expr.body) };
    case 'call':
      return foldCall({ ...expr, callee: sub(expr.callee), args: expr.args.map(sub) });
    case 'not': {
      const of = sub(expr.of);
      return of.kind === 'value' ? truth(!of.value) : { ...expr, of };
    }
    case 'choice': {
      const test = sub(expr.test);
      if (test.kind === 'value') return sub(test.value ? expr.then : expr.otherwise);
      return { ...expr, test, then: sub(expr.then), otherwise: sub(expr.otherwise) };
    }
    case 'binary':
      return foldBinary({ ...expr, left: sub(expr.left), right: sub(expr.right) });
  }
}

function truth(value: boolean): Expr {
  return { kind: 'value', value };
}

function foldBinary(expr: Expr & { kind: 'binary' }): Expr {
  const { op, left, right } = expr;
  if (op === '&&' || op === '||') {
    const decides = op === '||';
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if (one.kind === 'value') return one.value === decides ? one : other;
    }
    return expr;
  }
  if (left.kind !== 'value' || right.kind !== 'value') return expr;
  const [a, b] = [left.value, right.value];
  if (op === '===') return truth(a === b);
  if (op === '!==') return truth(a !== b);
  if (typeof a !== 'number' || typeof b !== 'number') return expr;
  const compared = { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b };
  return op in compared ? truth(compared[op as keyof typeof compared]) : expr;
}

/** `[1, 2].includes(1)` and `within(1, 0, 4)` of values are worked out. */
function foldCall(expr: Expr & { kind: 'call' }): Expr {
  const { callee, args } = expr;
  const values = args.map((arg) => (arg.kind === 'value' ? arg.value : undefined));
  if (callee.kind === 'dot' && callee.name === 'includes' && callee.of.kind === 'list' && values[0] !== undefined) {
    const items = callee.of.items.map((item) => (item.kind === 'value' ? item.value : undefined));
    return truth(items.includes(values[0]));
  }
  if (callee.kind === 'name' && callee.name === 'within') {
    const [value, low, high] = values;
    if (typeof value === 'number' && typeof low === 'number' && typeof high === 'number')
      return truth(value >= low && value <= high);
  }
  return expr;
}
