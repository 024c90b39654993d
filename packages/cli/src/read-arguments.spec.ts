import fc from 'fast-check';
import { boundAgain, normaliseArguments } from './normalise-arguments';
import { type CommandFlags, readArguments } from './read-arguments';

const problemOf = (argv: readonly string[]) => {
  const reading = readArguments(argv, COMMANDS);
  return 'problem' in reading ? reading.problem : undefined;
};

const COMMANDS: readonly CommandFlags[] = [
  {
    program: 'hb_mapper',
    name: 'makertbin',
    arity: new Map([
      ['-c', 1],
      ['--config', 1],
      ['--model-type', 1],
      ['--skip-pass', 1],
      ['--json', 0],
    ]),
    flags: [['-c', '--config'], ['--model-type'], ['--skip-pass'], ['--json']],
    required: [['--model-type']],
    example: 'hb_mapper makertbin -c r.yaml --model-type onnx',
  },
  {
    program: 'hb_mapper',
    name: 'checker',
    arity: new Map([
      ['--model', 1],
      ['--input-shape', 2],
      ['--output-node', 1],
    ]),
    flags: [['--model'], ['--input-shape'], ['--output-node']],
    required: [['--model']],
  },
];

it.each([
  ['makertbin --config r.yaml --model-type onnx --json'],
  ['makertbin -c r.yaml --model-type onnx'],
  ['checker --model m.onnx --input-shape a 1x3 --input-shape b 1x4'],
  ['checker --model m.onnx --output-node a --output-node b'],
  ['makertbin -c r.yaml --model-type onnx --skip-pass fuse-pad --skip-pass fuse-scale'],
  ['makertbin -c r.yaml --model-type onnx --json --json'],
  ['makertbin --help'],
  ['--version'],
])('finds nothing wrong with "%s"', (line) =>
  expect(readArguments(line === '' ? [] : line.split(' '), COMMANDS)).toEqual({ argv: line.split(' ') }),
);

it.each([
  ['', '--help'],
  ['-h', '--help'],
  ['help', '--help'],
  ['help help', '--help'],
  ['help --json', '--help'],
  ['help makertbin', 'makertbin --help'],
  ['help makertbin checker', 'makertbin --help'],
  ['--help makertbin', 'makertbin --help'],
  ['makertbin -c r.yaml -h', 'makertbin --help'],
  ['makertbin --frobnicate -h', 'makertbin --help'],
  ['checker --model = -h', 'checker --help'],
  ['checker = --help', 'checker --help'],
  ['-v', '--version'],
  ['--version checker', '--version'],
  ['checker --version', '--version'],
  ['checker --model m -v', '--version'],
])('reads "%s" as "%s"', (line, as) =>
  expect(readArguments(line === '' ? [] : line.split(' '), COMMANDS)).toEqual({ argv: as.split(' ') }),
);

it.each([
  ['help makertbim', 'CLI020', 'did you mean "makertbin"?'],
  ['frobnicate -h', 'CLI020', 'hb_mapper --help tells what each does'],
  ['-h frobnicate', 'CLI020', 'hb_mapper --help tells what each does'],
  ['--config r.yaml', 'CLI030', 'write hb_mapper makertbin --config …'],
  ['--zzz', 'CLI030', 'the first word is one of makertbin, checker; hb_mapper --help tells what each does'],
  ['checker --model -h', 'CLI023', '"-h" looks like a flag; for a file of that name write "./-h"'],
  ['checker -- m', 'CLI021', 'hb_mapper checker --help lists its flags'],
  ['makertbim', 'CLI020', 'did you mean "makertbin"?'],
  ['frobnicate', 'CLI020', 'hb_mapper --help tells what each does'],
  ['makertbin --confg r', 'CLI021', 'did you mean --config?'],
  ['makertbin --zzzzzzz', 'CLI021', 'hb_mapper makertbin --help lists its flags'],
  ['makertbin -c r.yaml', 'CLI022', 'e.g. hb_mapper makertbin -c r.yaml --model-type onnx'],
  ['checker', 'CLI022', 'hb_mapper checker --help lists its flags'],
  ['checker --model', 'CLI023', 'hb_mapper checker --help shows what stands behind each flag'],
  ['checker --input-shape --model m', 'CLI023', 'hb_mapper checker --help shows what stands behind each flag'],
  ['checker --model ', 'CLI023', 'hb_mapper checker --help shows what stands behind each flag'],
  ['makertbin --config  --model-type onnx', 'CLI023', 'hb_mapper makertbin --help shows what stands behind each flag'],
  ['checker --model -m.onnx', 'CLI023', '"-m.onnx" looks like a flag; for a file of that name write "./-m.onnx"'],
  [
    'checker --input-shape x -1x3x8x8',
    'CLI023',
    '"-1x3x8x8" looks like a flag; a shape is written like 1x3x224x224, every dimension a whole number above 0',
  ],
  ['checker --input-shape -x 1x3', 'CLI023', '"-x" looks like a flag; --input-shape takes NAME'],
  ['checker --input-shape data', 'CLI023', 'hb_mapper checker --help shows what stands behind each flag'],
  ['makertbin --config r.yaml --model-type onnx --config s.yaml', 'CLI029', 'keep one --config'],
  ['makertbin -c r.yaml --config s.yaml --model-type onnx', 'CLI029', 'keep one --config'],
  ['checker --model a --model b', 'CLI029', 'keep one --model'],
  ['checker m.onnx', 'CLI025', 'every value stands behind its flag; values with spaces need quotes'],
])('says what is wrong with "%s"', (line, code, hint) =>
  expect(problemOf(line.split(' '))).toMatchObject({ code, severity: 'error', hint }),
);

it.each([
  ['--crop', '--crop takes N or HxW, of whole numbers above 0'],
  ['--threads', '--threads takes N, of whole numbers above 0'],
  ['--model-type', '--model-type takes caffe or onnx'],
  ['--march', '--march takes MARCH'],
  ['--output-node', 'a name that begins with a hyphen is written --output-node=NAME'],
  ['-r', 'a name that begins with a hyphen is written -r=NODE'],
  ['--input', '--input takes NAME=FILE.npy'],
  ['--src-dir', 'for a file of that name write "./-8"'],
  ['--fix', 'for a file of that name write "./-8"'],
  ['--unheard-of', 'for a file of that name write "./-8"'],
])('says what %s takes instead of what begins with a hyphen', (flag, hint) => {
  const command = { ...COMMANDS[1], arity: new Map([[flag, 1]]), flags: [[flag]], required: [] };
  expect(readArguments(['checker', flag, '-8'], [command])).toMatchObject({
    problem: { code: 'CLI023', hint: `"-8" looks like a flag; ${hint}` },
  });
});

it('names every flag that is missing', () => {
  const [makertbin, ...others] = COMMANDS;
  const both = [{ ...makertbin, required: [['-c', '--config'], ['--model-type']] }, ...others];
  expect(readArguments(['makertbin'], both)).toMatchObject({
    problem: { message: 'hb_mapper makertbin needs --config and --model-type' },
  });
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('makertbin', '--config', '-c', '--json'))), (argv) => {
      const problem = problemOf(argv);
      expect(problem === undefined || /^CLI0(2\d|30)$/.test(problem.code)).toBe(true);
    }),
  );
});

describe('a program that is one command', () => {
  const ALONE: CommandFlags = {
    program: 'hb_x',
    name: '',
    arity: new Map([
      ['-r', 1],
      ['-o', 1],
      ['--output', 1],
      ['--json', 0],
    ]),
    flags: [['-r'], ['-o', '--output'], ['--json']],
    required: [],
    example: 'hb_x m.bin',
  };
  const words = { name: 'BIN', least: 1, most: 2 };
  const read = (line: string, rules: object = { words, repeatable: ['-r'] }) =>
    readArguments(line === '' ? [] : line.split(' '), [ALONE], rules);

  it.each([
    ['--help', '--help'],
    ['m.bin --help', '--help'],
    ['help', '--help'],
    ['-v', '--version'],
    ['m.bin -r a -r b -o c', 'm.bin -r a -r b -o c'],
    ['-o c m.bin n.bin', '-o c m.bin n.bin'],
  ])('reads "%s" as "%s"', (line, as) => expect(read(line)).toEqual({ argv: as.split(' ') }));

  it.each([
    ['a b c', 'CLI025', 'hb_x does not know what to do with "c"'],
    ['', 'CLI055', 'hb_x needs BIN'],
    ['-r a', 'CLI055', 'hb_x needs BIN'],
    ['m.bin -o a --output b', 'CLI029', 'hb_x takes --output once, and it is given twice'],
    ['m.bin --outptu b', 'CLI021', 'hb_x has no flag --outptu'],
  ])('refuses "%s"', (line, code, message) =>
    expect(read(line)).toMatchObject({ problem: { code, message, at: { name: expect.any(String) } } }),
  );

  it.each([
    ['m.bin -o a --output b --json', 'm.bin --output=b --json'],
    ['m.bin n.bin stray -r a -r b', 'm.bin n.bin -r=b'],
    ['-o a m.bin -o b', 'm.bin --output=b'],
    ['m.bin -o -1', 'm.bin --output=-1'],
  ])('takes the last of each where it is lenient: "%s" as "%s"', (line, as) =>
    expect(read(line, { words, lenient: true })).toEqual({ argv: as.split(' ') }),
  );

  it.each([
    [
      ['m.bin', '-r=-a', '-o=--json'],
      ['m.bin', '-r=-a', '-o=--json'],
    ],
    [
      ['m.bin', '-r=-a', '-r', 'b'],
      ['m.bin', '-r=-a', '-r', 'b'],
    ],
  ])('takes %j, whose values begin with a hyphen', (line, as) => {
    const reading = readArguments(normaliseArguments(line), [ALONE], { words, repeatable: ['-r'] });
    expect('argv' in reading && boundAgain(reading.argv)).toEqual(as);
    const lenient = readArguments(normaliseArguments(line), [ALONE], { words, repeatable: ['-r'], lenient: true });
    expect('argv' in lenient && boundAgain(lenient.argv)).toEqual(expect.arrayContaining(['m.bin', '-r=-a']));
  });

  it('refuses such a value of a switch as it was given, and the first of two', () => {
    const stray = readArguments(normaliseArguments(['m.bin', '--json=-x']), [ALONE], { words: { ...words, most: 1 } });
    expect(stray).toMatchObject({ problem: { code: 'CLI025', message: 'hb_x does not know what to do with "-x"' } });
    const two = { ...ALONE, arity: new Map([['--input-shape', 2]]), flags: [['--input-shape']] };
    expect(readArguments(normaliseArguments(['m', '--input-shape=-x', '1x3']), [two], { words })).toMatchObject({
      problem: { code: 'CLI023', hint: '"-x" looks like a flag; --input-shape takes NAME' },
    });
  });

  it('keeps all of those that may be several where it is lenient', () => {
    expect(read('m.bin -r a -o 1 -r b', { words, repeatable: ['-r'], lenient: true })).toEqual({
      argv: ['m.bin', '-r=a', '--output=1', '-r=b'],
    });
  });

  it.each([
    ['m.bin -o -x', true],
    ['m.bin -o -1', false],
    ['m.bin -o', true],
  ])('takes a flag for no value: "%s"', (line, lenient) =>
    expect(read(line, { words, lenient })).toMatchObject({ problem: { code: 'CLI023' } }),
  );
});
