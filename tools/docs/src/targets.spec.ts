import { staleFiles } from './files';
import { TARGETS } from './targets';

/** When this fails: npx tsc --build && node tools/docs/dist/generate.js */
it.each(TARGETS.map((target) => [target.name, target] as const))('%s is fresh', (_, { folder, files }) => {
  expect(staleFiles(folder, files())).toEqual([]);
});

it.each(TARGETS.map((target) => [target.name, target] as const))('%s is the same every time', (_, { files }) => {
  expect([...files()]).toEqual([...files()]);
});

it.each(TARGETS.map((target) => [target.name, target] as const))('%s names no place of a machine', (_, { files }) => {
  for (const text of files().values()) expect(text).not.toMatch(/(?:^|[\s"'(])\/(?:home|work|tmp|Users)\//m);
});
