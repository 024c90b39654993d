export * from './events';
export * from './checker';
export * from './job';
export * from './catalogue';
export * from './makertbin';
export * from './input-metadata';
