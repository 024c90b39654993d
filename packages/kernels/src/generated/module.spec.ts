import { execFileSync } from 'node:child_process';
import path from 'node:path';

it('the committed module is what assembly/ compiles to', () => {
  const build = path.resolve(__dirname, '../../tools/build.mjs');
  expect(() => execFileSync(process.execPath, [build, '--check'], { stdio: 'pipe' })).not.toThrow();
});
