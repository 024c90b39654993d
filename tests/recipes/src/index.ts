export * from './rep-vgg';
