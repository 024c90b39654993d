export * from './all';
export * from './standard-ops';
