/**
 * Imported first by a script here: with `--help` or `-h` the comment at its head is printed, and it does nothing else.
 * Scripts of packages that are built start by `script` of `testkit`, which does the same.
 */
import { readFileSync } from 'node:fs';

if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
  const [, comment = ''] = /^\/\*\*([^]*?)\*\//.exec(readFileSync(process.argv[1], 'utf8')) ?? [];
  process.stdout.write(`${comment.replace(/^ *\* ?/gm, '').trim()}\n`);
  process.exit();
}
