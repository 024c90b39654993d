import { asOnTheBoard } from './board-flags';

const FLAGS = {
  commands: ['infer', 'perf'],
  arity: new Map([
    ['--model-file', 1],
    ['--enable-dump', 0],
    ['--roi-infer', 0],
    ['--note', 1],
    ['-x', 0],
  ]),
};

describe('asOnTheBoard', () => {
  it.each([
    ['infer --enable-dump', 'infer --enable-dump'],
    ['infer --enable-dump true --model-file m', 'infer --model-file m --enable-dump'],
    ['infer --enable-dump 1 --roi-infer YES', 'infer --enable-dump --roi-infer'],
    ['infer --enable-dump false --model-file m', 'infer --model-file m'],
    ['infer --enable-dump 0', 'infer'],
    ['infer --enable-dump --noenable-dump', 'infer'],
    ['infer --noenable-dump --enable-dump', 'infer --enable-dump'],
    ['infer --enable-dump --no-such', 'infer --no-such --enable-dump'],
    ['infer --note true', 'infer --note true'],
    ['infer --model-file perf', 'infer --model-file perf'],
    ['infer --enable-dump stray', 'infer stray --enable-dump'],
    ['--model-file infer perf', 'perf --model-file infer'],
    ['--roi-infer perf infer', 'perf infer --roi-infer'],
    ['-x true perf', 'perf -x true'],
    ['--model-file', '--model-file'],
    ['', ''],
  ])('"%s" is "%s"', (given, wanted) => {
    const words = given === '' ? [] : given.split(' ');
    expect(asOnTheBoard(words, FLAGS).join(' ')).toBe(wanted);
  });
});
