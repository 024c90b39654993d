export * from './hb-mapper';
export { normaliseArguments } from './normalise-arguments';
export * from './catalogue';
