export { BOARD } from './catalogue';
export * from './edit/remove-nodes';
export * from './model/open-model';
export * from './pack/pack-models';
export * from './perf/predict';
export * from './perf/predict-model';
export * from './perf/rows';
