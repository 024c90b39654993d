export { type Diagnostic, DiagnosticError } from '@openbpu/diagnostics';
export { API } from './catalogue';
export { type CheckOptions, check } from './check';
export { type ConvertOptions, type FastPerfOptions, convert, convertFast } from './convert';
export { type NodeMessage, debug } from './debug';
export type * from './debug-options';
export type { Log, ToldOptions } from './job';
export type { ModelOptions } from './model-options';
export type { Optional, Spelt } from './option-types';
