import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSource, memorySource } from './byte-source';

it('reads the same from memory and from a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bytes-'));
  try {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i);
    await writeFile(join(folder, 'a'), bytes);
    const sources = [memorySource(bytes), fileSource(join(folder, 'a'))];
    for (const source of sources) {
      expect(source.size).toBe(1000);
      expect([...(await source.read(998, 2))]).toEqual([998 & 255, 999 & 255]);
      expect(await source.read(1000, 0)).toHaveLength(0);
    }
    await rm(join(folder, 'a'));
    await expect(sources[1].read(0, 1)).rejects.toMatchObject({ diagnostics: [{ code: 'GRD001' }] });
  } finally {
    await rm(folder, { recursive: true });
  }
});
