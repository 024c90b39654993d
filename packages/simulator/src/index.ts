export * from './catalogue';
export * from './machine';
export * from './simulate';
export * from './clock/estimate';
