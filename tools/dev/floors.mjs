/**
 * The law of the floors as an ESLint rule (docs/ARCHITECTURE.md): a package imports only packages of a strictly lower
 * floor, names each of them in its package.json, and reaches no other package by a relative path. Floors are read from
 * the `nx.tags` of the package.json files, so the rule needs no cache and no project graph.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const HOMES = ['packages', 'plugins', 'tools', 'tests'];
const SCOPE = '@openbpu/';

/** @returns {Map<string, {name: string, folder: string, floor: number, imports: Set<string>}>} packages by folder */
function readPackages(root) {
  const found = new Map();
  for (const home of HOMES) {
    for (const entry of readdirSync(join(root, home), { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const folder = `${home}/${entry.name}`;
      let manifest;
      try {
        manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      } catch (error) {
        if (error.code === 'ENOENT') continue;
        throw error;
      }
      const tag = manifest.nx?.tags?.find((one) => /^floor:\d+$/.test(one));
      if (tag === undefined) throw new Error(`${folder}/package.json states no floor in nx.tags`);
      const imports = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));
      found.set(folder, { name: manifest.name, folder, floor: Number(tag.slice('floor:'.length)), imports });
    }
  }
  return found;
}

const folderOf = (path) => path.split(sep).slice(0, 2).join('/');

/** What is wrong with `specifier` in `file` (relative to the root) of package `own`, or undefined. */
function complaint(specifier, file, own, packages) {
  if (specifier.startsWith('.')) {
    const target = join(dirname(file), specifier);
    if (folderOf(target) === own.folder) return undefined;
    return `"${specifier}" leaves the package: import ${packages.get(folderOf(target))?.name ?? 'a package'} by name`;
  }
  if (!specifier.startsWith(SCOPE)) return undefined;
  const name = specifier.split('/').slice(0, 2).join('/');
  const target = [...packages.values()].find((one) => one.name === name);
  if (target === undefined) return `there is no package ${name}`;
  if (target === own) return `a package does not import itself: use a relative path instead of ${name}`;
  if (target.floor >= own.floor) {
    return `${own.name} (floor ${own.floor}) imports only lower floors; ${name} stands on floor ${target.floor}`;
  }
  if (!own.imports.has(name)) return `${name} is not among the dependencies in ${own.folder}/package.json`;
  return undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
const floors = {
  meta: { type: 'problem', docs: { description: 'a package imports only lower floors' }, schema: [] },
  create(context) {
    const packages = (floors.known ??= readPackages(ROOT));
    const file = relative(ROOT, context.filename);
    const own = packages.get(folderOf(file));
    if (own === undefined) return {};
    const check = (source) => {
      if (typeof source?.value !== 'string') return;
      const message = complaint(source.value, file, own, packages);
      if (message !== undefined) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source, argument }) => check(source ?? argument?.literal),
      TSExternalModuleReference: ({ expression }) => check(expression),
      'CallExpression[callee.name=/^(require|mock)$/]': (node) => check(node.arguments[0]),
      'CallExpression[callee.object.name=/^(require|jest)$/]': (node) => check(node.arguments[0]),
    };
  },
};

export default { rules: { floors } };
