export * from './files';
export * from './targets';
export * from './generated-docs';
export * from './vectors/vector-files';
export * from './documents';
