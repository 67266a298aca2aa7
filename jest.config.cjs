// Caches lie in the checkout: whoever removes it has removed them.
const cacheDirectory = '<rootDir>/.tmp/jest'

const common = {
  cacheDirectory,
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // These ship ES modules only, which jest does not load as they are.
  transformIgnorePatterns: ['/node_modules/(?!(jose|@noble)/)'],
  moduleFileExtensions: ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json'],
  moduleNameMapper: {
    '^cos-miniprogram$': '<rootDir>/sdk/src/index.ts',
    '^cos-miniprogram/testing$': '<rootDir>/sdk/testing/index.ts',
    '^cos-miniprogram/(\\w+)$': '<rootDir>/sdk/src/$1.ts',
  },
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/miniprogram/.*miniprogram_npm/', '<rootDir>/\\.(tmp|local)/'],
}
const project = (name, more) => ({
  ...common,
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  ...more,
})

// Generous: a busy machine is no failure. What waits for nothing fails by itself.
module.exports = {
  // Much waits for processes and sockets. A process that has run many files is begun anew: its heap slows it down.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '300MB',
  testTimeout: 60_000,
  cacheDirectory,
  globalSetup: '<rootDir>/test/global-setup.ts',
  reporters: ['default', '<rootDir>/test/running-reporter.mjs'],
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
  projects: [
    project('unit'),
    // Pages of the demo, drawn by WeChat's component framework into a document that nobody sees.
    project('pages', { testEnvironment: '<rootDir>/test/pages/environment.cjs' }),
    project('integration'),
    project('e2e', { globalSetup: '<rootDir>/test/e2e/global-setup.ts' }),
  ],
}
