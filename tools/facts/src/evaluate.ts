import type { Expr } from './expression';

/** What a rule may name: numbers, texts, truth values and lists of them. */
export type Scope = ReadonlyMap<string, unknown>;

/**
 * The value of a rule's expression, computed from the facts as written and not by generated code, so that the two can
 * be held against each other. Throws ReferenceError for a name or function that is not known here.
 */
export function evaluate(expr: Expr, scope: Scope): unknown {
  const of = (inner: Expr) => evaluate(inner, scope);
  switch (expr.kind) {
    case 'value':
      return expr.value;
    case 'name':
      if (!scope.has(expr.name)) throw new ReferenceError(`${expr.name} is not known`);
      return scope.get(expr.name);
    case 'list':
      return expr.items.map(of);
    case 'not':
      return !of(expr.of);
    case 'choice':
      return of(expr.test) ? of(expr.then) : of(expr.otherwise);
    case 'at':
      return listOf(of(expr.of))[Number(of(expr.index))];
    case 'binary':
      return binary(expr, scope);
    case 'call':
      return call(expr, scope);
    default:
      throw new ReferenceError(`a ${expr.kind} has no value of its own`);
  }
}

function binary({ op, left, right }: Extract<Expr, { kind: 'binary' }>, scope: Scope): unknown {
  const a = evaluate(left, scope);
  if (op === '||') return a || evaluate(right, scope);
  if (op === '&&') return a && evaluate(right, scope);
  const b = evaluate(right, scope);
  if (op === '===') return a === b;
  if (op === '!==') return a !== b;
  const [x, y] = [Number(a), Number(b)];
  const results = {
    '<': x < y,
    '<=': x <= y,
    '>': x > y,
    '>=': x >= y,
    '+': x + y,
    '-': x - y,
    '*': x * y,
    '/': x / y,
    '%': x % y,
  };
  return results[op];
}

function call({ callee, args }: Extract<Expr, { kind: 'call' }>, scope: Scope): unknown {
  if (callee.kind === 'name' && callee.name === 'within') {
    const [value, low, high] = args.map((arg) => Number(evaluate(arg, scope)));
    return value >= low && value <= high;
  }
  if (callee.kind !== 'dot') throw new ReferenceError('a function that is not known');
  const [arg] = args;
  if (callee.of.kind === 'name' && callee.of.name === 'Math') {
    const numbers = args.map((one) => Number(evaluate(one, scope)));
    if (callee.name === 'min') return Math.min(...numbers);
    if (callee.name === 'max') return Math.max(...numbers);
  }
  const list = listOf(evaluate(callee.of, scope));
  if (callee.name === 'includes') return list.includes(evaluate(arg, scope));
  if (callee.name === 'slice') return list.slice(Number(evaluate(arg, scope)));
  if ((callee.name === 'every' || callee.name === 'some') && arg.kind === 'function') {
    const holds = (item: unknown) => evaluate(arg.body, new Map([...scope, [arg.parameters[0], item]]));
    return callee.name === 'every' ? list.every(holds) : list.some(holds);
  }
  throw new ReferenceError(`${callee.name} is not known`);
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new ReferenceError('a list is wanted');
  return value;
}
