import { nearest } from '@openbpu/diagnostics';
import type { MarchRules } from './march-rules';
import { OUR_KEYS, RECIPE_KEYS, type RecipeKey } from './recipe-keys';

/** Everything that the description and the marches say of one key. */
export interface KeyExplanation extends RecipeKey {
  /** Whether only OpenBPU knows it. */
  readonly ours: boolean;
  readonly marches: readonly MarchVerdict[];
}

export interface MarchVerdict {
  readonly march: string;
  readonly board?: string;
  /** `some values`: it depends on them. */
  readonly verdict: 'valid' | 'some values' | 'superseded' | 'refused';
  /** One clause. */
  readonly because?: string;
}

/** There is no such key. */
export interface UnknownKey {
  readonly known: readonly string[];
  readonly nearest?: string;
}

/** What a key is for and what it may be, or the nearest to one that no group has. */
export function explainKey(name: string, marches: readonly MarchRules[]): KeyExplanation | UnknownKey {
  const found = RECIPE_KEYS.find(({ key }) => key === name);
  if (found !== undefined)
    return { ...found, ours: OUR_KEYS.includes(name), marches: marches.map((rules) => verdictOf(name, rules)) };
  const known = RECIPE_KEYS.map(({ key }) => key);
  const like = nearest(name, known);
  return { known, ...(like === undefined ? {} : { nearest: like }) };
}

function verdictOf(key: string, { march, board, ...rules }: MarchRules): MarchVerdict {
  const named = { march, ...(board === undefined ? {} : { board }) };
  const rule = rules.keys.find((each) => each.key === key);
  if (rule) return { ...named, verdict: rule.verdict, because: rule.because };
  const because = limitsOf(key, rules);
  return because === undefined ? { ...named, verdict: 'valid' } : { ...named, verdict: 'some values', because };
}

/** The values that a march does not have of a key that it has, in one clause; undefined where it has all. */
function limitsOf(
  key: string,
  { coreNum, int16Output, refusedInputs }: Omit<MarchRules, 'march' | 'board'>,
): string | undefined {
  if (key === 'core_num' && coreNum.length === 1) return `only ${coreNum.join(' or ')}`;
  if (key === 'optimization' && !int16Output) return 'no set_model_output_int16: it has no 16-bit outputs';
  if (key !== 'input_type_rt' && key !== 'input_layout_rt') return undefined;
  const refused = refusedInputs.filter(({ layoutRt }) => key === 'input_type_rt' || layoutRt !== undefined);
  const clauses = refused.map(
    ({ typeRt, layoutRt, because }) => `not ${typeRt}${layoutRt === undefined ? '' : ` in ${layoutRt}`}: ${because}`,
  );
  return clauses.length === 0 ? undefined : clauses.join('; ');
}
