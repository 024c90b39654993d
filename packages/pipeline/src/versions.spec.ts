import { toolVersions } from './versions';

it('is the version of the package', () => {
  expect(toolVersions()).toEqual({ openbpu: expect.stringMatching(/^\d+\.\d+\.\d+/) });
});
