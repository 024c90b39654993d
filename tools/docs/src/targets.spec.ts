import { staleFiles } from './files';
import { TARGETS } from './targets';

describe.each(TARGETS.map((target) => [target.name, target] as const))('%s', (_, { folder, files, others }) => {
  const once = files();

  /** When this fails: npx tsc --build && node tools/docs/dist/generate.js */
  it('is fresh', () => expect(staleFiles(folder, once, others)).toEqual([]));

  it('is the same every time', () => expect([...files()]).toEqual([...once]));

  it('names no place of a machine', () => {
    for (const text of once.values()) expect(text).not.toMatch(/(?:^|[\s"'(])\/(?:home|work|tmp|Users)\//m);
  });
});
