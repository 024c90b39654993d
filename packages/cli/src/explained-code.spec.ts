import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueEntries } from '@openbpu/diagnostics';
import { CLI } from './catalogue';
import { explainedCode, explainedText } from './explained-code';
import { runProgram } from './testing/run-program';

it('tells when a code is said, what it looks like and what to do', () => {
  expect(explainedText(explainedCode('CLI002'))).toBe(
    [
      'CLI002 (error)',
      '  A Caffe model is given without its prototxt.',
      '',
      'For example:',
      '  a Caffe model needs --proto with its prototxt file',
      '',
      'What to do:',
      '  add --proto deploy.prototxt, the text file that describes the layers',
    ].join('\n'),
  );
  expect(explainedCode('cli002').code).toBe('CLI002');
  expect(explainedText({ code: 'A', severity: 'note', when: 'so.', hint: 'a\nb' })).toBe(
    'A (note)\n  so.\n\nWhat to do:\n  a\n  b',
  );
});

it('knows the codes of this package with their examples', () => {
  for (const { code, when, severity } of catalogueEntries(CLI))
    expect(explainedCode(code)).toMatchObject({ code, when, severity, message: expect.any(String) });
});

it('shows no fact that is not there', () => {
  const text = readFileSync(join(__dirname, '../explain/diagnostics.json'), 'utf8');
  expect(text.match(/.*((?<!received )\bundefined\b|\[object ).*/g)).toBeNull();
});

it('refuses a code that nobody says', () => {
  expect(() => explainedCode('CLI0022')).toThrow(/CLI050 .*no message has the code "CLI0022"\n.*did you mean "CLI/);
  expect(() => explainedCode('what is it')).toThrow(/CLI050 .*\n.*three letters and three digits/);
});

it.each([['explain CLI002'], ['explain --code CLI002'], ['explain --code=cli002']])(
  'is a command: %s',
  async (line) => {
    const { code, stdout } = await runProgram(line.split(' '));
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'CLI002 (error)']);
  },
);

it('gives a document, and a code of its own', async () => {
  const { code, stdout } = await runProgram(['explain', 'CLI002', '--json']);
  expect([code, JSON.parse(stdout)]).toEqual([0, explainedCode('CLI002')]);
  expect((await runProgram(['explain', 'XYZ123'])).code).toBe(1);
});
