export * from './catalogue';
export { normaliseArguments } from './normalise-arguments';
export { PROGRAMS, type ProgramName, main, programOf } from './programs';
