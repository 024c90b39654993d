export * from './catalogue';
export * from './proto/model';
export { decodeModel, encodeModel } from './proto/codec';
export * from './proto/attribute';
export * from './proto/build';
export * from './proto/data-type';
export * from './proto/external-data';
export * from './proto/read-tensor';
export * from './proto/write-tensor';
