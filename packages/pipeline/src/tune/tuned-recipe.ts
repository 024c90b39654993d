import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type Recipe, movedRecipe } from '@openbpu/config';
import { type WideGroup, withInfos } from './wide-groups';

/**
 * The text of a recipe that asks for groups too, for the folder of the results: what it says stays, paths lead where
 * they led, its results go where they went.
 */
export function tunedRecipe(
  text: string,
  recipe: Recipe,
  groups: readonly WideGroup[],
  { baseFolder, folder, heading }: { baseFolder: string; folder: string; heading: readonly string[] },
): string {
  return movedRecipe(text, {
    nodeInfo: groups.length === 0 ? {} : withInfos(recipe, groups).model.nodeInfo,
    path: (given) => (isAbsolute(given) ? given : fromHere(relative(folder, resolve(baseFolder, given)))),
    workingDir: recipe.model.workingDir,
    heading,
  });
}

function fromHere(path: string): string {
  const plain = path.split(sep).join('/');
  return plain === '' ? '.' : plain.startsWith('.') ? plain : `./${plain}`;
}
