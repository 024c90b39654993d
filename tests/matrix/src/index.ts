export * from './combinations';
export * from './try-combination';
