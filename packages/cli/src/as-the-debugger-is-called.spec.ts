import { asTheDebuggerIsCalled } from './as-the-debugger-is-called';
import { bound, normaliseArguments } from './normalise-arguments';
import type { CommandFlags } from './read-arguments';

const command = (name: string, flags: readonly (readonly string[])[]): CommandFlags => ({
  program: 'hmct-debugger',
  name,
  flags: [...flags, ['--json']],
  arity: new Map([...flags.flatMap((names) => names.map((each) => [each, 1] as const)), ['--json', 0]]),
  required: [],
});
const COMMANDS = [
  command('plot-acc-error', [
    ['-s', '--save-dir'],
    ['-q', '--quantize-node'],
    ['-nq', '--non-quantize-node'],
    ['-a', '--average-mode'],
  ]),
  command('runall', [
    ['-v', '--verbose'],
    ['-nqn', '--non-quantize-node'],
    ['-a', '--axis'],
    ['-avm', '--average-mode'],
  ]),
];
const settled = (line: string) => asTheDebuggerIsCalled(normaliseArguments(line.split(' ')), COMMANDS).join(' ');

it.each([
  ['plot_acc_error m d -q a', 'plot-acc-error m d --quantize-node a'],
  ['plot-acc-error m d -nq [a,b] -a True', 'plot-acc-error m d --non-quantize-node [a,b] --average-mode True'],
  ['plot-acc-error m d -nq=[a]', 'plot-acc-error m d --non-quantize-node [a]'],
  ['plot-acc-error m d -q=[a]', 'plot-acc-error m d --quantize-node [a]'],
  ['plot-acc-error m d --non_quantize_node [a]', 'plot-acc-error m d --non-quantize-node [a]'],
  ['plot-acc-error m d --quantize_node=[a] --json', 'plot-acc-error m d --quantize-node [a] --json'],
  ['plot-acc-error m d -a', 'plot-acc-error m d --average-mode True'],
  ['plot-acc-error m d -a -q a', 'plot-acc-error m d --average-mode True --quantize-node a'],
  ['plot-acc-error -a m d', 'plot-acc-error --average-mode True m d'],
  ['plot-acc-error m d -a False', 'plot-acc-error m d --average-mode False'],
  ['runall m d -a 1 -avm', 'runall m d --axis 1 --average-mode True'],
  ['runall m d -v', 'runall m d --verbose True'],
  ['runall m d -v yes', 'runall m d --verbose yes'],
  ['runall m -v d', 'runall m --verbose True d'],
  ['runall -v=False m d', 'runall --verbose False m d'],
  ['runall m d -v true', 'runall m d --verbose true'],
  ['runall m d -nqn [[a],[a,b]] -v True', 'runall m d --non-quantize-node [[a],[a,b]] --verbose True'],
  ['runall m d -xyz a', 'runall m d --xyz a'],
  ['runal m d -v', 'runal m d -v'],
  ['--help', '--help'],
])('%s', (line, wanted) => expect(settled(line)).toBe(wanted));

const words = (...argv: string[]) => asTheDebuggerIsCalled(argv, COMMANDS);

it('puts a list together that a shell took apart at blanks', () => {
  expect(words('plot-acc-error', '-q', '[a,', 'b]', 'm', 'd')).toEqual([
    'plot-acc-error',
    '--quantize-node',
    '[a, b]',
    'm',
    'd',
  ]);
  expect(words('plot-acc-error', '-q', '[[a],', '[a,', 'b]]', '-a')).toEqual([
    'plot-acc-error',
    '--quantize-node',
    '[[a], [a, b]]',
    '--average-mode',
    'True',
  ]);
  expect(words('plot-acc-error', '-q', '(a,', 'b)', 'm')[2]).toBe('(a, b)');
});

it('takes a list that is never closed up to the next flag, or the end', () => {
  expect(words('plot-acc-error', '-q', '[a,', 'b', '--json')).toEqual([
    'plot-acc-error',
    '--quantize-node',
    '[a, b',
    '--json',
  ]);
  expect(words('plot-acc-error', '-q', '[a', 'm', 'd')).toEqual(['plot-acc-error', '--quantize-node', '[a m d']);
});

it('binds a negative number to its flag, and leaves a flag without a value alone', () => {
  expect(words('runall', '-a', '-1')).toEqual(['runall', '--axis', bound('-1')]);
  expect(words('plot-acc-error', 'm', '-q')).toEqual(['plot-acc-error', 'm', '--quantize-node']);
  expect(words('plot-acc-error', '-q', '-nq', 'a')).toEqual(['plot-acc-error', '--quantize-node', '-nq', 'a']);
  expect(words('plot-acc-error', '-s', '')).toEqual(['plot-acc-error', '--save-dir', '']);
  expect(words()).toEqual([]);
});
