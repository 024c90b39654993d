export { ANALYSIS } from './catalogue';
export * from './results';
export * from './model/calibrated-model';
export * from './model/switched-session';
export * from './sensitivity/sensitivity-of-nodes';
