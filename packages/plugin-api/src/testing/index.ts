export * from './backend-laws';
export * from './custom-op-laws';
export * from './node-texts';
export * from './placed-by';
export * from './verdicts-on';
export * from './witnesses';
