export * from './kept';
export * from './run-program';
