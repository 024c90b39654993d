export * from './diagnostic';
export * from './catalogue';
export * from './sink';
export * from './nearest';
