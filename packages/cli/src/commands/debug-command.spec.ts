import type { DebugRequest } from '@openbpu/pipeline';
import { Cli, Option } from 'clipanion';
import { Kept } from '../testing/kept';
import { type DebugResult, DebugCommand } from './debug-command';

class Greeting extends DebugCommand<{ readonly whom: string }> {
  static override paths = [['greet']];
  whom = Option.String('--whom', 'you');

  protected override asked(): { readonly whom: string } {
    return { whom: this.whom };
  }

  protected override async find({
    model,
    threads,
    whom,
  }: DebugRequest & { readonly whom: string }): Promise<DebugResult> {
    return { json: { model, threads, whom }, files: ['a.png'], diagnostics: [], notes: [`hello, ${whom}`] };
  }
}

class Plain extends Greeting {
  static override paths = [['plain']];
}

async function run(...words: readonly string[]): Promise<string> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  expect(await Cli.from([Greeting, Plain]).run([...words], { stdout, stderr })).toBe(0);
  return stdout.text;
}

describe('DebugCommand', () => {
  it('tells the flags of a command before those that all have', () => {
    const text = Cli.from([Greeting, Plain]).usage(Greeting, { detailed: false });
    expect(text.match(/--[\w-]+/g)).toEqual(['--whom', '--threads', '--custom-op', '--json']);
    expect(text.match(/<\w+>/g)).toEqual(['<MODEL_OR_FILE>', '<CALIBRATION_DATA>']);
  });

  it('prints what was found, or a document, for each command anew', async () => {
    expect(await run('greet', 'm', 'd', '--whom', 'all', '--threads', '2', '--json')).toBe(
      `${JSON.stringify({ model: 'm', threads: 2, whom: 'all', files: ['a.png'], diagnostics: [] })}\n`,
    );
    const text = await run('plain', 'm', 'd');
    expect(text).toMatch(/hello, you\n.*wrote a\.png/);
  });

  it('is called as it is asked for where a value is none', async () => {
    const [stdout, stderr] = [new Kept(), new Kept()];
    expect(await Cli.from([Greeting, Plain]).run(['plain', 'm', 'd', '--threads', '0'], { stdout, stderr })).toBe(1);
    expect(stdout.text + stderr.text).toContain('exception in command: plain');
  });
});
