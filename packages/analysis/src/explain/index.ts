export * from './cause';
export type { QuantisedBeside } from './integers/quantised-beside';
export * from './explain';
