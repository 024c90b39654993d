import { checkLabels } from './check-labels';

const labels = [
  { name: 'a.jpg', label: 0, line: 1 },
  { name: 'b.jpg', label: 9, line: 4 },
  { name: 'c.jpg', label: 10, line: 5 },
];

it('takes labels that are classes', () => expect(() => checkLabels(labels, 11, 'val.txt')).not.toThrow());

it('tells the line of the first that is none', () => {
  expect(() => checkLabels(labels, 10, 'val.txt')).toThrow(
    /VIS023 error {3}val\.txt:5: label 10 is not among the model's 10 classes\n {2}hint: labels count from 0/,
  );
  expect(() => checkLabels(labels, 3, 'val.txt')).toThrow(/val\.txt:4: label 9/);
});
