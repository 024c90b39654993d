import type { Witness } from '@openbpu/plugin-api/testing';
import { evaluate } from './evaluate';
import { type Expr } from './expression';
import { type Probe, type Sizes, probeOf } from './probe-nodes';
import { type MarchFacts } from './read-facts';
import { type RuleDraft, draftsOf } from './rule-draft';

/** Tensors of more elements are not written down as witnesses. */
const MOST_ELEMENTS = 2 ** 24;

/**
 * Nodes on both sides of every limit that one size of a node can cross, with what the facts say of them. Rules that no
 * probe reaches want nodes written by hand.
 */
export function witnessesOf(facts: MarchFacts): readonly Witness[] {
  return facts.operators.flatMap((row) => {
    const probe = probeOf(row.op);
    if (probe === undefined) return [];
    return draftsOf(row, facts).flatMap((draft) => pairsOf(`${facts.march}/${row.op}/${draft.id}`, draft, probe));
  });
}

/** For every size of the probe the nearest two values of which the rule allows one and not the other. */
function pairsOf(rule: string, draft: RuleDraft, probe: Probe): Witness[] {
  const limits = [...new Set(numbersIn(draft.allows))];
  return Object.keys(probe.base).flatMap((size) => {
    const values = [...new Set(limits.flatMap((limit) => [limit - 1, limit, limit + 1]))]
      .filter((value) => value >= (size === 'pad' ? 0 : 1))
      .sort((a, b) => a - b);
    const pairs = values.flatMap((value, i) => {
      if (value + 1 !== values[i + 1]) return [];
      const [below, above] = [value, value + 1].map((one) => ({ ...probe.base, [size]: one }));
      const [first, second] = [verdict(draft, probe, below), verdict(draft, probe, above)];
      if (first === undefined || second === undefined || first === second) return [];
      return [
        { rule, keeps: first, text: probe.text(below) },
        { rule, keeps: second, text: probe.text(above) },
      ];
    });
    return pairs;
  });
}

/** What the facts say of a node; undefined where the rule does not speak of it, or of something a probe has not. */
function verdict({ when, allows }: RuleDraft, probe: Probe, sizes: Sizes): boolean | undefined {
  const scope = probe.scope(sizes);
  const shapes = [scope.get('in_shapes'), scope.get('out_shapes')] as readonly (readonly (readonly number[])[])[];
  const sizesOf = shapes.flat().map((shape) => shape.reduce((product, size) => product * size, 1));
  if (sizesOf.some((elements) => !(elements >= 1 && elements <= MOST_ELEMENTS))) return undefined;
  if (weightElements(scope) > MOST_ELEMENTS) return undefined;
  try {
    if (when && !evaluate(when, scope)) return undefined;
    return Boolean(evaluate(allows, scope));
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function weightElements(scope: ReadonlyMap<string, unknown>): number {
  const sizes = ['kernel_n', 'kernel_c', 'kernel_h', 'kernel_w'].map((name) => Number(scope.get(name) ?? 1));
  return sizes.reduce((product, size) => product * size, 1);
}

function numbersIn(expr: Expr): number[] {
  switch (expr.kind) {
    case 'value':
      return typeof expr.value === 'number' ? [expr.value] : [];
    case 'list':
      return expr.items.flatMap(numbersIn);
    case 'call':
      return [...numbersIn(expr.callee), ...expr.args.flatMap(numbersIn)];
    case 'dot':
    case 'not':
      return numbersIn(expr.of);
    case 'at':
      return numbersIn(expr.of);
    case 'binary':
      return [...numbersIn(expr.left), ...numbersIn(expr.right)];
    case 'choice':
      return [expr.test, expr.then, expr.otherwise].flatMap(numbersIn);
    case 'function':
      return numbersIn(expr.body);
    case 'name':
      return [];
  }
}
