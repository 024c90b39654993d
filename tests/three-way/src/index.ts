export * from './random-float-graph';
export * from './quantise-drawn';
export * from './compare-drawn';
export * from './try-seed';
export * from './campaign';
export * from './compare-tidied';
