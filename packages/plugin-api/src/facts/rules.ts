import type { Constraint } from '@openbpu/core';
import { NodeFacts } from './node-facts';
import { opsOfRow } from './rows';

/** One rule of a row of an operator list. */
export interface Rule {
  /** Stable within its row. */
  readonly id: string;
  /** What holds for every node that may run on the BPU; no capital, no full stop. */
  readonly sentence: string;
  readonly hint?: string;
  /** Whether the rule is about this node at all; absent: always. */
  when?(facts: NodeFacts): boolean;
  allows(facts: NodeFacts): boolean;
  /** Said when it does not allow, with the offending values. */
  reason(facts: NodeFacts): string;
}

/**
 * The constraints that rules of some rows of a march's operator list make: one for each row and rule, named
 * `<march>/<row>/<rule>`. `every-op` stands for the rules above all rows, named `<march>/general/<rule>`.
 */
export function constraintsOf(
  march: string,
  rows: 'every-op' | readonly string[],
  rules: readonly Rule[],
): readonly Constraint[] {
  if (rows === 'every-op') return rules.map((rule) => constraintOf(`${march}/general/${rule.id}`, rows, rule));
  return rows.flatMap((row) => rules.map((rule) => constraintOf(`${march}/${row}/${rule.id}`, opsOfRow(row), rule)));
}

function constraintOf(id: string, appliesTo: Constraint['appliesTo'], rule: Rule): Constraint {
  return {
    id,
    sentence: rule.sentence,
    ...(rule.hint === undefined ? {} : { hint: rule.hint }),
    appliesTo,
    check(node, graph) {
      const facts = new NodeFacts(node, graph);
      if (rule.when?.(facts) === false || rule.allows(facts)) return true;
      return rule.reason(facts);
    },
  };
}
