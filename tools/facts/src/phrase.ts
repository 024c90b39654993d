import { type Expr, parts } from './expression';
import { members, noun } from './nouns';
import { setPhrase } from './set-phrases';

/** `subjects are predicate`: the simple sentence. */
interface Statement {
  readonly subjects: readonly string[];
  readonly plural: boolean;
  readonly predicate: string;
}

/** An expression in English, as a clause without capital or full stop. Throws where there are no words for it. */
export function phrase(expr: Expr): string {
  const fixed = setPhrase(expr);
  if (fixed !== undefined) return fixed;
  const options = parts(expr, '||');
  if (options.length > 1) return oneOf(options) ?? merged(options.map(clause), 'or');
  return merged(ranges(parts(expr, '&&')).map(clause), 'and');
}

type Clause = Statement | string;

function clause(expr: Expr | Statement): Clause {
  if ('subjects' in expr) return expr;
  return setPhrase(expr) ?? statement(expr) ?? nested(expr);
}

function nested(expr: Expr): string {
  if (expr.kind === 'binary' && (expr.op === '||' || expr.op === '&&')) return phrase(expr);
  throw new SyntaxError(`no words for ${JSON.stringify(expr)}`);
}

const COMPARED: Readonly<Record<string, string>> = {
  '===': '',
  '!==': 'not ',
  '<': 'below ',
  '<=': 'at most ',
  '>': 'above ',
  '>=': 'at least ',
};

function statement(expr: Expr): Statement | undefined {
  if (expr.kind === 'binary' && expr.op in COMPARED) {
    const remainder = expr.left.kind === 'binary' && expr.left.op === '%' ? expr.left : undefined;
    if (remainder) return about(remainder.left, `a multiple of ${noun(remainder.right)?.text}`);
    const right = noun(expr.right);
    return right && about(expr.left, `${COMPARED[expr.op]}${right.text}`);
  }
  if (expr.kind !== 'call') return undefined;
  const { callee, args } = expr;
  if (callee.kind === 'name' && callee.name === 'isPow2') return about(args[0], 'a power of two');
  if (callee.kind === 'name' && callee.name === 'within')
    return about(args[0], `in ${noun(args[1])?.text}..${noun(args[2])?.text}`);
  if (callee.kind === 'dot' && callee.name === 'includes' && callee.of.kind === 'list')
    return about(
      args[0],
      listed(
        callee.of.items.map((item) => noun(item)?.text ?? ''),
        'or',
      ),
    );
  if (callee.kind === 'dot' && callee.name === 'every' && args[0].kind === 'function') return each(callee.of, args[0]);
  return undefined;
}

function about(subject: Expr, predicate: string): Statement | undefined {
  const found = noun(subject);
  return found && { subjects: [found.text], plural: found.plural, predicate };
}

/** `list.every((x) => …)`: of a written-out list every item, of a named one its members. */
function each(list: Expr, { parameters, body }: Expr & { kind: 'function' }): Statement | undefined {
  const [condition, ...others] = parts(body, '||').length > 1 ? [body] : ranges(parts(body, '&&'));
  if (others.length > 0) return undefined;
  if ('subjects' in condition) return undefined;
  const whose = members(list);
  const predicate = predicateOf(condition, parameters[0]);
  if (predicate === undefined) return undefined;
  if (whose !== undefined) return { subjects: [whose], plural: false, predicate };
  if (list.kind !== 'list') return undefined;
  const subjects = list.items.map((item) => noun(item)?.text);
  return subjects.includes(undefined) ? undefined : { subjects: subjects.map(String), plural: true, predicate };
}

/** What is said of the variable `name` of a function. */
function predicateOf(expr: Expr, name: string): string | undefined {
  const stand = (e: Expr): Expr => {
    if (e.kind === 'name' && e.name === name) return { kind: 'name', name: 'rank' };
    if (e.kind === 'binary') return { ...e, left: stand(e.left), right: stand(e.right) };
    return e.kind === 'call' ? { ...e, args: e.args.map(stand) } : e;
  };
  const options = parts(expr, '||');
  const said = options.map((option) => statement(stand(option))?.predicate);
  return said.includes(undefined) ? undefined : listed(said.map(String), 'or');
}

/** `x === a || x === b`, undefined among the values meaning that it may be left out. */
function oneOf(options: readonly Expr[]): string | undefined {
  const [first] = options;
  if (first.kind !== 'binary') return undefined;
  const values: string[] = [];
  let optional = false;
  for (const option of options) {
    if (option.kind !== 'binary' || option.op !== '===' || JSON.stringify(option.left) !== JSON.stringify(first.left))
      return undefined;
    if (option.right.kind === 'name' && option.right.name === 'undefined') optional = true;
    else if (option.right.kind === 'value') values.push(String(option.right.value));
    else return undefined;
  }
  const subject = noun(first.left);
  return subject && `${subject.text}${optional ? ', where given,' : ''} is ${listed(values, 'or')}`;
}

/** `x >= low && x <= high` becomes `within(x, low, high)`. */
function ranges(exprs: readonly Expr[]): readonly Expr[] {
  const found: Expr[] = [];
  for (const expr of exprs) {
    const last = found[found.length - 1];
    const upper = expr.kind === 'binary' && expr.op === '<=' ? expr : undefined;
    const lower = last?.kind === 'binary' && last.op === '>=' ? last : undefined;
    if (upper && lower && JSON.stringify(upper.left) === JSON.stringify(lower.left)) {
      found[found.length - 1] = {
        kind: 'call',
        callee: { kind: 'name', name: 'within' },
        args: [upper.left, lower.right, upper.right],
      };
    } else found.push(expr);
  }
  return found;
}

/**
 * Statements of one predicate become one with several subjects, and those of one subject one with several predicates.
 */
function merged(clauses: readonly Clause[], word: 'and' | 'or'): string {
  const groups: Clause[] = [];
  for (const one of clauses) {
    const at = groups.findIndex(
      (group) =>
        typeof one !== 'string' &&
        typeof group !== 'string' &&
        (group.predicate === one.predicate || sameSubjects(group, one)),
    );
    const group = groups[at];
    if (typeof one === 'string' || group === undefined || typeof group === 'string') groups.push(one);
    else if (sameSubjects(group, one))
      groups[at] = { ...group, predicate: `${group.predicate} ${word} ${one.predicate}` };
    else groups[at] = { subjects: [...group.subjects, ...one.subjects], plural: true, predicate: one.predicate };
  }
  const said = groups.map((group) =>
    typeof group === 'string' ? group : `${listed(group.subjects, word)} ${verb(group, word)} ${group.predicate}`,
  );
  return listed(said, word, groups.length > 2);
}

function sameSubjects(a: Statement, b: Statement): boolean {
  return a.subjects.join() === b.subjects.join();
}

function verb({ subjects, plural }: Statement, word: 'and' | 'or'): string {
  return plural && (word === 'and' || subjects.length === 1) ? 'are' : 'is';
}

function listed(items: readonly string[], word: 'and' | 'or', long = false): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')}${long ? ',' : ''} ${word} ${items[items.length - 1]}`;
}
