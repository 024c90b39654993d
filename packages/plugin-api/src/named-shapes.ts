import type { InputShapes } from './importer';

/**
 * The shapes a user fixes, each under the name of a model input: the one without a name belongs to the only input.
 * Where there are several it belongs to none and is left out.
 */
export function namedShapes(given: InputShapes, inputs: readonly string[]): InputShapes {
  const named = new Map(given);
  const unnamed = given.get('');
  if (unnamed === undefined || inputs.includes('')) return named;
  named.delete('');
  if (inputs.length === 1 && !named.has(inputs[0])) named.set(inputs[0], unnamed);
  return named;
}
