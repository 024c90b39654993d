export * from './cause';
export * from './explain';
