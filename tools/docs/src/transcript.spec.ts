import { transcript } from './transcript';

const output =
  'npm warn x\n2026-01-02 03:04:05,678 INFO ====\nNode  ON  \n----\na  BPU\nb  BPU\nc  CPU\n' +
  '    because: d\n\n2026-01-02 03:04:05,678 INFO End\n';

it('keeps what is shown, without the times of a log', () => {
  expect(transcript(output, () => true)).toBe('Node  ON\n----\na  BPU\nb  BPU\nc  CPU\n    because: d\nEnd');
});

it('leaves one mark for a run of lines', () => {
  expect(transcript(output, (line) => !/BPU/.test(line))).toBe('Node  ON\n----\n…\nc  CPU\n    because: d\nEnd');
  expect(transcript(output, () => false)).toBe('…');
});
