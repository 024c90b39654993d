export * from './bench';
export * from './nets';
