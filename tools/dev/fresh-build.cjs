/**
 * Before specs that start workers or programs: brings `dist` up to date, so that none of them tests old code in silence.
 * Compares times as `tsc --build` does, which costs milliseconds; builds only where a source is newer than its build.
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

module.exports = async function freshBuild() {
  const stale = stalePackages();
  if (stale.length === 0) return;
  process.stderr.write(`dist is older than the source of ${stale.join(', ')}: building\n`);
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['--build'], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error('the workspace does not build, so specs that start programs cannot run');
};

module.exports.stalePackages = stalePackages;
