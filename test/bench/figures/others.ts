import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Library } from './library'

/** Other ways to a store of objects, at exact versions: what they are compared by, and what an app would import. */
const OTHERS = [
  {
    name: 'cos-js-sdk-v5',
    packages: { 'cos-js-sdk-v5': '1.10.1' },
    code: `export { default } from 'cos-js-sdk-v5'`,
  },
  {
    name: '@aws-sdk/s3-request-presigner, client-s3',
    packages: { '@aws-sdk/s3-request-presigner': '3.1169.0', '@aws-sdk/client-s3': '3.1169.0' },
    code: `export { getSignedUrl } from '@aws-sdk/s3-request-presigner'
           export { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'`,
  },
  {
    name: 'ali-oss',
    packages: { 'ali-oss': '6.23.0' },
    code: `export { default } from 'ali-oss'`,
  },
  {
    name: 'tus-js-client',
    packages: { 'tus-js-client': '4.3.1' },
    code: `export { Upload } from 'tus-js-client'`,
  },
  {
    name: '@uppy/aws-s3, core',
    packages: { '@uppy/aws-s3': '6.3.1', '@uppy/core': '6.3.1' },
    code: `export { default as Uppy } from '@uppy/core'
           export { default as AwsS3 } from '@uppy/aws-s3'`,
  },
] as const

/** Installs them into a folder of their own, so that nobody else has to. */
export function installOthers(folder: string): Library[] {
  const packages: Record<string, string> = Object.assign({}, ...OTHERS.map(({ packages: each }) => each))
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }))
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent']
  execFileSync('npm', ['install', ...options], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
  return OTHERS.map(({ name, packages: each, code }) => ({
    name,
    version: Object.values(each)[0] ?? '',
    code,
    folder,
  }))
}
