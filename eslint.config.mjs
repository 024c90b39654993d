import stylistic from '@stylistic/eslint-plugin';
import tseslint from 'typescript-eslint';
import house from './tools/dev/floors.mjs';

export default tseslint.config(
  { ignores: ['**/dist/**', '**/bundle/**', '**/node_modules/**', '.nx/**', '**/assembly/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    plugins: { house, '@stylistic': stylistic },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/floors': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@stylistic/max-len': ['error', { code: 120 }],
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
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['tools/**/*.ts'], rules: { 'no-console': 'off' } },
  // Listings of programs and graphs stand as they are printed; what a generator writes is not read line by line.
  {
    files: ['**/*.spec.ts'],
    rules: { '@stylistic/max-len': ['error', { code: 120, ignoreTemplateLiterals: true }] },
  },
  { files: ['**/generated/**'], rules: { '@stylistic/max-len': 'off' } },
);
