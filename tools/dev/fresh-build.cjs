/**
 * Before specs that start workers or programs: brings `dist` and the bundle of the programs up to date, so that none of
 * them tests old code in silence. Compares times as `tsc --build` does, which costs milliseconds; builds only where a
 * source is newer than its build.
 */
const { spawnSync } = require('node:child_process');
const { readFileSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '../..');

/** Folders of packages with a source newer than their last build, or never built. */
function stalePackages() {
  const { references } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'));
  return references
    .map(({ path }) => path)
    .filter((path) => {
      const built = statSync(join(ROOT, path, 'dist/tsconfig.tsbuildinfo'), { throwIfNoEntry: false });
      if (built === undefined) return true;
      return readdirSync(join(ROOT, path, 'src'), { recursive: true }).some(
        (name) =>
          name.endsWith('.ts') &&
          !/\.(spec|fixture)\.ts$/.test(name) &&
          statSync(join(ROOT, path, 'src', name)).mtimeMs > built.mtimeMs,
      );
    });
}

/** Whether a package that programs are made of was built after they were bundled. */
function isBundleStale() {
  const bundle = statSync(join(ROOT, 'packages/cli/bundle/worker.js'), { throwIfNoEntry: false });
  if (bundle === undefined) return true;
  return ['packages', 'plugins'].some((home) =>
    readdirSync(join(ROOT, home)).some((name) => {
      const built = statSync(join(ROOT, home, name, 'dist/tsconfig.tsbuildinfo'), { throwIfNoEntry: false });
      return built !== undefined && built.mtimeMs > bundle.mtimeMs;
    }),
  );
}

function build(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error('the workspace does not build, so specs that start programs cannot run');
}

module.exports = async function freshBuild() {
  const stale = stalePackages();
  if (stale.length > 0) {
    process.stderr.write(`dist is older than the source of ${stale.join(', ')}: building\n`);
    build(join(ROOT, 'node_modules/.bin/tsc'), '--build');
  }
  if (isBundleStale()) build(process.execPath, join(ROOT, 'tools/dev/bundle.mjs'));
};

module.exports.stalePackages = stalePackages;
