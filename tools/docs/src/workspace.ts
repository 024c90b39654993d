import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** The folder of the project. */
export const ROOT = resolve(__dirname, '../../..');

const load = createRequire(__filename);

/** One package as its manifest states it. */
export interface WorkspacePackage {
  readonly name: string;
  /** From the folder of the project, with `/` between names. */
  readonly folder: string;
  readonly description: string;
  readonly floor: number;
  /** Packages of the project it imports, without the scope. */
  readonly dependencies: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly nx: { readonly tags: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
}

const SCOPE = '@openbpu/';

/** The packages under `homes`, by folder name. */
export function workspacePackages(homes: readonly string[] = ['packages', 'plugins']): readonly WorkspacePackage[] {
  return homes.flatMap((home) =>
    readdirSync(join(ROOT, home))
      .sort()
      .flatMap((folder) => {
        const file = join(ROOT, home, folder, 'package.json');
        return existsSync(file)
          ? [readPackage(`${home}/${folder}`, JSON.parse(readFileSync(file, 'utf8')) as Manifest)]
          : [];
      }),
  );
}

function readPackage(folder: string, { name, description, nx, dependencies = {} }: Manifest): WorkspacePackage {
  const tag = nx.tags.find((each) => each.startsWith('floor:'));
  if (tag === undefined) throw new Error(`${name} states no floor`);
  const own = Object.keys(dependencies)
    .filter((each) => each.startsWith(SCOPE))
    .map((each) => each.slice(SCOPE.length));
  return { name, folder, description, floor: Number(tag.slice('floor:'.length)), dependencies: own };
}

/** Everything a package exports. */
export function loadPackage(name: string): Readonly<Record<string, unknown>> {
  return load(name) as Readonly<Record<string, unknown>>;
}
