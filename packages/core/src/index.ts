export * from './pass';
export * from './rewrite-pass';
export * from './pass-list';
export * from './contracts';
