import { DATA, HAVE_DATA } from './data';

/** A suite that needs the data: where there is none it is skipped, and says why. */
export function describeWithData(name: string, tests: () => void): void {
  if (HAVE_DATA) {
    describe(name, tests);
    return;
  }
  process.stdout.write(`skipped: ${name}: there is no data at ${DATA}\n`);
  describe.skip(name, () => it('needs the data', () => undefined));
}
