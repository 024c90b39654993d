import { tarFiles } from './tar-files';
import { tarOf } from './tar.fixture';

it('reads plain files with short, split and long names, of any size', () => {
  const long = `node/${'a'.repeat(120)}/x.pb`;
  const files = {
    'node/': new Uint8Array(0),
    'node/empty': new Uint8Array(0),
    'far/away|x': Uint8Array.of(1),
    [long]: new Uint8Array(512).fill(2),
    last: new Uint8Array(513).fill(3),
  };
  expect([...tarFiles(tarOf(files))].map(({ name, bytes }) => [name, bytes.length, bytes.at(-1)])).toEqual([
    ['node/empty', 0, undefined],
    ['far/away/x', 1, 1],
    [long, 512, 2],
    ['last', 513, 3],
  ]);
  expect([...tarFiles(tarOf({}))]).toEqual([]);
});
