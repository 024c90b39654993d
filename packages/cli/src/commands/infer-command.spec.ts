import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsed } from './commands.fixture';
import { parseInputs } from './infer-command';

it('reads a picture and how it is fitted', () => {
  expect(parsed('infer --model m.bin --image a.jpg --short_side 256 --crop=224')).toEqual({
    model: 'm.bin',
    image: 'a.jpg',
    shortSide: '256',
    crop: '224',
    json: false,
  });
});

it('keeps names and files of raw tensors as they are', () => {
  expect(parsed('infer --model m.onnx --input da_ta=a_b.npy --input x=y=z.npy --save out')).toMatchObject({
    inputs: ['da_ta=a_b.npy', 'x=y=z.npy'],
    save: 'out',
  });
});

it('parts a name from its file at the = behind which a file stands, else at the first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'in=put-'));
  const file = join(folder, 'x=1.npy');
  writeFileSync(file, '');
  expect([...parseInputs([`x=${file}`, `a=b=${file}`, 'c=d=none.npy', 'e=none.npy'])]).toEqual([
    ['x', file],
    ['a=b', file],
    ['c', 'd=none.npy'],
    ['e', 'none.npy'],
  ]);
  rmSync(folder, { recursive: true });
  expect(() => parseInputs(['=none.npy'])).toThrow(/CLI\d+/);
});
