import type { CompilerRecipe } from './recipe';
import { EVERY_OTHER_INPUT, type InputSource } from './words';

/**
 * What `input_source` says of an input: by its name, or what it says of every other one. Undefined where it says
 * nothing.
 */
export function askedSource(sources: CompilerRecipe['inputSource'], name: string): InputSource | undefined {
  return sources?.[name] ?? sources?.[EVERY_OTHER_INPUT];
}
