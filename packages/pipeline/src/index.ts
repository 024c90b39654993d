export * from './events';
export * from './checker';
export * from './job';
export * from './catalogue';
