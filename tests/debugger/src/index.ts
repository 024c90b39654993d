export * from './desk';
export * from './forced-sensitivities';
export * from './guide-net';
