import { COS, CosError, isCosError } from 'cos-miniprogram'
import { errorXml, setUpService } from './service'
import { errorOf, setUp } from './set-up'

describe('a CosError', () => {
  it('is an Error with a stack, a code, a hint and whether to try again', async () => {
    const error = await errorOf(setUp().cos.presign({ Key: '' }))
    expect(error).toBeInstanceOf(Error)
    expect(error).toBeInstanceOf(CosError)
    expect(error).toMatchObject({ name: 'CosError', code: 'InvalidArgument', retryable: false })
    expect(error).toHaveProperty('stack', expect.stringContaining('CosError'))
  })

  it('says all that it knows as JSON', async () => {
    const { cos, clock } = setUpService({ cos: { status: 404, body: errorXml('NoSuchKey', 'not there') } })
    const error = await clock.run(errorOf(cos.deleteObject({ Key: 'a' })))
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'CosError',
      code: 'NotFound',
      message: "COS refuses DELETE 'a': 404 NoSuchKey not there",
      hint: 'Check the key and the bucket.',
      retryable: false,
      statusCode: 404,
      RequestId: 'NjNkMmRhM2FfMWFiZGQzMGJfMjI4ZGVfNGYxMDQ=',
      cause: { Code: 'NoSuchKey', Message: 'not there' },
    })
  })
})

describe('isCosError', () => {
  it('knows one of another copy of the package by its name', () => {
    const foreign = Object.assign(new Error('x'), { name: 'CosError', code: 'Network' })
    expect(isCosError(foreign)).toBe(true)
  })

  it.each([undefined, null, 'CosError', {}, { name: 'CosError', code: 'Network' }, new Error('x'), new TypeError('y')])(
    'does not take %p for one',
    (value) => {
      expect(isCosError(value)).toBe(false)
    },
  )

  it('is true of what the constructor throws', () => {
    let thrown: unknown
    try {
      void new COS(Object({}))
    } catch (error) {
      thrown = error
    }
    expect(isCosError(thrown)).toBe(true)
  })
})
