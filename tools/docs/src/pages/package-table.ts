import { table } from '../markdown';
import { type WorkspacePackage, workspacePackages } from '../workspace';

const short = ({ name }: WorkspacePackage) => name.replace('@openbpu/', '');
const byFloor = () => [...workspacePackages()].sort((a, b) => b.floor - a.floor || (a.name < b.name ? -1 : 1));
const linked = (each: WorkspacePackage, base: string) => `[${short(each)}](${base}${each.folder})`;

/** Every package from the top floor down, with its role and what it imports, for a page in `docs`. */
export function packageTable(): string {
  return table(
    ['Floor', 'Package', 'Role', 'Imports'],
    byFloor().map((each) => [
      String(each.floor),
      linked(each, '../'),
      each.description,
      [...each.dependencies].sort().join(', '),
    ]),
  );
}

/** Every package with its role, for the README. */
export function packageLinks(): string {
  return table(
    ['Package', 'Role'],
    byFloor().map((each) => [linked(each, ''), each.description]),
  );
}
