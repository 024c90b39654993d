export * from './verdicts-on';
