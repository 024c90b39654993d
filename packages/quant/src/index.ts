export * from './calibrator';
export * from './calibrators/max-calibrator';
export * from './calibrators/kl-calibrator';
export * from './calibrators/mse-calibrator';
export * from './listen';
export * from './weight-thresholds';
