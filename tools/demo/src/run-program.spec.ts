import { fail } from '@openbpu/diagnostics';
import { DEMO } from './catalogue';
import { runProgram } from './run-program';

afterEach(() => {
  process.exitCode = undefined;
  jest.restoreAllMocks();
});

it('turns an expected error into text and exit code 1', async () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await runProgram(async ([reason]) => fail(DEMO.badArguments({ reason, usage: 'x' })), ['it is no number']);
  expect(process.exitCode).toBe(1);
  expect(said.mock.calls.join()).toMatch(/DMO001.*it is no number/);
});

it('passes a bug on', async () => {
  await expect(
    runProgram(async () => {
      throw new TypeError('bug');
    }, []),
  ).rejects.toThrow(TypeError);
});
