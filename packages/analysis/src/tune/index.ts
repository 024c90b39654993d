export * from './climb';
export * from './give-back';
export * from './group-worths';
export * from './pareto-front';
export * from './ranked-offers';
export * from './tune-figures';
export * from './tuning';
