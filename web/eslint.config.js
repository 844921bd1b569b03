import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** That files of this folder import nothing by a path of this pattern. */
const forbid = (folder, regex, message) => ({
  files: [`web/src/${folder}/**`],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
});

// Run from the folder above, so that the end-to-end tests in tests/web are checked too.
export default defineConfig(
  {
    ignores: [
      'web/dist/',
      'web/engine-build/',
      'web/src/engine/build/',
      'web/public/',
      'web/test-results/',
      'web/playwright-report/',
    ],
  },
  js.configs.recommended,
  ts.configs.strict,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript finds names that do not exist, and knows more of them.
      'no-undef': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  // Which folder knows which (docs/architecture.md).
  forbid('engine', '^\\.\\./(?!\\.\\./engine-build/)', 'The engine is of use without the page.'),
  forbid('features', '^\\.\\./(?!\\.\\./)', 'No feature reaches into another; what they share is in session/ and ui/.'),
  forbid('session', '^\\.\\./(?!engine/)', 'The session knows the engine alone.'),
  forbid('ui', '^\\.\\./(?!text)', 'What features share knows none of them.'),
);
