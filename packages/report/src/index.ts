export * from './html-report';
export * from './node-table';
export * from './summary-text';
export * from './text-table';
