export { checkText, costText } from './check-text';
export * from './html-report';
export { shareText } from './mac-share';
export * from './node-table';
export * from './summary-text';
export * from './text-table';
