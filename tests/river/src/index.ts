export * from './data';
export * from './models';
export * from './convert-model';
export * from './three-executors';
export * from './quantised-feeds';
export * from './calibration-pictures';
export type { NodeInfos } from './recipe-text';
