import { exampleContent } from './artifact.fixture';
import { encodeArtifact, writeArtifact } from './write-artifact';

it('lays out preamble, header and sections on 64 bytes', () => {
  const bytes = Buffer.from(writeArtifact(exampleContent()));
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x4f, 0x42, 0x50, 0x0d, 0x0a, 0x1a, 0x0a]);
  expect(bytes.readUInt32LE(8)).toBe(1);
  const length = Number(bytes.readBigUInt64LE(16));
  const json = JSON.parse(bytes.toString('utf8', 64, 64 + length));
  expect(
    json.sections.map(({ name, offset, length: size }: { name: string; offset: number; length: number }) => [
      name,
      offset,
      size,
    ]),
  ).toEqual([
    ['program', 0, 70],
    ['weights', 128, 64],
    ['softmax.onnx', 192, 0],
  ]);
  expect(bytes.length % 64).toBe(0);
  const first = 64 + Math.ceil(length / 64) * 64;
  expect(bytes[first + 69]).toBe(69);
  expect(bytes[first + 70]).toBe(0);
  expect(bytes[first + 128]).toBe(255);
  expect(bytes.length).toBe(first + 192);
});

it('gives the same bytes whatever the order of the properties', () => {
  const content = exampleContent();
  const { tool, tensors, ...rest } = content.header;
  const shuffled = { ...rest, tensors: Object.fromEntries(Object.entries(tensors).reverse()), tool };
  expect(Buffer.compare(writeArtifact({ ...content, header: shuffled }), writeArtifact(content))).toBe(0);
});

it('does not copy sections', () => {
  const content = exampleContent();
  const weights = content.sections.get('weights');
  expect(encodeArtifact(content).some((piece) => piece === weights)).toBe(true);
});

it('refuses a content that contradicts itself, as a bug', () => {
  const content = exampleContent();
  const { header, sections } = content;
  expect(() => writeArtifact({ header, sections: new Map([...sections].slice(1)) })).toThrow(/needs section "program"/);
  expect(() => writeArtifact({ header: { ...header, machineVersion: NaN }, sections })).toThrow(/machineVersion/);
  expect(() => writeArtifact({ header: { ...header, recipe: { x: Infinity } }, sections })).toThrow(/no place in JSON/);
  expect(() => writeArtifact({ header, sections: new Map([...sections, ['', new Uint8Array(1)]]) })).toThrow(/no name/);
});
