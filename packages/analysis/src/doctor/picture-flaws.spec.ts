import { picture, pictureInput, pictures } from './doctor.fixture';
import { pictureFlaws } from './picture-flaws';

const input = pictureInput();
const RANGE = { low: 0, high: 255 };
const filled = (file: string, ...values: readonly number[]) => ({
  file,
  data: Float32Array.from({ length: 768 }, (_, i) => values[Math.floor(i / 256)] ?? values[0]),
});

it('finds nothing in different pictures', () => {
  expect(pictureFlaws(pictures(6), input, RANGE)).toEqual({ count: 6, solid: [], exposed: [], alike: [] });
});

it('finds pictures of one colour, each channel its own', () => {
  expect(pictureFlaws([filled('grey', 7), filled('red', 200, 3, 9), picture(1)], input, RANGE).solid).toEqual([
    ...['grey', 'red'],
  ]);
  const nearly = filled('nearly', 100);
  nearly.data[300] = 102;
  const over = filled('over', 100);
  over.data[300] = 103;
  expect(pictureFlaws([nearly, over], input, RANGE)).toMatchObject({ solid: ['nearly'], exposed: [] });
});

it.each([255, 253, 0, 2])('finds pictures of nearly nothing but %d', (value) => {
  const most = filled('most', value);
  most.data.fill(128, 0, 38);
  expect(pictureFlaws([most], input, RANGE).exposed).toEqual(['most']);
  const fewer = filled('fewer', value);
  fewer.data.fill(128, 0, 39);
  expect(pictureFlaws([fewer], input, RANGE).exposed).toEqual([]);
});

it('names what a picture is nearly the same as', () => {
  const again = { file: 'again', data: picture(2).data.map((value) => value + 2) };
  const other = { file: 'other', data: picture(2).data.map((value) => value + 4) };
  expect(pictureFlaws([picture(1), picture(2), again, other], input, RANGE)).toEqual({
    count: 4,
    solid: [],
    exposed: [],
    alike: [
      ['again', '2.bin'],
      ['other', 'again'],
    ],
  });
  const cell = { file: 'cell', data: Float32Array.from(picture(2).data) };
  for (const at of [0, 1, 16, 17]) cell.data[at] += 60;
  expect(pictureFlaws([picture(2), cell], input, RANGE).alike).toEqual([]);
});

it('looks the same at pixels that lie side by side', () => {
  const nhwc = pictureInput({ layoutTrain: 'NHWC' });
  const again = { file: 'again', data: picture(2, 'NHWC').data };
  expect(pictureFlaws([picture(1, 'NHWC'), picture(2, 'NHWC'), again], nhwc, RANGE).alike).toEqual([
    ['again', '2.bin'],
  ]);
  const red = Float32Array.from({ length: 768 }, (_, i) => (i % 3 === 0 ? 200 : 5));
  expect(pictureFlaws([{ file: 'red', data: red }], nhwc, RANGE).solid).toEqual(['red']);
});

it('says nothing of what is no picture, of a few pixels, and of one value in all samples', () => {
  const flat = { file: 'flat', data: new Float32Array(12).fill(3) };
  for (const shape of [
    [1, 12],
    [1, 3, 2, 2],
  ])
    expect(pictureFlaws([flat, flat], pictureInput({ shape }), RANGE)).toEqual({
      count: 2,
      solid: [],
      exposed: [],
      alike: [],
    });
  expect(pictureFlaws([filled('a', 7)], input, { low: 7, high: 7 }).solid).toEqual([]);
});
