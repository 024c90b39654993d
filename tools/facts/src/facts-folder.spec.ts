import { tmpdir } from 'node:os';
import { PROJECT, factsFolder } from './facts-folder';

describe('factsFolder', () => {
  it('is undefined where there are no facts', () => {
    expect(factsFolder({ OPENBPU_FACTS: tmpdir() })).toBeUndefined();
  });

  it('knows the project it stands in', () => {
    expect(require.resolve(`${PROJECT}/package.json`)).toContain('package.json');
  });
});
