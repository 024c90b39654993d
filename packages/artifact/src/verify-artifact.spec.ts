import { exampleContent } from './artifact.fixture';
import { readArtifact } from './open-artifact';
import { verifyArtifact } from './verify-artifact';
import { writeArtifact } from './write-artifact';

it('names every damaged section and stray bytes', async () => {
  const bytes = writeArtifact(exampleContent());
  const [program, weights] = (await readArtifact(bytes)).sections;
  bytes[program.offset] ^= 1;
  bytes[program.offset + 100] = 1;
  bytes[weights.offset + 63] = 0;
  const artifact = await readArtifact(bytes);
  expect((await verifyArtifact(artifact)).map(({ code, facts }) => [code, facts.section ?? facts.offset])).toEqual([
    ['ART007', 'program'],
    ['ART008', program.offset + 100],
    ['ART007', 'weights'],
  ]);
  bytes[program.offset + 100] = 0;
  bytes[program.offset + 70] = 1;
  expect(await verifyArtifact(artifact)).toContainEqual(
    expect.objectContaining({ code: 'ART008', facts: { offset: program.offset + 70 } }),
  );
  await expect(artifact.section('weights')).rejects.toMatchObject({ diagnostics: [{ code: 'ART007' }] });
});
