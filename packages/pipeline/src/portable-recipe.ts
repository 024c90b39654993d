import { basename, isAbsolute, relative, sep } from 'node:path';
import type { CustomOpRecipe, Recipe } from '@openbpu/config';

/**
 * The recipe as artifacts and records carry it: no path in it tells of the machine it was written on. Absolute paths
 * inside the folder of the recipe become relative ones, of others only the last name stays.
 */
export function portableRecipe(recipe: Recipe, baseFolder: string): Recipe {
  const path = (given: string) => {
    if (!isAbsolute(given)) return given;
    const inside = relative(baseFolder, given);
    return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
      ? basename(given)
      : `.${sep}${inside}`;
  };
  const { model, inputs, customOp } = recipe;
  const files =
    model.kind === 'onnx'
      ? { ...model, onnxModel: path(model.onnxModel) }
      : { ...model, prototxt: path(model.prototxt), caffeModel: path(model.caffeModel) };
  return {
    ...recipe,
    ...(customOp ? { customOp: { ...customOp, ...portableModules(customOp, path) } } : {}),
    model: { ...files, workingDir: path(model.workingDir) },
    inputs: inputs.map((input) =>
      input.calDataDir === undefined ? input : { ...input, calDataDir: path(input.calDataDir) },
    ),
  };
}

function portableModules(
  { dir, registerFiles }: CustomOpRecipe,
  path: (given: string) => string,
): Pick<CustomOpRecipe, 'dir' | 'registerFiles'> {
  return { registerFiles: registerFiles.map(path), ...(dir === undefined ? {} : { dir: path(dir) }) };
}
