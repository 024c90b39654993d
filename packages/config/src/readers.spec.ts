import fc from 'fast-check';
import { type Raw } from './raw';
import {
  type Reader,
  dictOf,
  fileStem,
  flag,
  integerIn,
  list,
  numberIn,
  numbers,
  oneOf,
  path,
  perInput,
  shape,
  text,
} from './readers';

const value = <T>(reader: Reader<T>, raw: Raw) => {
  const read = reader.read(raw);
  return 'value' in read ? read.value : `! ${read.problem}`;
};

it('reads True and False in any case, and what YAML 1.1 calls so', () => {
  expect(['True', 'false', 'YES', 'off'].map((word) => value(flag, word))).toEqual([true, false, true, false]);
  expect(value(flag, '1')).toBe("! '1' is neither True nor False");
});

it('reads lists with spaces and a final semicolon', () => {
  expect(value(list(text), 'a; b;c ;')).toEqual(['a', 'b', 'c']);
  expect(value(list(text), 'a;;b')).toMatch(/^! an entry/);
  expect(value(perInput(numbers), 'None; 1 2 3;;none')).toEqual([undefined, [1, 2, 3], undefined, undefined]);
});

it('suggests the word that is meant', () => {
  expect(oneOf(['latency', 'bandwidth']).read('latancy')).toEqual({
    problem: "'latancy' is none of latency, bandwidth",
    hint: "did you mean 'latency'?",
  });
});

it('keeps numbers inside their range', () => {
  expect(
    ['0', '999', '1000', '4294967295', '4294967296', '1e3', '-1', ''].map(
      (word) => typeof value(integerIn(1000, 4294967295, [0]), word),
    ),
  ).toEqual(['number', 'string', 'number', 'number', 'string', 'string', 'string', 'string']);
  expect(
    ['0', '1', '.5', '1.', '1.1', 'NaN', 'Infinity', '0x0'].map((word) => typeof value(numberIn(0, 1), word)),
  ).toEqual(['number', 'number', 'number', 'number', 'string', 'string', 'string', 'string']);
});

it('tells a whole number that is out of range from what is none', () => {
  const told = (word: string) => value(integerIn(1000, 4294967295, [0]), word);
  for (const word of ['500', '+1', '-1000', '4294967296', '12345678901234567890'])
    expect(told(word)).toBe(`! '${word}' is out of range: 0, or 1000 to 4294967295`);
  for (const word of ['1.5', '1e3', '0x10', 'a', '- 5'])
    expect(told(word)).toBe(`! '${word}' is not a whole number: 0, or 1000 to 4294967295`);
});

it('says how a number is written that other languages write otherwise', () => {
  const hint = (reader: Reader<number>, word: string) => {
    const read = reader.read(word);
    return 'problem' in read ? read.hint : 'taken';
  };
  const whole = integerIn(1, 100000, [0]);
  const written = {
    '1e5': 100000,
    '0x10': 16,
    '0O17': 15,
    '0b11': 3,
    '1_000': 1000,
    '10,000': 10000,
    '1.0': 1,
    '+7': 7,
  };
  for (const [word, number] of Object.entries({ ...written, '0.0': 0, "1'000": 1000, '1_0_0': 100 }))
    expect(hint(whole, word)).toBe(`write it in plain digits: ${number}`);
  for (const word of ['1e6', '1.5', '0x1g', '1,0', '1__0', '_1', '-1', '0x', 'a', '0xFFFFFFFFFFFFFFFFFF', '100001'])
    expect([word, hint(whole, word)]).toEqual([word, undefined]);
  expect(['0x1', '1_0', '2', '1.0'].map((word) => hint(numberIn(0, 1), word))).toEqual([
    'write it in plain digits: 1',
    undefined,
    undefined,
    'taken',
  ]);
});

it('refuses numbers beyond float32', () => {
  for (const word of ['1e39', '-3.5e38'])
    expect(value(numbers, `1 ${word}`)).toBe(`! '${word}' is beyond the largest float32`);
});

it('reads every number that float32 reaches as it is printed', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: -3.4e38, max: 3.4e38 }), { minLength: 1 }), (list_) => {
      expect(value(numbers, list_.map(String).join('  '))).toEqual(
        list_.map((number) => (Object.is(number, -0) ? 0 : number)),
      );
    }),
  );
});

it('reads shapes and refuses what is none', () => {
  expect(value(shape, '1x3x224x224')).toEqual([1, 3, 224, 224]);
  for (const word of ['', 'x', '1x', '1x-1', '0', '1x3.5', '2147483648', '1,3,2', '99999999999'])
    expect(value(shape, word)).toMatch(/^!/);
});

it('takes plain file names only', () => {
  expect(value(fileStem, 'mobilenet.v1')).toBe('mobilenet.v1');
  for (const name of ['a/b', '..', 'a\\b', '.', 'a\nb', 'a\0']) expect(value(fileStem, name)).toMatch(/^!/);
});

it('reads a dict, also inside a text with Python quotes and a last comma, and never evaluates it', () => {
  const reader = dictOf('', oneOf(['ddr']));
  expect(value(reader, new Map([['a', 'ddr']]))).toEqual({ a: 'ddr' });
  expect(value(reader, `{'a': 'ddr', "b": ddr,}`)).toEqual({ a: 'ddr', b: 'ddr' });
  expect(value(reader, '__import__("os")')).toMatch(/is not a dict/);
  expect(value(reader, '{a: ddr')).toMatch(/cannot be read/);
  expect(value(reader, "{'__proto__': ddr}")).toEqual(Object.fromEntries([['__proto__', 'ddr']]));
});

it('takes any path but one that a shell would have to change, or that holds a control character', () => {
  for (const name of ['model.onnx', '../a b/ü.onnx', 'C:\\nets\\m.onnx', '/', '~backup', 'a~/b'])
    expect(value(path, name)).toBe(name);
  for (const name of ['~', '~/out', '~ada/out', '~\\out'])
    expect(value(path, name)).toBe(`! '${name}' begins with ~, which only a shell understands`);
  expect(path.read('C:\nets')).toMatchObject({
    problem: expect.stringContaining('control character'),
    hint: expect.stringContaining('single quotes'),
  });
});
