import { drawnPicture } from './drawn-picture';

it('is of the size that is asked for, and the same every time', () => {
  const image = drawnPicture(6, 10);
  expect([image.height, image.width, image.channels, image.data.length]).toEqual([6, 10, 3, 180]);
  expect(drawnPicture(6, 10).data).toEqual(image.data);
  expect(drawnPicture(1, 1).data).toHaveLength(3);
});

it('has dark and bright in every colour, edges, and few pixels alike', () => {
  const { data } = drawnPicture(64, 96);
  for (let c = 0; c < 3; c++) {
    const plane = data.filter((_, i) => i % 3 === c);
    expect(Math.min(...plane)).toBeLessThan(16);
    expect(Math.max(...plane)).toBeGreaterThan(240);
    expect(new Set(plane).size).toBeGreaterThan(150);
    const steps = plane.slice(1).map((value, i) => Math.abs(value - plane[i]));
    expect(Math.max(...steps)).toBeGreaterThan(60);
  }
});

it('changes from one turn to the next', () => {
  const [one, other] = [drawnPicture(16, 16, 0), drawnPicture(16, 16, 1)];
  expect(other.data).not.toEqual(one.data);
});

it('has a disc in the upper half and a chequered band below', () => {
  const [height, width] = [100, 100];
  const { data } = drawnPicture(height, width);
  const sum = (x: number, y: number) => [0, 1, 2].reduce((all, c) => all + data[(y * width + x) * 3 + c], 0);
  const jumps = (y: number) =>
    Array.from({ length: width - 1 }, (_, x) => Math.abs(sum(x + 1, y) - sum(x, y))).filter((step) => step > 100)
      .length;
  expect([jumps(2), jumps(80), jumps(95)]).toEqual([0, 7, 7]);
  expect(jumps(40)).toBeGreaterThan(0);
});
