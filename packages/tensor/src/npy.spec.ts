import fc from 'fast-check';
import { DTYPES, allocate, bytesOf } from './dtype';
import { NpyError, decodeNpy, encodeNpy } from './npy';
import { float32, makeTensor, sameTensor } from './tensor';
import { sizeOf } from './shape';

it('brings every dtype and shape back, bit for bit', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...DTYPES),
      fc.array(fc.nat(5), { maxLength: 4 }),
      fc.infiniteStream(fc.nat(255)),
      (dtype, shape, stream) => {
        const data = allocate(dtype, sizeOf(shape));
        const bytes = bytesOf(data);
        for (let i = 0; i < bytes.length; i++) bytes[i] = stream.next().value;
        const tensor = makeTensor(dtype, shape, data);
        expect(sameTensor(decodeNpy(encodeNpy(tensor)), tensor)).toBe(true);
      },
    ),
  );
});

it('writes the header numpy writes, padded to 64 bytes', () => {
  const file = encodeNpy(float32([3], [1, 2, 3]));
  expect(Buffer.from(file).toString('latin1', 10, 90)).toMatch(
    /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(3,\), \}/,
  );
  expect(file.length).toBe(128 + 12);
});

const withShape = (shape: string) =>
  Buffer.from(
    `\x93NUMPY\x01\x00\x40\x00${`{'descr': '|i1', 'fortran_order': False, 'shape': (${shape}), }`.padEnd(63)}\n1234`,
    'latin1',
  );

it('reads a header of another writer', () => {
  expect(decodeNpy(withShape('2, 2')).shape).toEqual([2, 2]);
});

const withType = (descr: string) => {
  const head = `{'descr': ${descr}, 'fortran_order': False, 'shape': (1,), }`.padEnd(119);
  return Buffer.from(`\x93NUMPY\x01\x00\x77\x00${head}1234`, 'latin1');
};

/** A file with these elements, as another writer has it. */
const written = (descr: string, order: 'True' | 'False', shape: string, data: Uint8Array) => {
  const head = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`.padEnd(117) + '\n';
  return Buffer.concat([Buffer.from(`\x93NUMPY\x01\x00\x76\x00${head}`, 'latin1'), data]);
};

it.each<[string, Uint8Array, readonly number[]]>([
  ['>f4', Uint8Array.of(0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0), [1, -2]],
  ['>u2', Uint8Array.of(1, 2, 0xff, 0xfe), [258, 65534]],
  ['>i1', Uint8Array.of(1, 0xff), [1, -1]],
])('reads the big-endian elements of %s', (descr, data, values) => {
  expect([...decodeNpy(written(descr, 'False', '2,', data)).data]).toEqual(values);
});

it('gives the elements of Fortran order in C order', () => {
  const read = (shape: string, descr: string, ...bytes: number[]) => {
    const { data, shape: dims } = decodeNpy(written(descr, 'True', shape, Uint8Array.from(bytes)));
    return [dims, [...data]];
  };
  expect(read('2, 3', '|u1', 11, 21, 12, 22, 13, 23)).toEqual([
    [2, 3],
    [11, 12, 13, 21, 22, 23],
  ]);
  expect(read('2, 1, 2, 2', '|u1', 0, 4, 2, 6, 1, 5, 3, 7)).toEqual([
    [2, 1, 2, 2],
    [0, 1, 2, 3, 4, 5, 6, 7],
  ]);
  expect(read('2, 2', '>u2', 0, 1, 0, 2, 0, 3, 1, 0)).toEqual([
    [2, 2],
    [1, 3, 2, 256],
  ]);
  expect(read('3,', '|u1', 1, 2, 3)).toEqual([[3], [1, 2, 3]]);
  expect(read('', '|u1', 9)).toEqual([[], [9]]);
  expect(read('0, 3', '|u1')).toEqual([[0, 3], []]);
});

it.each([
  ['a negative dimension', withShape('-1,'), /the shape \(-1,\) is not made of whole numbers/],
  ['two negative dimensions', withShape('-2, -2'), /whole numbers/],
  ['a fraction', withShape('1.5,'), /whole numbers/],
  ['a word', withShape('n, 2'), /whole numbers/],
  ['a dimension beyond counting', withShape('1e30,'), /whole numbers/],
  ['no signature', new Uint8Array(40), /signature/],
  ['an empty file', new Uint8Array(0), /signature/],
  ['a header that is cut off', encodeNpy(float32([1], [1])).subarray(0, 100), /header is cut off/],
  ['a header without a length', Buffer.from('\x93NUMPY\x02\x00', 'latin1'), /header is cut off/],
  ['a header longer than any file', Buffer.from('\x93NUMPY\x02\x00\xff\xff\xff\xff{', 'latin1'), /header is cut off/],
  ['text', withType("'<U1'"), /element type U1 is not read/],
  ['objects', withType("'|O'"), /element type O is not read/],
  ['records', withType("[('a', '<f4'), ('b', '<i4')]"), /records are not read/],
  ['too little data', encodeNpy(float32([3], [1, 2, 3])).subarray(0, 130), /promises 12 bytes/],
])('refuses %s', (_, file, message) => {
  expect(() => decodeNpy(file)).toThrow(NpyError);
  expect(() => decodeNpy(file)).toThrow(message);
});
