export * from './dtype';
export * from './shape';
export * from './tensor';
export * from './tensor-type';
export * from './arithmetic';
export * from './half';
export * from './reals';
export * from './npy';
