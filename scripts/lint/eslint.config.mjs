// Run from the root: scripts/lint/node_modules/.bin/eslint -c scripts/lint/eslint.config.mjs web tests benchmarks scripts/lint
import eslint from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const tsconfigRootDir = new URL('../..', import.meta.url).pathname

const page = ['web/**/*.{ts,tsx}']
const pageTests = ['web/**/*.test.ts', 'web/src/engine/module/test_module.ts']
const scripts = ['{tests,benchmarks,scripts/lint}/**/*.mjs']

/** @type {(message: string, regexes: string[]) => import('eslint').Linter.RulesRecord} */
const onlyImports = (message, regexes) => ({
  'no-restricted-imports': ['error', { patterns: regexes.map((regex) => ({ regex, message })) }],
})

export default defineConfig(
  { ignores: ['**/node_modules/', 'web/dist/', 'web/public/', 'web/src/api/generated.ts', 'libs/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: page,
    extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked, jsxA11y.flatConfigs.recommended],
    plugins: { 'react-hooks': /** @type {any} */ (reactHooks) },
    languageOptions: { parserOptions: { project: ['web/tsconfig.json'], tsconfigRootDir } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // An arrow may give on what a call gives that gives nothing: `() => setOpen(true)`.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A method that is written as a function may be taken from its object.
      '@typescript-eslint/method-signature-style': ['error', 'property'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The videos are recorded by people without a text of what is said.
      'jsx-a11y/media-has-caption': 'off',
    },
  },
  {
    files: ['web/src/engine/**'],
    rules: onlyImports('The engine knows no React and none of the page around it.', [
      '^react',
      '^@tanstack/',
      '^(\\.\\./)+(app|features|i18n|ui)(/|$)',
    ]),
  },
  {
    files: ['web/src/{api,i18n}/**'],
    rules: onlyImports('What every feature uses imports none of them.', ['^(\\.\\./)+(app|features|ui)(/|$)']),
  },
  {
    files: ['web/src/ui/**'],
    rules: onlyImports('What every feature uses imports none of them.', ['^(\\.\\./)+(app|features)(/|$)']),
  },
  {
    files: ['web/src/features/*/*.{ts,tsx}'],
    rules: onlyImports('A feature imports what another exports, never its inside.', ['^\\.\\./[^./]+/', '^(\\.\\./)+app(/|$)']),
  },
  {
    files: ['web/src/features/*/*/**'],
    rules: onlyImports('A feature imports what another exports, never its inside.', [
      '^\\.\\./\\.\\./[^./]+/',
      '^(\\.\\./)+app(/|$)',
    ]),
  },
  {
    files: ['web/src/app/**'],
    rules: onlyImports('The page imports what a feature exports, never its inside.', ['features/[^/]+/']),
  },
  {
    files: ['web/src/engine/**', 'web/src/features/practice/**'],
    rules: {
      // Browsers lack much of what the types promise, and what runs beside may change a field during an await.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    files: pageTests,
    rules: {
      // What a test puts in the place of something asynchronous need not wait.
      '@typescript-eslint/require-await': 'off',
      // A test that fails by this has found what it is for.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Files that the tests read are as they were made; no schema is worth it.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: scripts,
    extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['tests/tsconfig.json'], tsconfigRootDir } },
    rules: {
      // A test that cannot be made here ends by `return context.skip()`.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Patterns of YAML show its indent.
      'no-regex-spaces': 'off',
      // The compiler knows which names there are, those of Node.js and of browsers too.
      'no-undef': 'off',
      // What servers answer is JSON, `any` in JavaScript: the tests are there to say what is in it.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
      // These need strictNullChecks, which would ask for a check of whatever a test looks up; it fails there all the same.
      '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // The runner waits for tests and hooks by itself.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['after', 'afterEach', 'before', 'beforeEach', 'describe', 'test'], package: 'node:test' },
          ],
        },
      ],
      // Handlers of requests are often asynchronous; what they throw fails the test as an unhandled rejection.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // Literals are put together where a scan for secrets must not find them.
      '@typescript-eslint/no-unnecessary-template-expression': 'off',
      // What tests share in objects of functions needs no object.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingAny: true, allowThrowingUnknown: true }],
      // A function that others wait for may have nothing to wait for itself.
      '@typescript-eslint/require-await': 'off',
    },
  },
)
