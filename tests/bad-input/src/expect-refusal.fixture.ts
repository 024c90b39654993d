import { type ProgramRun, runProgram } from '@openbpu/cli/testing';
import { Workshop } from './workshop';

/** A line as V8 writes them under an error. */
const STACK_LINE = /^\s+at .*(\(|:\d+:\d+)/m;

/**
 * What every failure owes the user: exit code 1, a coded error with a hint, no stack trace. Gives all that was printed.
 */
export function expectRefusal({ code, stdout, stderr }: ProgramRun): string {
  const said = stdout + stderr;
  expect({ code, said }).toMatchObject({ code: 1 });
  expect(said).toMatch(/\b[A-Z]{3}\d{3} error /);
  expect(said).toContain('\n  hint: ');
  expect(said).not.toMatch(STACK_LINE);
  expect(said).not.toContain('This is a bug');
  return said;
}

/** Runs `hb_mapper makertbin` on `recipe.yaml` of the current folder, on one thread. */
export function makertbin(kind = 'onnx', ...more: readonly string[]): Promise<ProgramRun> {
  return runProgram(['makertbin', '-c', 'recipe.yaml', '--model-type', kind, '--threads', '1', ...more]);
}

/** A workshop for the tests of one file, and the current folder in it, where the program leaves its logs. */
export function inWorkshop(): {
  readonly shop: () => Workshop;
  convert(kind?: 'onnx' | 'caffe'): Promise<string>;
  check(model: string, ...more: string[]): Promise<string>;
} {
  let workshop: Workshop;
  let before: string;
  beforeEach(async () => {
    workshop = await Workshop.open();
    before = process.cwd();
    process.chdir(workshop.folder);
  });
  afterEach(async () => {
    process.chdir(before);
    await workshop.close();
  });
  return {
    shop: () => workshop,
    /** Converts with `recipe.yaml`, which must be refused and leave nothing in the working folder. */
    async convert(kind = 'onnx') {
      const said = expectRefusal(await makertbin(kind));
      expect(await workshop.written()).toEqual([]);
      return said;
    },
    async check(model, ...more) {
      return expectRefusal(
        await runProgram(['checker', '--model-type', 'onnx', '--march', 'bayes-e', '--model', model, ...more]),
      );
    },
  };
}
