export * from './budget';
export { GUARD } from './catalogue';
export * from './file-kinds';
export * from './reason-of';
export * from './user-file';
