export * from './artifact-header';
export { type ByteSource } from './byte-source';
export { ARTIFACT } from './catalogue';
export * from './inspect-artifact';
export { ALIGNMENT, FORMAT_VERSION } from './layout';
export * from './open-artifact';
export { type ArtifactSection } from './read-head';
export * from './verify-artifact';
export { type ArtifactContent, encodeArtifact, encodePack, writeArtifact } from './write-artifact';
