export * from './node-texts';
export * from './verdicts-on';
