export * from './forced-sensitivities';
