export * from './compare-pictures';
