export * from './catalogue';
export * from './machine';
export * from './clock/estimate';
export { dispatchCycles, runClock } from './clock/run-clock';
export { waitForConstants } from './clock/wait-for-constants';
