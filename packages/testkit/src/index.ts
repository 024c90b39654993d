export * from './evaluate';
export * from './pass-tester';
