import { type KeyExplanation, type UnknownKey, explainKey } from '@openbpu/config';
import { marches } from '../marches';

/** What one key of a recipe is for, what it may be, and on which march; the nearest to one that there is not. */
export function explain(key: string): KeyExplanation | UnknownKey {
  return explainKey(
    key,
    marches().map(({ recipe }) => recipe),
  );
}
