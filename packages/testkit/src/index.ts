export * from './bmp';
export * from './evaluate';
export * from './pass-tester';
export * from './random-draw';
export * from './script';
