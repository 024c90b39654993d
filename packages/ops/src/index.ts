export * from './all';
export * from './standard-ops';
export * from './is-data-movement';
export * from './support/float-table';
export * from './support/unary';
