export { API } from './catalogue';
export { type NodeMessage, debug } from './debug';
export type * from './debug-options';
export type { Optional, Spelt } from './option-types';
