import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toolVersions } from '../versions';

/**
 * Whose work a result is: the versions of tool and engine; in a workspace, where a version says nothing of the code,
 * also when its packages were built last.
 */
export function madeBy(from = __dirname): readonly unknown[] {
  const workspace = workspaceOf(from);
  return [toolVersions(), process.version, workspace === undefined ? 0 : lastBuild(workspace)];
}

function workspaceOf(folder: string): string | undefined {
  if (existsSync(join(folder, 'tsconfig.base.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : workspaceOf(parent);
}

function lastBuild(workspace: string): number {
  const times = ['packages', 'plugins'].flatMap((home) =>
    readdirSync(join(workspace, home)).map(
      (name) => statSync(join(workspace, home, name, 'dist/tsconfig.tsbuildinfo'), { throwIfNoEntry: false })?.mtimeMs,
    ),
  );
  return Math.max(0, ...times.map((time) => time ?? 0));
}
