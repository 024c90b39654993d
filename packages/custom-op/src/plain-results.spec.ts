import { runInNewContext } from 'node:vm';
import { float32, int64, makeTensor } from '@openbpu/tensor';
import type { PlainType } from './custom-op';
import { plainResults, plainTypes } from './plain-results';

const TYPE: PlainType = { dtype: 'float32', shape: [2] };
const given = (change: object) => () => plainResults([{ ...float32([2], [1, 2]), ...change }], [TYPE]);

describe('the types that infer gives', () => {
  it('are taken without what else is in them', () =>
    expect(
      plainTypes([
        { dtype: 'int64', shape: [0, 3], layout: 'NCHW' },
        { dtype: 'bool', shape: [] },
      ]),
    ).toEqual([
      { dtype: 'int64', shape: [0, 3] },
      { dtype: 'bool', shape: [] },
    ]));

  it.each([
    [undefined, 'infer gives nothing and no list of types'],
    [{ dtype: 'float32', shape: [1] }, 'infer gives a value of type object and no list of types'],
    [[], 'infer gives no output'],
    [[null], 'infer gives output 0 the element type nothing'],
    [[{ dtype: 'float', shape: [] }], 'infer gives output 0 the element type float'],
    [[{ dtype: 'float64', shape: [] }], /float64; every float here is float32/],
    [[{ dtype: 'float16', shape: [] }], /float16; every float here is float32/],
    [[TYPE, { dtype: 'int8', shape: [-1] }], 'infer gives output 1 the shape [-1]'],
    [[{ dtype: 'int8', shape: [1.5] }], /the shape \[1\.5\]/],
    [[{ dtype: 'int8' }], /the shape nothing/],
  ])('are refused: %j', (types, problem) => expect(() => plainTypes(types)).toThrow(problem));
});

describe('the tensors that evaluate gives', () => {
  it('are copied', () => {
    const own = float32([2], [1, 2]);
    const [taken] = plainResults([own], [TYPE]);
    own.data[0] = 7;
    expect(taken).toEqual(float32([2], [1, 2]));
    expect(plainResults([int64([1], [3])], [{ dtype: 'int64', shape: [1] }])).toEqual([int64([1], [3])]);
    expect(plainResults([float32([0], [])], [{ dtype: 'float32', shape: [0] }])[0].data).toHaveLength(0);
  });

  it('may come from another realm, and hold NaN', () => {
    const foreign: unknown = runInNewContext('[{ dtype: "float32", shape: [2], data: Float32Array.of(1, NaN) }]');
    expect([...plainResults([...(foreign as unknown[])], [TYPE])[0].data]).toEqual([1, NaN]);
  });

  it.each([
    [undefined, 'evaluate gives nothing and no list of tensors'],
    [Float32Array.of(1, 2), 'evaluate gives a Float32Array and no list of tensors'],
    [Promise.resolve([]), /gives a Promise, and computes at once here/],
    [[], 'evaluate gives 0 of 1 outputs that infer gives'],
    [[float32([2], [1, 2]), float32([2], [1, 2])], 'evaluate gives 2 of 1 outputs that infer gives'],
    [[undefined], /output 0 as nothing\[nothing\], and infer as float32\[2\]/],
  ])('are refused: %p', (found, problem) => expect(() => plainResults(found, [TYPE])).toThrow(problem));

  it.each([
    [{ dtype: 'int32' }, 'evaluate gives output 0 as int32[2], and infer as float32[2]'],
    [{ shape: [1, 2] }, 'evaluate gives output 0 as float32[1x2], and infer as float32[2]'],
    [{ shape: [2, 1] }, /float32\[2x1\]/],
    [{ data: [1, 2] }, 'the data of output 0 is [1, 2], and of float32 a Float32Array'],
    [{ data: Int32Array.of(1, 2) }, /is a Int32Array, and of float32 a Float32Array/],
    [{ data: new Float32Array(3) }, 'the data of output 0 has 3 elements, and float32[2] has 2'],
    [{ data: undefined }, /is nothing, and/],
    [{ data: new DataView(new ArrayBuffer(8)) }, /is a DataView/],
  ])('are refused: %p', (change, problem) => expect(given(change)).toThrow(problem));

  it('are 0 and 1 where they are bool', () => {
    const bool = (...bytes: number[]) =>
      plainResults([makeTensor('bool', [2], Uint8Array.from(bytes))], [{ dtype: 'bool', shape: [2] }]);
    expect([...bool(0, 1)[0].data]).toEqual([0, 1]);
    expect(() => bool(1, 2)).toThrow(/other bytes than 0 and 1/);
  });
});
