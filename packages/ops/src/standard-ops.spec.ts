import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as all from './all';
import { standardOps } from './standard-ops';

describe('standardOps', () => {
  it('holds every operator under the name of its file and export', () => {
    const files = ['float', 'integer']
      .flatMap((folder) => readdirSync(join(__dirname, folder)))
      .filter((file) => /^\w+\.ts$/.test(file));
    const names = standardOps().ops.map(({ name }) => name);
    expect([...names].sort()).toEqual(files.map((file) => file.slice(0, -'.ts'.length)).sort());
    expect(Object.entries(all).map(([name, op]) => [name, op.name])).toEqual(
      Object.keys(all).map((name) => [name, name]),
    );
  });

  it('says of those that only move elements that they do, and of none that computes', () => {
    const names = standardOps().ops.flatMap(({ name, onlyMoves }) => (onlyMoves ? [name] : []));
    expect(names).toEqual([
      ...['Concat', 'DepthToSpace', 'Expand', 'Gather', 'GatherElements', 'HzPad', 'Identity', 'Pad'],
      ...['Reshape', 'Slice', 'SpaceToDepth', 'Split', 'Tile', 'Transpose'],
    ]);
  });

  it('has one scale for inputs and outputs of what only moves elements', () => {
    for (const op of standardOps().ops)
      if (op.onlyMoves && op.integer)
        expect([op.name, op.integer.sharesScale !== undefined, op.accuracy]).toEqual([op.name, true, 'exact']);
  });

  it('is a fresh set each time', () => {
    expect(standardOps()).not.toBe(standardOps());
    expect(standardOps().get('Conv')).toBe(all.Conv);
  });

  it('shows every op that has an integer form under the name of an op', () => {
    for (const op of standardOps().ops)
      if (op.integer)
        expect([op.name, standardOps().get(op.integer?.type ?? op.name) !== undefined]).toEqual([op.name, true]);
  });
});
