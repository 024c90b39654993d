export { RECORD } from './catalogue';
export * from './parse-record';
export * from './run-record';
export * from './stringify-record';
