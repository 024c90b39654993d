import { loadPackage, workspacePackages } from './workspace';

it('reads floors and dependencies of every package', () => {
  const packages = workspacePackages();
  const floorOf = new Map(packages.map(({ name, floor }) => [name.replace('@openbpu/', ''), floor]));
  expect(floorOf.get('tensor')).toBe(0);
  expect(packages.find(({ name }) => name === '@openbpu/ir')?.dependencies).toContain('tensor');
  for (const { dependencies, floor } of packages)
    for (const name of dependencies) expect(floorOf.get(name)).toBeLessThan(floor);
});

it('loads what an index exports', () => {
  expect(loadPackage('@openbpu/ops')).toHaveProperty('standardOps');
  expect(() => loadPackage('@openbpu/nothing')).toThrow();
});
