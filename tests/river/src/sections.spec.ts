import { type ArtifactHeader, writeArtifact } from '@openbpu/artifact';
import { createHash } from 'node:crypto';
import { sectionHashes } from './sections';

it('hashes every section of a .bin, however long its header is', () => {
  const sections = new Map([
    ['empty', new Uint8Array(0)],
    ['short', Uint8Array.of(1, 2, 3)],
    ['long', new Uint8Array(130).fill(7)],
  ]);
  for (const graphName of ['', 'g'.repeat(100)]) {
    const header: ArtifactHeader = {
      tool: { name: 'openbpu', version: '0' },
      versions: {},
      march: 'bayes-e',
      machineVersion: 1,
      graphName,
      inputs: [
        {
          name: 'x',
          typeRt: 'featuremap',
          typeIntermediate: 'featuremap',
          typeTrain: 'featuremap',
          shape: [1],
          layout: 'NCHW',
          dtype: 'float32',
          source: 'ddr',
          spaceAndRange: 'regular',
        },
      ],
      outputs: [{ name: 'x', dtype: 'float32', shape: [1] }],
      steps: [],
      tensors: { x: { dtype: 'float32', shape: [1], layout: 'none' } },
      deletedNodes: [],
      recipe: {},
    };
    expect(sectionHashes(Buffer.from(writeArtifact({ header, sections })))).toEqual(
      [...sections].map(([name, bytes]) => {
        return `${createHash('sha256').update(bytes).digest('hex')} ${bytes.length} ${name}`;
      }),
    );
  }
});
