import type { Constraint } from '@openbpu/core';
import { verdictsOn } from './verdicts-on';

/** A node at a limit or one step beyond it, and what the operator facts say of it there. */
export interface Witness {
  /** `<row>/<rule>`. */
  readonly rule: string;
  /** Whether the node keeps the rule; it may break others. */
  readonly keeps: boolean;
  /** The graph as text; its node is `n`. */
  readonly text: string;
}

/** The witnesses that the constraints of a march contradict, a sentence each. */
export function contradicted(constraints: readonly Constraint[], witnesses: readonly Witness[]): string[] {
  return witnesses.flatMap(({ rule, keeps, text }) => {
    const { kept, broken } = verdictsOn(constraints, text, 'n');
    const known = kept.includes(rule) || Object.hasOwn(broken, rule);
    if (!known) return [`nothing speaks of ${rule}:\n${text}`];
    return kept.includes(rule) === keeps ? [] : [`${rule} should ${keeps ? 'keep' : 'break'}:\n${text}`];
  });
}
