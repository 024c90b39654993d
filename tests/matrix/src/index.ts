export * from './combinations';
export * from './try-combination';
export type { Row } from './key-values';
export { type Settings, recipeOf } from './recipe-text';
