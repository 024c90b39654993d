export { type KeyExplanation } from '@openbpu/config';
export * from './explain';
export { type GuessedInput } from './guess-input';
export { type InitRequest, type InitResult, initRecipe } from './init-recipe';
export { type VendorRequest, type VendorResult, writeVendorRecipe } from './write-vendor-recipe';
