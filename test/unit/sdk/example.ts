import type { Credentials } from 'cos-miniprogram'

/** Where the examples happen, and with which keys: plainly examples, all of them. */
export const Bucket = 'photos-1250000000'
export const Region = 'ap-guangzhou'
export const HOST = `${Bucket}.cos.${Region}.myqcloud.com`
export const SecretId = 'AKIDEXAMPLE'
export const SecretKey = 'example-secret-key'

/** When they happen, in milliseconds and in seconds. */
export const START = Date.parse('2026-01-02T03:04:05Z')
export const NOW = START / 1000

/** The longest life of a temporary key: 36 hours, in seconds. */
export const LONGEST_LIFE = 129_600

/** Temporary credentials as a backend answers them, issued now and good for half an hour; `more` wins. */
export function temporary(more: Partial<Credentials> = {}): Credentials {
  return {
    TmpSecretId: SecretId,
    TmpSecretKey: SecretKey,
    SecurityToken: 'example/token+with=signs',
    StartTime: NOW,
    ExpiredTime: NOW + 1800,
    ...more,
  }
}
