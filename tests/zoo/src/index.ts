export * from './nets';
export * from './try-net';
