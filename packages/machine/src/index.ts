export * from './layer-op';
