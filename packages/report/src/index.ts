export { checkText, costText } from './check-text';
export * from './html-report';
export { shareText } from './mac-share';
export * from './node-table';
export * from './summary-text';
export * from './text-table';
export * from './perf/perf-page';
export {
  WARNINGS as NO_LAYERS_WARNINGS,
  SUBGRAPH_METRICS,
  ms as milliseconds,
  operations,
  summaryMetrics,
} from './perf/perf-words';
export { structureSvg } from './perf/structure-svg';
export { predictionLines } from './prediction-words';
export { channelsSvg } from './debug/channels-svg';
export * from './debug/debug-page';
export * from './debug/distribution-svg';
export * from './debug/errors-svg';
export * from './debug/picture';
export { pythonReal } from './debug/python-real';
export { sensitivitySvg } from './debug/sensitivity-svg';
export { sensitivityText, sensitivityTexts } from './debug/sensitivity-text';
export { explanationSvg } from './debug/explanation-svg';
export { explanationText } from './debug/explanation-text';
export { frontSvg } from './tune/front-svg';
export { tunePage } from './tune/tune-page';
export { tuneText } from './tune/tune-text';
