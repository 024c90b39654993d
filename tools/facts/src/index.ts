export * from './facts-folder';
export * from './march-files';
export * from './marches';
export * from './read-facts';
export * from './write-files';
