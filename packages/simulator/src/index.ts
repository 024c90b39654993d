export * from './catalogue';
export * from './machine';
export * from './clock/estimate';
export { runClock } from './clock/run-clock';
