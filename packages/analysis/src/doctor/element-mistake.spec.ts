import { bytesOf } from '@openbpu/tensor';
import { picture } from './doctor.fixture';
import { elementMistake } from './element-mistake';

const SHAPE = [1, 3, 16, 16];
const SIZE = 768;
const floats = (seed: number, change = (value: number) => value) => ({
  file: `${seed}`,
  bytes: bytesOf(picture(seed).data.map(change)),
});
const bytes = (seed: number) => ({ file: `${seed}`, bytes: Uint8Array.from(picture(seed).data) });

it('finds nothing where the reading makes sense', () => {
  expect(elementMistake([floats(1), floats(2)], 'float32', SHAPE)).toBeUndefined();
  expect(elementMistake([floats(1, (value) => (value - 128) / 5e4)], 'float32', SHAPE)).toBeUndefined();
  expect(elementMistake([bytes(1), bytes(2)], 'uint8', SHAPE)).toBeUndefined();
  expect(elementMistake([], 'float32', SHAPE)).toBeUndefined();
  expect(elementMistake([{ file: 'f', bytes: new Uint8Array(0) }], 'float32', [0])).toBeUndefined();
  for (const stated of ['float32', 'uint8'] as const)
    expect(elementMistake([{ file: 'f', bytes: new Uint8Array(7) }], stated, SHAPE)).toBeUndefined();
});

it('finds the other type by the sizes of all files', () => {
  expect(elementMistake([bytes(1), bytes(2)], 'float32', SHAPE)).toEqual({
    mistake: 'uint8-read-as-float32',
    prior: 8,
    why: ['the files have 768 bytes, one for each element'],
    cure: { key: 'cal_data_type', value: 'uint8' },
  });
  expect(elementMistake([floats(1)], 'uint8', SHAPE)).toMatchObject({
    mistake: 'float32-read-as-uint8',
    why: ['the files have 3072 bytes, four for each element'],
    cure: { key: 'cal_data_type', value: 'float32' },
  });
  expect(elementMistake([bytes(1), floats(2)], 'float32', SHAPE)).toBeUndefined();
  expect(elementMistake([bytes(1), floats(2)], 'uint8', SHAPE)).toBeUndefined();
});

it('finds it by what the bytes make where the sizes fit', () => {
  const whole = Uint8Array.from({ length: 4 * SIZE }, (_, i) => picture(1 + (i % 4)).data[i >> 2]);
  expect(elementMistake([{ file: 'f', bytes: whole }], 'float32', SHAPE)).toMatchObject({
    mistake: 'uint8-read-as-float32',
    why: ['the files make no sensible numbers as float32'],
  });
  const quarter = bytesOf(picture(1).data.slice(0, SIZE / 4));
  expect(elementMistake([{ file: 'f', bytes: quarter }], 'uint8', SHAPE)).toMatchObject({
    mistake: 'float32-read-as-uint8',
    why: ['every four bytes of the files make a sensible number as float32'],
  });
  expect(elementMistake([{ file: 'f', bytes: quarter }, bytes(2)], 'uint8', SHAPE)).toBeUndefined();
});

it('says nothing of black pictures, and of one bad element', () => {
  expect(elementMistake([{ file: 'f', bytes: new Uint8Array(SIZE) }], 'uint8', SHAPE)).toBeUndefined();
  expect(elementMistake([{ file: 'f', bytes: new Uint8Array(4 * SIZE) }], 'float32', SHAPE)).toBeUndefined();
  const one = floats(1);
  new DataView(one.bytes.buffer, one.bytes.byteOffset).setFloat32(0, 1e30, true);
  expect(elementMistake([one], 'float32', SHAPE)).toBeUndefined();
});
