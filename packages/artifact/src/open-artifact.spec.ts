import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import fc from 'fast-check';
import { exampleContent, idleHeader } from './artifact.fixture';
import { openArtifact, readArtifact, readArtifactFile } from './open-artifact';
import { verifyArtifact } from './verify-artifact';
import { encodeHead, encodePack, sha256, writeArtifact } from './write-artifact';

const good = writeArtifact(exampleContent());

/**
 * The code of the first complaint, of opening or of reading everything; undefined when all is well. Other errors pass
 * through.
 */
async function complaint(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const artifact = await readArtifact(bytes);
    return (await verifyArtifact(artifact))[0]?.code;
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0].code;
    throw error;
  }
}

/** A file whose hash of the header is right, whatever the header says. */
const forged = (json: string, body = new Uint8Array(0)) =>
  new Uint8Array(Buffer.concat([...encodeHead(Buffer.from(json)), body]));
const forgedSections = (sections: unknown, bytes: number) =>
  forged(JSON.stringify({ header: idleHeader(), sections }), new Uint8Array(bytes));

function changed(change: (bytes: DataView) => void): Uint8Array {
  const bytes = good.slice();
  change(new DataView(bytes.buffer));
  return bytes;
}

it('gives back what was written', async () => {
  const { header, sections } = exampleContent();
  const artifact = await readArtifact(good);
  expect(artifact.header).toEqual(header);
  expect(artifact.sections.map(({ name }) => name)).toEqual([...sections.keys()]);
  for (const [name, bytes] of sections) expect([...(await artifact.section(name))]).toEqual([...bytes]);
  expect(artifact.sections.every(({ offset }) => offset % 64 === 0)).toBe(true);
  await expect(artifact.section('ghost')).rejects.toThrow(RangeError);
});

it('gives back any sections', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string({ minLength: 1 }), fc.uint8Array({ maxLength: 200 })),
      async (sections) => {
        const header = idleHeader();
        const artifact = await readArtifact(writeArtifact({ header, sections: new Map(Object.entries(sections)) }));
        for (const [name, bytes] of Object.entries(sections))
          expect(Buffer.compare(await artifact.section(name), bytes)).toBe(0);
        expect(await verifyArtifact(artifact)).toEqual([]);
      },
    ),
  );
});

it.each<[string, Uint8Array, string]>([
  ['nothing', new Uint8Array(0), 'ART003'],
  ['another file', Buffer.from('PK\x03\x04 and so on'), 'ART003'],
  ['only the magic', good.slice(0, 8), 'ART005'],
  ['a newer version', changed((view) => view.setUint32(8, 2, true)), 'ART004'],
  ['version 0', changed((view) => view.setUint32(8, 0, true)), 'ART004'],
  ['reserved bytes', changed((view) => view.setUint32(12, 1, true)), 'ART006'],
  ['a header of 2^63 bytes', changed((view) => view.setBigUint64(16, 2n ** 63n, true)), 'ART006'],
  ['a header of 2^64 - 1 bytes', changed((view) => view.setBigUint64(16, 2n ** 64n - 1n, true)), 'ART006'],
  ['a header longer than the file', changed((view) => view.setBigUint64(16, 1_000_000n, true)), 'ART005'],
  ['no header', changed((view) => view.setBigUint64(16, 0n, true)), 'ART006'],
  ['bytes after the end', new Uint8Array(Buffer.concat([good, new Uint8Array(64)])), 'ART005'],
  ['a header that is not JSON', forged('{'), 'ART006'],
  ['a header that is no object', forged('null'), 'ART006'],
  ['a header nested deeply', forged(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`), 'ART006'],
  ['a header that is not UTF-8', forged('"\ud800"'), 'ART006'],
  [
    'a section beyond the file',
    forgedSections([{ name: 'a', offset: 0, length: 2 ** 50, sha256: '0'.repeat(64) }], 64),
    'ART005',
  ],
  [
    'a section of unsafe size',
    forgedSections([{ name: 'a', offset: 0, length: 2 ** 60, sha256: '0'.repeat(64) }], 64),
    'ART006',
  ],
  ['a negative section', forgedSections([{ name: 'a', offset: -64, length: 64, sha256: '0'.repeat(64) }], 0), 'ART006'],
  [
    'overlapping sections',
    forgedSections(
      ['a', 'b'].map((name) => ({ name, offset: 0, length: 64, sha256: '0'.repeat(64) })),
      64,
    ),
    'ART006',
  ],
  ['a gap', forgedSections([{ name: 'a', offset: 64, length: 64, sha256: '0'.repeat(64) }], 128), 'ART006'],
  [
    'two sections of one name',
    forgedSections(
      [
        { name: 'a', offset: 0, length: 0, sha256: sha256(new Uint8Array(0)) },
        { name: 'a', offset: 0, length: 0, sha256: sha256(new Uint8Array(0)) },
      ],
      0,
    ),
    'ART006',
  ],
  [
    'a wrong section hash',
    forgedSections([{ name: 'a', offset: 0, length: 64, sha256: '0'.repeat(64) }], 64),
    'ART007',
  ],
  ['a step without its section', forged(JSON.stringify({ header: exampleContent().header, sections: [] })), 'ART006'],
])('refuses %s', async (_, bytes, code) => {
  expect(await complaint(bytes)).toBe(code);
});

it('notices every single flipped bit', async () => {
  expect(await complaint(good)).toBeUndefined();
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.nat(7), async (at, bit) => {
      expect(await complaint(changed((view) => view.setUint8(at, view.getUint8(at) ^ (1 << bit))))).toMatch(/^ART/);
    }),
    { numRuns: 1000 },
  );
});

it('notices every truncation', async () => {
  for (let length = 0; length < good.length; length += length < 200 ? 1 : 37)
    expect(await complaint(good.slice(0, length))).toMatch(/^ART00[356]$/);
});

it('throws nothing but diagnostics for headers with changed values', async () => {
  const text = JSON.stringify({ header: exampleContent().header, sections: [] });
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length), fc.nat(30), fc.oneof(fc.string(), fc.json()), async (at, cut, noise) => {
      expect(await complaint(forged(text.slice(0, at) + noise + text.slice(at + cut)))).toMatch(/^ART/);
    }),
    { numRuns: 500 },
  );
});

describe('from a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'artifact-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads what it needs, and notices a file that changes meanwhile', async () => {
    const path = join(folder, 'a.bin');
    await writeFile(path, good);
    const artifact = await openArtifact(path);
    expect(await artifact.section('weights')).toEqual(new Uint8Array(64).fill(255));
    await truncate(path, artifact.sections[1].offset + 3);
    await expect(artifact.section('weights')).rejects.toMatchObject({
      diagnostics: [{ code: 'GRD002', at: { file: path } }],
    });
  });

  it.each([
    ['nothing', 'absent.bin', 'GRD001'],
    ['a folder', '.', 'GRD002'],
  ])('refuses %s', async (_, name, code) => {
    await expect(openArtifact(join(folder, name))).rejects.toMatchObject({ diagnostics: [{ code }] });
  });
});

describe('a file of several models', () => {
  const pack = (names: readonly string[]) =>
    new Uint8Array(Buffer.concat(encodePack(new Map(names.map((name) => [name, good])))));

  it('gives every model under its name, and its bytes', async () => {
    const { packed, models } = await readArtifactFile(pack(['a', 'b']));
    expect([packed, models.map(({ name }) => name)]).toEqual([true, ['a', 'b']]);
    for (const { artifact } of models) {
      expect(artifact.header).toEqual(exampleContent().header);
      expect(await verifyArtifact(artifact)).toEqual([]);
      expect(Buffer.from(await artifact.source.read(0, artifact.bytes)).equals(good)).toBe(true);
    }
    expect(models[1].artifact.name).toBe('.bin:b');
  });

  it('is not taken for one model, nor one model for several', async () => {
    expect(await complaint(pack(['a', 'b']))).toBe('ART009');
    const alone = await readArtifactFile(good, 'folder/net.BIN');
    expect([alone.packed, alone.models.map(({ name }) => name)]).toEqual([false, ['net']]);
    const { header, sections } = exampleContent();
    const named = writeArtifact({ header: { ...header, recipe: { model: { prefix: 'mine' } } }, sections });
    expect((await readArtifactFile(named)).models[0].name).toBe('mine');
  });

  it('has models, with names', () => {
    expect(() => pack([])).toThrow(TypeError);
    expect(() => pack([''])).toThrow(TypeError);
  });

  it('is refused where it holds none, or another file in the place of one', async () => {
    const wrong = async (bytes: Uint8Array) => expect(readArtifactFile(bytes)).rejects.toThrow(DiagnosticError);
    await wrong(forged(JSON.stringify({ packed: true, sections: [] })));
    await wrong(forged(JSON.stringify({ packed: false, sections: [] })));
    await wrong(new Uint8Array(Buffer.concat(encodePack(new Map([['a', good.subarray(64)]])))));
    await wrong(new Uint8Array(Buffer.concat(encodePack(new Map([['a', pack(['b'])]])))));
  });
});
