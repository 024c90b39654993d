export { OnnxImporter, type OnnxImporterOptions } from './onnx-importer';
export type { OnnxModel } from './read-source';
export { type Probe } from './opaque/probe-fragment';
export { IMPORT_ONNX } from './catalogue';
export { type Mapping, OPAQUE } from './graph/mapping';
export type { GraphBuilder } from './graph/graph-builder';
export type { ImportNode } from './graph/import-node';
export { MAPPINGS } from './mappings/mappings';
export { OPERATORS, UNARY, type Operator } from './operators/operators';
