import { basename, dirname } from 'node:path';
import { checkPictures } from './check-pictures';

const labels = (...names: string[]) => names.map((name, i) => ({ name, label: 0, line: 2 * i + 1 }));
const own = basename(__filename);

it('takes pictures that are there', () => expect(() => checkPictures(labels(own), __dirname, 'val.txt')).not.toThrow());

it('tells the line of the first that is not, and how many more are not', () => {
  expect(() => checkPictures(labels(own, 'a.jpg'), __dirname, 'val.txt')).toThrow(
    /VIS024 error {3}val\.txt:3: there is no "a\.jpg" in "[^"]*load"\n {2}hint: /,
  );
  expect(() => checkPictures(labels('a.jpg', own, 'b.jpg'), __dirname, 'val.txt')).toThrow(
    /val\.txt:1: .*, and 1 more picture of the label file is not there/,
  );
  expect(() => checkPictures(labels('a', 'b', 'c'), __dirname, 'val.txt')).toThrow(
    /2 more pictures of the label file are not there/,
  );
});

it('tells of a folder that is not there, and takes a file for an empty one', () => {
  expect(() => checkPictures(labels('a.jpg'), `${__dirname}/absent`, 'val.txt')).toThrow(
    /VIS010 .*absent" does not exist/,
  );
  expect(() => checkPictures(labels(own), `${dirname(__filename)}/${own}`, 'val.txt')).toThrow(/VIS024/);
});
