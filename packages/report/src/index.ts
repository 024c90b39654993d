export * from './text-table';
export * from './node-table';
