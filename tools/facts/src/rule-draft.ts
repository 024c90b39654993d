import { ONLY_WHERE, SPEAKS_OF, UNLESS, UNREACHABLE, knownOf } from './exceptions';
import { type Expr, joined, parseExpression } from './expression';
import { fold } from './fold';
import { type MarchFacts, type OperatorFact, type RuleFact, bpuRules } from './read-facts';

/** Variables of the facts that generated files put in other words. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  ranksDeclaredByOp: 'RANKED_OPS.includes(op)',
  matmul_forms: 'FORMS',
  allChannels: 'all_channels',
};

/** A rule between facts and code. */
export interface RuleDraft {
  readonly id: string;
  readonly when?: Expr;
  readonly allows: Expr;
  readonly reason: string;
}

/** The rules of a row that a node can break, with what is known worked in. */
export function draftsOf(row: OperatorFact, facts: MarchFacts): readonly RuleDraft[] {
  if (!row.bpu.supported) return [];
  const rules = row.bpu.mechanism === 'as_conv' ? row.bpu.rules : bpuRules(row, facts);
  const drafts = rules
    .filter(({ id }) => !Object.hasOwn(UNREACHABLE, `${row.op}/${id}`))
    .map((rule) => draftOf(ownWords(rule, row, facts), `${facts.march}/${row.op}`, ONLY_WHERE[row.op]));
  const { ranks } = row.bpu;
  const checksRank = rules.some(({ id, expr }) => id.startsWith('rank') || expr?.includes('length') === true);
  const byRanks = ranks && !checksRank ? [draftOf(rankRule(ranks), `${facts.march}/${row.op}`)] : [];
  return mergePairs([...byRanks, ...drafts]).flatMap((draft) => settled(draft, knownOf(row.op)));
}

/** A rule that speaks of the row it stands in. */
function ownWords(rule: RuleFact, { op }: OperatorFact, { march }: MarchFacts): RuleFact {
  const other = SPEAKS_OF[`${march}/${op}`];
  return other === undefined
    ? rule
    : { ...rule, reason: rule.reason.replaceAll(new RegExp(`\\b${other}\\b`, 'g'), op) };
}

/** The accepted ranks of a row whose rules do not mention them. */
function rankRule([low, high]: readonly [number, number]): RuleFact {
  return {
    id: 'ranks',
    var: 'max_rank',
    ...(low === high ? { eq: low } : { range: [low, high] }),
    reason: `{op} rank {max_rank} is not in ${low}..${high}`,
  };
}

/** The rules above all rows. */
export function generalDrafts({ general, march }: MarchFacts): readonly RuleDraft[] {
  return general.bpu_rules.map((rule) => draftOf(rule, `${march}/general`));
}

function draftOf(rule: RuleFact, path: string, onlyWhere?: string): RuleDraft {
  const unless = UNLESS[`${path}/${rule.id}`];
  const guards: Expr[] = [];
  if (onlyWhere !== undefined) guards.push(parseExpression(onlyWhere));
  if (rule.when !== undefined) guards.push(expression(rule.when));
  if (unless !== undefined) guards.push({ kind: 'not', of: parseExpression(unless) });
  const when = joined(guards, '&&');
  return { id: rule.id, ...(when ? { when } : {}), allows: test(rule), reason: rule.reason };
}

function expression(text: string): Expr {
  return parseExpression(text.replace(/\w+/g, (word) => STANDS_FOR[word] ?? word));
}

function test(rule: RuleFact): Expr {
  if (rule.expr !== undefined) return expression(rule.expr);
  if (rule.var === undefined) throw new Error(`rule ${rule.id} tests nothing`);
  const left = expression(rule.var);
  const value = (of: number | string): Expr => ({ kind: 'value', value: of });
  if (rule.range)
    return { kind: 'call', callee: { kind: 'name', name: 'within' }, args: [left, ...rule.range.map(value)] };
  if (rule.max !== undefined) return { kind: 'binary', op: '<=', left, right: value(rule.max) };
  if (rule.min !== undefined) return { kind: 'binary', op: '>=', left, right: value(rule.min) };
  if (rule.eq !== undefined) return { kind: 'binary', op: '===', left, right: value(rule.eq) };
  const any = joined(
    (rule.in ?? []).map((of): Expr => ({ kind: 'binary', op: '===', left, right: value(of) })),
    '||',
  );
  if (!any) throw new Error(`rule ${rule.id} tests nothing`);
  return any;
}

/** `kernel_h` and `kernel_w` with one guard and one reason become `kernel`. */
function mergePairs(drafts: readonly RuleDraft[]): readonly RuleDraft[] {
  const found: RuleDraft[] = [];
  for (const draft of drafts) {
    const last = found[found.length - 1];
    const stem = draft.id.endsWith('_w') ? draft.id.slice(0, -2) : undefined;
    if (
      stem &&
      last?.id === `${stem}_h` &&
      last.reason === draft.reason &&
      JSON.stringify(last.when) === JSON.stringify(draft.when)
    ) {
      found[found.length - 1] = {
        ...draft,
        id: stem,
        allows: { kind: 'binary', op: '&&', left: last.allows, right: draft.allows },
      };
    } else found.push(draft);
  }
  return found;
}

function settled(draft: RuleDraft, known: Readonly<Record<string, number | string>>): RuleDraft[] {
  const { when, ...rest } = draft;
  const guard = when && fold(when, known);
  const allows = fold(draft.allows, known);
  if (guard?.kind === 'value' && !guard.value) return [];
  if (allows.kind === 'value' && allows.value) return [];
  return [{ ...rest, allows, ...(guard && guard.kind !== 'value' ? { when: guard } : {}) }];
}
