import { COS } from 'cos-miniprogram'
import { createWx, virtualClock } from '../../wx'
import { Bucket, Region } from '../transfer/server'
import { loadOfficial } from './set-up'

const wx = createWx({ clock: virtualClock(), handler: () => undefined })
const Official = loadOfficial(wx) as unknown as { getAuthorization(params: object): string }
const key = { SecretId: 'AKIDEXAMPLE', SecretKey: 'EXAMPLEKEY', KeyTime: '1700000000;1700000900' }

describe('COS.getAuthorization signs what the official SDK signs', () => {
  it.each<[string, object]>([
    ['Key', { Key: 'u/照片 1.jpg' }],
    ['Pathname, as its demo does', { Method: 'post', Pathname: '/' }],
    ['Pathname of an object', { Pathname: '/u/1/a.jpg', Method: 'PUT' }],
    ['Bucket and Region', { Key: 'a.jpg', Bucket, Region }],
    ['Bucket and Region, with another host', { Key: 'a.jpg', Bucket, Region, Headers: { Host: 'files.example.com' } }],
    ['Bucket and Region, without the host', { Key: 'a.jpg', Bucket, Region, ForceSignHost: false }],
    ['lower-case names', { method: 'put', pathname: '/a.jpg', headers: { host: 'h' }, params: { a: 1 } }],
    ['Query', { Key: 'a', Query: { 'imageMogr2/thumbnail/200x/': '', b: null, c: 'd e' } }],
    ['Headers', { Key: 'a', Headers: { 'Content-Type': 'a/b', 'x-cos-acl': 'private', Host: 'h' } }],
  ])('for %s', (_, params) => {
    expect(COS.getAuthorization({ ...key, ...params })).toBe(Official.getAuthorization({ ...key, ...params }))
  })
})
