const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const bundle = join(__dirname, '../bundle/programs.js');

/** In a workspace a package that was built after the bundle makes it old; an installed program has no such packages. */
function isFresh() {
  const made = statSync(bundle, { throwIfNoEntry: false });
  if (made === undefined) return false;
  const root = join(__dirname, '../../..');
  if (!existsSync(join(root, 'tsconfig.base.json'))) return true;
  return ['packages', 'plugins'].every((home) =>
    readdirSync(join(root, home)).every((name) => {
      const built = statSync(join(root, home, name, 'dist/tsconfig.tsbuildinfo'), { throwIfNoEntry: false });
      return built === undefined || built.mtimeMs <= made.mtimeMs;
    }),
  );
}

/** Runs a program by its name: from the bundle, or from the built package where that is newer. */
exports.run = async (name, argv = process.argv.slice(2)) => {
  const { main } = isFresh() ? await import('../bundle/programs.js') : require('../dist/programs');
  await main(name, argv);
};
