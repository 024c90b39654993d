export * from './all';
export * from './standard-ops';
export * from './is-data-movement';
export * from './support/float-table';
export * from './support/unary';
export type { ConvAttrs } from './float/Conv';
export type { ConvTransposeAttrs } from './float/ConvTranspose';
export { floatTable } from './support/float-table';
export { softmaxTable } from './support/softmax-table';
