import { bmp } from './bmp';

it('writes rows from the last, blue first, each filled up to four bytes', () => {
  const file = bmp(2, 3, (x, y) => [x, y, 9]);
  expect([String.fromCharCode(...file.slice(0, 2)), file.length, file[18], file[22]]).toEqual(['BM', 54 + 3 * 8, 2, 3]);
  expect([...file.slice(54, 62)]).toEqual([9, 2, 0, 9, 2, 1, 0, 0]);
  expect([...file.slice(70, 78)]).toEqual([9, 0, 0, 9, 0, 1, 0, 0]);
});
