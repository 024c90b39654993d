import { Writer } from 'protobufjs';
import { BYTES, FIXED32, FIXED64, VARINT, WireError, WireReader } from './wire-reader';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('WireReader', () => {
  it('walks fields of every wire type', () => {
    const message = new Writer()
      .uint32(8)
      .uint32(300)
      .uint32(17)
      .double(1.5)
      .uint32(26)
      .string('hä')
      .uint32(37)
      .float(-2)
      .finish();
    const reader = new WireReader(message);
    const seen: unknown[] = [];
    while (reader.next()) {
      const { field, wire } = reader;
      seen.push([
        field,
        wire,
        wire === VARINT
          ? reader.varint()
          : wire === FIXED64
            ? reader.double()
            : wire === BYTES
              ? reader.text()
              : wire === FIXED32 && reader.float(),
      ]);
    }
    expect(seen).toEqual([
      [1, VARINT, 300],
      [2, FIXED64, 1.5],
      [3, BYTES, 'hä'],
      [4, FIXED32, -2],
    ]);
    expect(reader.done).toBe(true);
  });

  it('skips what it is not asked for', () => {
    const reader = new WireReader(
      new Writer()
        .uint32(8)
        .uint32(300)
        .uint32(17)
        .double(1.5)
        .uint32(26)
        .string('x')
        .uint32(37)
        .float(-2)
        .uint32(40)
        .uint32(7)
        .finish(),
    );
    for (let i = 0; i < 4; i++) {
      reader.next();
      reader.skip();
    }
    reader.next();
    expect([reader.field, reader.varint()]).toEqual([5, 7]);
  });

  it('gives chunks as views', () => {
    const message = bytes(10, 2, 7, 8);
    const reader = new WireReader(message);
    reader.next();
    expect(reader.chunk().buffer).toBe(message.buffer);
  });

  it.each<[string, Uint8Array]>([
    ['a tag that is cut off', bytes(0x80)],
    ['a number that is cut off', bytes(8, 0xff)],
    ['a number of eleven bytes', bytes(8, ...new Array<number>(11).fill(0xff))],
    ['a length beyond the end', bytes(10, 5, 1)],
    ['a huge length', bytes(10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)],
    ['a double that is cut off', bytes(9, 1, 2)],
    ['a float that is cut off', bytes(13, 1, 2)],
    ['field number 0', bytes(0, 1)],
    ['a group', bytes(11, 12)],
  ])('refuses %s', (_, message) => {
    const reader = new WireReader(message);
    expect(() => {
      while (reader.next()) reader.skip();
    }).toThrow(WireError);
  });

  it('refuses to read bytes where a number stands', () => {
    const reader = new WireReader(bytes(8, 1));
    reader.next();
    expect(() => reader.chunk()).toThrow('field 1 has wire type 0 where bytes belong');
  });
});
