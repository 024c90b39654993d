import { bestClass, embedding } from './lists';
import { from, outputsOf } from './outputs.fixture';

const outputs = outputsOf({ y: [1, 4] }, { y: from(0, -3, 2, 2, 1) });

it('is the first of the highest', () => {
  expect(bestClass('y')(outputs)).toBe(1);
  expect(bestClass('y')(outputsOf({ y: [1, 2] }, { y: from(0, -2, -1) }))).toBe(1);
});

it('is the vector itself', () => expect([...embedding('y')(outputs)]).toEqual([-3, 2, 2, 1]));
