import { guardOutput } from './guard-output';
import { Kept } from './testing/kept';

function guarded() {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const lost = jest.fn();
  guardOutput(stdout, stderr, lost);
  return { stdout, stderr, lost, trouble: (code: string) => Object.assign(new Error(`${code}: it failed`), { code }) };
}

it('goes on when the reader has gone', () => {
  const { stdout, stderr, lost, trouble } = guarded();
  stdout.emit('error', trouble('EPIPE'));
  stderr.emit('error', trouble('EPIPE'));
  expect([stderr.text, lost.mock.calls.length]).toEqual(['', 0]);
});

it('says what else keeps the output from being written', () => {
  const { stdout, stderr, lost, trouble } = guarded();
  stdout.emit('error', trouble('ENOSPC'));
  expect(stderr.text).toMatch(/ ERROR CLI027 error {3}the output cannot be written: the disk is full\n {2}hint: /);
  expect(lost).toHaveBeenCalledTimes(1);
});
