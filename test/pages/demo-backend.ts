import type { TestServer } from 'cos-miniprogram/testing'

/** Where `miniprogram/config.ts` looks for the backend. */
export const BACKEND = '127.0.0.1:5181'

const BUCKET = { Bucket: 'photos-1250000000', Region: 'ap-guangzhou' }

/** Answers for `server/` where a page needs more of it than credentials. */
export const demoBackend: TestServer = ({ path }) => {
  // The time by which the page of diagnosis judges the phone's clock; what is under test has the same.
  if (path === '/health') return { headers: { Date: new Date().toUTCString() }, body: { status: 'ok' } }
  if (path === '/config') return { body: BUCKET }
  if (path === '/login') return { body: { token: 'a-session', Prefix: 'u/ann/', ...BUCKET } }
  return { status: 404 }
}
