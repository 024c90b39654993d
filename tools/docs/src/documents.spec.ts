import { DOCUMENTS, isStale } from './documents';

/** When this fails: npx tsc --build && node tools/docs/dist/generate.js */
it.each(DOCUMENTS.map((document) => [document.name, document] as const))('the region of %s is fresh', (_, document) => {
  expect(isStale(document)).toBe(false);
});
