/**
 * A process that runs spec files one after the other, as `jest -i` does, without starting jest anew each time: what
 * modules compile to is kept, but no module, since it knows the mutant (`tools/dev/shared-modules.cjs`). It takes messages
 * `{ specs, env, bail }`, where `env` is set for specs and what they start, and answers each spec with
 * `{ spec, passed, ms }` and the last with `{ done, rss }`. The folder of the workspace is the first argument.
 */
const { join, relative } = require('node:path');
const { readConfigs } = require('jest-config');
const { default: TestRunner } = require('jest-runner');
const { default: Runtime } = require('jest-runtime');

process.env.OPENBPU_ISOLATED = '1';
const root = process.argv[2];
const quiet = { ...console, log() {}, warn() {}, error() {} };

async function started() {
  const { globalConfig, configs } = await readConfigs({ $0: 'jest', _: [], silent: true, ci: true, runInBand: true }, [
    root,
  ]);
  const contexts = await Promise.all(
    configs.map((config) =>
      Runtime.createContext(config, { console: quiet, maxWorkers: 1, watch: false, watchman: false }),
    ),
  );
  return { globalConfig, contexts };
}

/** The project of a spec: they differ in what is built before, which the caller has done. */
async function run({ globalConfig, contexts }, { specs, env, bail }) {
  for (const [name, value] of Object.entries(env)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
  let failed = false;
  let began = performance.now();
  const runner = new TestRunner(globalConfig, {});
  const tell = (test, passed) => {
    if (failed && bail) return;
    failed ||= !passed;
    process.send({ spec: relative(root, test.path), passed, ms: Math.round(performance.now() - began) });
    began = performance.now();
  };
  runner.on('test-file-success', ([test, { numFailingTests, testExecError }]) =>
    tell(test, numFailingTests === 0 && !testExecError),
  );
  runner.on('test-file-failure', ([test]) => tell(test, false));
  const tests = specs.map((spec) => ({ context: contexts[0], path: join(root, spec) }));
  await runner.runTests(tests, { isInterrupted: () => failed && bail }, { serial: true });
  process.send({ done: true, rss: process.memoryUsage.rss() });
}

const ready = started();
process.on('message', async (request) => run(await ready, request));
