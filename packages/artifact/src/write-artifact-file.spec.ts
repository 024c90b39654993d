import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleContent } from './artifact.fixture';
import { writeArtifact } from './write-artifact';
import { writeArtifactFile } from './write-artifact-file';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'artifact-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('writes the same bytes as writeArtifact, over an older file too, and leaves nothing else', async () => {
  const path = join(folder, 'a.bin');
  const expected = writeArtifact(exampleContent());
  for (let run = 0; run < 2; run++) expect(await writeArtifactFile(path, exampleContent())).toBe(expected.length);
  expect(Buffer.compare(await readFile(path), expected)).toBe(0);
  expect(await readdir(folder)).toEqual(['a.bin']);
});

it('leaves nothing behind when it fails', async () => {
  await mkdir(join(folder, 'taken'));
  await expect(writeArtifactFile(join(folder, 'taken'), exampleContent())).rejects.toMatchObject({
    diagnostics: [{ code: 'ART002' }],
  });
  await expect(writeArtifactFile(join(folder, 'no', 'a.bin'), exampleContent())).rejects.toMatchObject({
    diagnostics: [{ code: 'ART002' }],
  });
  expect(await readdir(folder)).toEqual(['taken']);
});
