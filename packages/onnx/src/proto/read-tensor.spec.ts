import { DTYPES, type DType, type Tensor, float32, makeTensor, sameTensor } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { DataType } from './data-type';
import type { TensorProto } from './model';
import { readTensor } from './read-tensor';
import { writeTensor } from './write-tensor';

const elements = ({ data }: Tensor): (number | bigint)[] => Array.from(data as Iterable<number | bigint>);

const typed = (dataType: number, dims: readonly number[], fields: Partial<TensorProto>): TensorProto => {
  const { rawData: _, ...empty } = writeTensor('t', float32([0], []));
  return { ...empty, dataType, dims, ...fields };
};

describe('readTensor', () => {
  it('gives back what writeTensor wrote, for every element type and any alignment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<DType>(...DTYPES),
        fc.array(fc.nat(3), { maxLength: 4 }),
        fc.nat(7),
        (dtype, shape, shift) => {
          const tensor = makeTensor(dtype, shape);
          new Uint8Array(tensor.data.buffer).forEach((_, i, bytes) => (bytes[i] = dtype === 'bool' ? i & 1 : i * 7));
          const proto = writeTensor('t', tensor);
          const shifted = new Uint8Array(shift + proto.rawData!.length);
          shifted.set(proto.rawData!, shift);
          expect(sameTensor(readTensor({ ...proto, rawData: shifted.subarray(shift) }), tensor)).toBe(true);
        },
      ),
    );
  });

  it('reads the typed fields', () => {
    expect(elements(readTensor(typed(DataType.FLOAT, [2], { floatData: [0.1, -0] })))).toEqual([Math.fround(0.1), -0]);
    expect(elements(readTensor(typed(DataType.INT8, [2], { int32Data: [-128, 127] })))).toEqual([-128, 127]);
    expect(elements(readTensor(typed(DataType.BOOL, [2], { int32Data: [256, 0] })))).toEqual([1, 0]);
    expect(elements(readTensor(typed(DataType.INT64, [1], { int64Data: [2n ** 63n - 1n] })))).toEqual([2n ** 63n - 1n]);
    expect(elements(readTensor(typed(DataType.UINT32, [], { uint64Data: [4294967295n] })))).toEqual([4294967295]);
    expect(elements(readTensor(typed(DataType.UINT64, [1], { uint64Data: [2n ** 64n - 1n] })))).toEqual([
      2n ** 64n - 1n,
    ]);
    for (const type of [DataType.INT32, DataType.INT16, DataType.UINT16, DataType.UINT8])
      expect(elements(readTensor(typed(type, [1, 2], { int32Data: [3, 5] })))).toEqual([3, 5]);
    expect(elements(readTensor(typed(DataType.DOUBLE, [1], { doubleData: [NaN] })))).toEqual([NaN]);
    expect(elements(readTensor(typed(DataType.FLOAT16, [1], { int32Data: [0x3c00] }), { widen: true }))).toEqual([1]);
  });

  it('widens float16 on request and bfloat16 always', () => {
    const half = makeTensor('float16', [2], Uint16Array.of(0x3c00, 0xfc00));
    expect(readTensor(writeTensor('h', half)).dtype).toBe('float16');
    expect(elements(readTensor(writeTensor('h', half), { widen: true }))).toEqual([1, -Infinity]);
    for (const dtype of DTYPES.filter((each) => each !== 'float16'))
      expect(readTensor(writeTensor('t', makeTensor(dtype, [3])), { widen: true })).toEqual(makeTensor(dtype, [3]));
    const brain = {
      ...writeTensor('b', makeTensor('uint16', [2], Uint16Array.of(0xbf80, 0x4049))),
      dataType: DataType.BFLOAT16,
    };
    expect(elements(readTensor(brain))).toEqual([-1, 3.140625]);
  });

  it.each([
    ['strings', typed(DataType.STRING, [1], {}), 'ONX003'],
    ['4-bit integers', typed(DataType.INT4, [2], {}), 'ONX003'],
    ['too little data', typed(DataType.FLOAT, [3], { rawData: new Uint8Array(8) }), 'ONX004'],
    ['too much data', typed(DataType.FLOAT, [1], { floatData: [1, 2] }), 'ONX004'],
    ['a negative dimension', typed(DataType.FLOAT, [-1], {}), 'ONX005'],
    ['a broken dimension', typed(DataType.FLOAT, [2, 0.5], { floatData: [1] }), 'ONX005'],
    ['a part of a tensor', typed(DataType.FLOAT, [1], { floatData: [1], segment: { begin: 0, end: 1 } }), 'ONX005'],
    ['a shape beyond memory', typed(DataType.FLOAT, [2 ** 40, 2 ** 40], {}), 'ONX004'],
    [
      'external data without a loader',
      typed(DataType.FLOAT, [1], { dataLocation: 1, externalData: [{ key: 'location', value: 'w.bin' }] }),
      'ONX006',
    ],
    [
      'a negative offset',
      typed(DataType.FLOAT, [1], { dataLocation: 1, externalData: [{ key: 'offset', value: '-4' }] }),
      'ONX008',
    ],
  ])('refuses %s', (_, proto, code) => {
    expect(() => readTensor(proto)).toThrow(code);
  });

  it.each([
    [{ offset: '0.5' }, 'ONX008'],
    [{ offset: 'far' }, 'ONX008'],
    [{ length: '-4' }, 'ONX008'],
    [{ length: '4.5' }, 'ONX008'],
    [{ length: '3' }, 'ONX004'],
    [{ length: '8' }, 'ONX004'],
  ])('does not even load what cannot be: %j', (place, code) => {
    const externalData = Object.entries({ location: 'w.bin', ...place }).map(([key, value]) => ({ key, value }));
    const loadExternal = jest.fn(() => new Uint8Array(4));
    const proto = typed(DataType.FLOAT, [1], { dataLocation: 1, externalData });
    expect(() => readTensor(proto, { loadExternal })).toThrow(code);
    expect(loadExternal).not.toHaveBeenCalled();
  });

  it('loads what names no place within its file, and refuses what is not all there', () => {
    const externalData = [{ key: 'location', value: 'w.bin' }];
    const proto = typed(DataType.FLOAT, [2], { dataLocation: 1, externalData, rawData: new Uint8Array(8) });
    const loadExternal = jest.fn(() => new Uint8Array(Float32Array.of(3, -5).buffer));
    expect(elements(readTensor(proto, { loadExternal }))).toEqual([3, -5]);
    expect(loadExternal).toHaveBeenCalledWith({ location: 'w.bin', offset: 0, wanted: 8 });
    expect(() => readTensor(proto, { loadExternal: () => new Uint8Array(4) })).toThrow('ONX004');
    const nowhere = typed(DataType.FLOAT, [2], { dataLocation: 1 });
    readTensor(nowhere, { loadExternal });
    expect(loadExternal).toHaveBeenLastCalledWith({ location: '', offset: 0, wanted: 8 });
  });

  it('asks the loader for the place the model names', () => {
    const externalData = [
      { key: 'location', value: 'w.bin' },
      { key: 'offset', value: '8' },
      { key: 'length', value: '4' },
    ];
    const tensor = readTensor(typed(DataType.INT32, [1], { dataLocation: 1, externalData }), {
      loadExternal: (at) => {
        expect(at).toEqual({ location: 'w.bin', offset: 8, length: 4, wanted: 4 });
        return Buffer.from(new Uint8Array(Int32Array.of(-7).buffer));
      },
    });
    expect(elements(tensor)).toEqual([-7]);
  });
});
