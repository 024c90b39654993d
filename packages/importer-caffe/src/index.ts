export { customLayer } from './layers/custom';
export * from './caffe-importer';
export * from './catalogue';
export type { LayerRule } from './layers/layer-rule';
export type { LayerSite, Step } from './graph/layer-site';
export type { Layer } from './net/layer';
