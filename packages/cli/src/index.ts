export * from './hb-mapper';
export * from './normalise-arguments';
export * from './catalogue';
