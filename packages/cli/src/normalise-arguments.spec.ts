import fc from 'fast-check';
import { asGiven, boundAgain, dropEmptyFlags, isBound, normaliseArguments } from './normalise-arguments';

describe('normaliseArguments', () => {
  it.each([
    [
      ['--model_file=x.bin', '--model_name=""', '--core_id=0'],
      ['--model-file', 'x.bin', '--model-name', '', '--core-id', '0'],
    ],
    [
      ['-c', 'a.yaml', '-quanti_model', 'q.onnx'],
      ['-c', 'a.yaml', '--quanti-model', 'q.onnx'],
    ],
    [
      ['checker', '--input-shape', 'data', '1x3x2x2', '--input_shape', 'b', '1'],
      ['checker', '--input-shape', 'data', '1x3x2x2', '--input-shape', 'b', '1'],
    ],
    [
      ['-c=a b.yaml', '-c=', '--', '-c=x'],
      ['-c', 'a b.yaml', '-c', '', '--', '-c=x'],
    ],
    [['--a_b=x=y_z'], ['--a-b', 'x=y_z']],
    [
      ['-5', '--', '--kept_as=is'],
      ['-5', '--', '--kept_as=is'],
    ],
    [
      ['--input', 'da_ta=file_1.npy'],
      ['--input', 'da_ta=file_1.npy'],
    ],
  ])('%j', (given, wanted) => expect(normaliseArguments(given)).toEqual(wanted));

  it('leaves its own result alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('--a_b', '-long_one', '--x=1', '-c', '--y=""'))),
        (argv) => {
          const once = normaliseArguments(argv.filter((argument) => !argument.includes('=')));
          expect(normaliseArguments(once)).toEqual(once);
        },
      ),
    );
  });
});

describe('dropEmptyFlags', () => {
  const ARITY = new Map([
    ['--model', 1],
    ['--input-shape', 2],
    ['--json', 0],
  ]);

  it.each([
    [
      ['checker', '--model', '', '--json'],
      ['checker', '--json'],
    ],
    [
      ['checker', '--model', 'm', '--input-shape', '', ''],
      ['checker', '--model', 'm'],
    ],
    [
      ['checker', '--input-shape', '', '1x3', '--model', 'm'],
      ['checker', '--input-shape', '', '1x3', '--model', 'm'],
    ],
    [
      ['checker', '', '--model', '--json', '--other', ''],
      ['checker', '', '--model', '--json', '--other', ''],
    ],
    [
      ['checker', '--model'],
      ['checker', '--model'],
    ],
  ])('%j', (given, kept) => expect(dropEmptyFlags(given, ARITY)).toEqual(kept));
});

describe('a value that begins with a hyphen', () => {
  it('stands behind "=" again in the end, and is no flag on the way', () => {
    const given = ['-r=-node', '--model_name=--x y', '-o', 'f', '--roi=', '-r=a=-b', 'word'];
    const normalised = normaliseArguments(given);
    expect(normalised.filter(isBound).map(asGiven)).toEqual(['-node', '--x y']);
    expect(normalised.filter((word) => word.startsWith('-'))).toEqual(['-r', '--model-name', '-o', '--roi', '-r']);
    expect(boundAgain(normalised)).toEqual([
      '-r=-node',
      '--model-name=--x y',
      '-o',
      'f',
      '--roi',
      '',
      '-r',
      'a=-b',
      'word',
    ]);
  });

  it('is what it is where it is bound already, and where nothing stands before it', () => {
    const [, value] = normaliseArguments(['-r=-x']);
    expect(boundAgain([`--r=${value}`, 'a', value])).toEqual(['--r=-x', 'a=-x']);
    expect(boundAgain([value])).toEqual([value]);
    expect(['-x', 'x', ''].map((word) => [isBound(word), asGiven(word)])).toEqual([
      [false, '-x'],
      [false, 'x'],
      [false, ''],
    ]);
  });
});
