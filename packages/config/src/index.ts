export { CONFIG } from './catalogue';
export { checkEvenInput, checkInputShape } from './input-shape';
export { channelsOf, runtimeTypesFor } from './input-types';
export * from './march-rules';
export { type ParseRecipeOptions, parseRecipe } from './parse-recipe';
export * from './recipe';
export * from './words';
export { type GroupName, type RecipeKey, RECIPE_KEYS, REQUIRED_GROUPS } from './recipe-keys';
export { UNSUPPORTED } from './unsupported';
