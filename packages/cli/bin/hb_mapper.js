#!/usr/bin/env node
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const bundle = join(__dirname, '../bundle/hb_mapper.js');

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

const run = isFresh() ? import('../bundle/hb_mapper.js') : Promise.resolve(require('../dist/hb-mapper'));
run.then(({ main }) => main(process.argv.slice(2)));
