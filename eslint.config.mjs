import nx from '@nx/eslint-plugin';
import stylistic from '@stylistic/eslint-plugin';
import tseslint from 'typescript-eslint';

/** A package depends only on packages of a strictly lower floor (docs/ARCHITECTURE.md). */
const TOP_FLOOR = 11;
const floors = Array.from({ length: TOP_FLOOR + 1 }, (_, floor) => ({
  sourceTag: `floor:${floor}`,
  onlyDependOnLibsWithTags: floor === 0 ? [] : Array.from({ length: floor }, (__, below) => `floor:${below}`),
}));

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '**/assembly/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    plugins: { '@nx': nx, '@stylistic': stylistic },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: floors }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']",
          message: 'State the type instead of casting through unknown.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@openbpu/*/src/*', '@openbpu/*/dist/*'], message: 'Import the package, not its inside.' },
          ],
        },
      ],
      '@stylistic/max-len': ['error', { code: 120 }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['tools/**/*.ts'], rules: { 'no-console': 'off' } },
  // Listings of programs and graphs stand as they are printed; written by a generator is not read line by line.
  { files: ['**/*.spec.ts'], rules: { '@stylistic/max-len': ['error', { code: 120, ignoreTemplateLiterals: true }] } },
  { files: ['**/generated/**', 'packages/report/src/**'], rules: { '@stylistic/max-len': 'off' } },
);
