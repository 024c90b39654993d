import { readFileSync, readdirSync, existsSync } from 'node:fs';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DiagnosticError } from '@openbpu/diagnostics';
import { float32 } from '@openbpu/tensor';
import * as fc from 'fast-check';
import {
  attributesOf,
  floatAttribute,
  floatsAttribute,
  intAttribute,
  intsAttribute,
  stringAttribute,
  stringsAttribute,
  tensorAttribute,
} from './attribute';
import { buildEntries, buildFunction, buildGraph, buildModel, buildNode, buildValue } from './build';
import { decodeModel, encodeMessage, encodeModel, modelParts } from './codec';
import { DataType } from './data-type';
import type { ModelProto } from './model';
import { writeTensor } from './write-tensor';

const model: ModelProto = buildModel({
  irVersion: 10,
  producerName: 'openbpu',
  opsetImport: [
    { domain: '', version: 17 },
    { domain: 'own', version: 1 },
  ],
  metadataProps: buildEntries({ b: '2', a: '1' }),
  graph: buildGraph({
    name: 'g',
    node: [
      buildNode({
        name: 'n',
        opType: 'F',
        domain: 'own',
        overload: 'v',
        input: ['x', '', 'w'],
        output: ['y'],
        attribute: [
          intAttribute('i', 2n ** 63n - 1n),
          intsAttribute('ints', [-(2n ** 63n), 0, -1]),
          floatAttribute('f', 0),
          floatsAttribute('floats', [0.5, Infinity]),
          stringAttribute('s', 'größe'),
          stringsAttribute('strings', ['a', '']),
          tensorAttribute('t', writeTensor('t', float32([2], [1, -0]))),
        ],
      }),
    ],
    initializer: [
      writeTensor('w', float32([3], [1, 2, 3])),
      {
        ...writeTensor('v', float32([2], [0, 0])),
        int64Data: [-1n, 2n ** 63n - 1n, 2n ** 32n, -(2n ** 31n)],
        uint64Data: [2n ** 64n - 1n, 2n ** 63n, 2n ** 31n, 0n],
      },
    ],
    input: [buildValue('x', DataType.FLOAT, ['N', 3])],
    output: [buildValue('y', DataType.FLOAT, undefined)],
  }),
  functions: [
    buildFunction({
      name: 'F',
      domain: 'own',
      input: ['x'],
      output: ['y'],
      attribute: ['i'],
      overload: 'v',
      opsetImport: [{ domain: '', version: 17 }],
    }),
  ],
});

describe('codec', () => {
  it('gives back what was written, 64-bit integers included', () => {
    expect(decodeModel(encodeModel(model))).toEqual(model);
  });

  it('reads attributes, saturating integers a number cannot hold', () => {
    expect(attributesOf(decodeModel(encodeModel(model)).graph.node[0])).toMatchObject({
      i: Number.MAX_SAFE_INTEGER,
      ints: [Number.MIN_SAFE_INTEGER, 0, -1],
      f: 0,
      floats: [0.5, Infinity],
      s: 'größe',
    });
  });

  it('gives raw data as a view on the file', () => {
    const bytes = encodeModel(model);
    expect(decodeModel(bytes).graph.initializer[0].rawData?.buffer).toBe(bytes.buffer);
    expect(decodeModel(Buffer.from(bytes))).toEqual(model);
  });

  it('keeps fields nobody here reads', () => {
    const strange = Uint8Array.of(0xfa, 0x3f, 3, 1, 2, 3); // field 1023, three bytes
    const read = decodeModel(Uint8Array.of(...strange, ...encodeModel(model)));
    expect(read.unknown).toEqual([strange]);
    expect(decodeModel(encodeModel(read))).toEqual(read);
  });

  it('writes equal models as equal bytes', () => {
    expect(encodeModel(decodeModel(encodeModel(model)))).toEqual(encodeModel(model));
  });

  it('writes the bytes of the wire library, elements of large tensors as views', () => {
    const large = float32(
      [3, 500],
      Array.from({ length: 1500 }, (_, i) => i),
    );
    const { graph } = model;
    const strange = Uint8Array.of(0xfa, 0x3f, 3, 1, 2, 3);
    const initializer = [...graph.initializer, { ...writeTensor('l', large), docString: 'd' }, graph.initializer[0]];
    for (const each of [model, { ...model, unknown: [strange], graph: { ...graph, initializer } }]) {
      expect(encodeModel(each)).toEqual(encodeMessage('ModelProto', { ...each }));
      expect(Buffer.concat(modelParts(each))).toEqual(Buffer.from(encodeModel(each)));
    }
    const parts = modelParts({ ...model, graph: { ...graph, initializer } });
    expect(parts.filter(({ buffer }) => buffer === large.data.buffer)).toHaveLength(1);
  });

  it.each([
    ['nothing', []],
    ['a text', [...Buffer.from('hello, this is no model')]],
    ['an endless varint', Array.from({ length: 40 }, () => 0xff)],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeModel(Uint8Array.from(bytes))).toThrow(DiagnosticError);
  });

  it('refuses graphs nested without end', () => {
    let graph: number[] = [];
    for (let depth = 0; depth < 100; depth++)
      // g of an attribute of a node
      for (const tag of [0x32, 0x2a, 0x0a]) graph = [tag, ...varint(graph.length), ...graph];
    expect(() => decodeModel(Uint8Array.from([0x3a, ...varint(graph.length), ...graph]))).toThrow('max depth');
  });

  it('survives every cut and every flipped bit: a model or a diagnostic', () => {
    const bytes = encodeModel(model);
    const attempt = (broken: Uint8Array) => {
      try {
        decodeModel(broken);
      } catch (error) {
        if (!(error instanceof DiagnosticError)) throw error;
      }
    };
    for (let end = 0; end < bytes.length; end++) attempt(bytes.subarray(0, end));
    for (let at = 0; at < bytes.length; at++)
      for (let bit = 0; bit < 8; bit++) attempt(bytes.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte)));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), attempt), { numRuns: 2000 });
  });

  const folder = process.env['OPENBPU_DATA'] ?? path.resolve(__dirname, '../../../../../shared/data');
  const models = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.onnx'))
    : [];
  if (models.length === 0) it.skip(`published models: no data folder at ${folder}`, () => undefined);
  else {
    it.each(models)('reads and rewrites %s without loss', (file) => {
      const read = decodeModel(readFileSync(path.join(folder, file)));
      expect(read.graph.node.length).toBeGreaterThan(0);
      const again = decodeModel(encodeModel(read));
      expect(isDeepStrictEqual(again.graph.node, read.graph.node)).toBe(true);
      expect(again.graph.initializer.map((tensor) => tensor.rawData?.length ?? tensor.floatData.length)).toEqual(
        read.graph.initializer.map((tensor) => tensor.rawData?.length ?? tensor.floatData.length),
      );
      expect({ ...again, graph: null }).toEqual({ ...read, graph: null });
    });
  }
});

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
}
