export * from './events';
export * from './checker';
export * from './job';
export * from './catalogue';
export * from './makertbin';
export * from './input-metadata';
export * from './run/infer';
export * from './run/evaluate';
export type { FitOptions } from './run/feed-image';
