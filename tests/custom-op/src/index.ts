export * from './bench';
export * from './caffemodel';
export * from './nets';
