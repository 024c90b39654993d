import { withInnerOutputs } from './inner-outputs';

const TEXT = 'input x: float32[2]\na: p, q = Split(x)\nb: y = Relu(p)\nc: z = Abs(q)\noutput y\noutput z';
const outputs = (seed: number) =>
  withInnerOutputs(TEXT, seed)
    .split('\n')
    .filter((line) => line.startsWith('output '))
    .map((line) => line.slice(7));
const drawn = Array.from({ length: 60 }, (_, seed) => outputs(seed));

it('draws values of nodes, each once, and leaves the nodes as they are', () => {
  for (const each of drawn) {
    expect(each.length).toBeGreaterThan(0);
    expect(new Set(each).size).toBe(each.length);
  }
  expect(new Set(drawn.flat())).toEqual(new Set(['p', 'q', 'y', 'z']));
  expect(withInnerOutputs(TEXT, 3).split('\n').slice(0, 4)).toEqual(TEXT.split('\n').slice(0, 4));
  expect(outputs(3)).toEqual(outputs(3));
});

it('has graphs without their own outputs, and graphs with them behind the others', () => {
  expect(drawn.some((each) => !each.includes('y') && !each.includes('z'))).toBe(true);
  expect(drawn.some((each) => each.slice(-2).join() === 'y,z' && each.length > 2)).toBe(true);
});
