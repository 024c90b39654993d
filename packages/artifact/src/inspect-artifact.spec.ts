import { exampleContent } from './artifact.fixture';
import { inspectArtifact } from './inspect-artifact';
import { readArtifact } from './open-artifact';
import { writeArtifact } from './write-artifact';

it('is plain data about the whole file', async () => {
  const bytes = writeArtifact(exampleContent());
  const summary = inspectArtifact(await readArtifact(bytes, 'demo.bin'));
  expect(summary).toMatchObject({
    name: 'demo.bin',
    formatVersion: 1,
    bytes: bytes.length,
    steps: { bpu: 1, cpu: 1, edge: 1 },
    removable: ['fc_HzDequantize'],
  });
  expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
});
