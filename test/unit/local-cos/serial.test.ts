import { Serial } from '../../../local/cos/catalog/serial'

/** A job that says when it begins, and ends when it is told to. */
function job(name: string, said: string[]) {
  let end: (failure?: Error) => void = () => undefined
  const ended = new Promise<void>((resolve, reject) => {
    end = (failure) => (failure ? reject(failure) : resolve())
  })
  const run = async () => {
    said.push(`${name} begins`)
    await ended
    said.push(`${name} ends`)
  }
  return { run, end: (failure?: Error) => end(failure) }
}

describe('Serial', () => {
  it('runs jobs of one name one after another', async () => {
    const said: string[] = []
    const [first, second] = [job('first', said), job('second', said)]
    const serial = new Serial()
    const both = Promise.all([serial.run('a', first.run), serial.run('a', second.run)])
    second.end()
    first.end()
    await both
    expect(said).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  })

  it('runs jobs of different names side by side', async () => {
    const said: string[] = []
    const [first, second] = [job('first', said), job('second', said)]
    const serial = new Serial()
    const slow = serial.run('a', first.run)
    second.end()
    await serial.run('b', second.run)
    first.end()
    await slow
    expect(said).toEqual(['first begins', 'second begins', 'second ends', 'first ends'])
  })

  it('goes on after a job that failed, and tells only who asked for it', async () => {
    const said: string[] = []
    const [first, second] = [job('first', said), job('second', said)]
    const serial = new Serial()
    const failing = serial.run('a', first.run)
    const following = serial.run('a', second.run)
    first.end(new Error('It failed.'))
    second.end()
    await expect(failing).rejects.toThrow('It failed.')
    await expect(following).resolves.toBeUndefined()
  })

  it('hands on what a job returns', async () => {
    expect(await new Serial().run('a', async () => 1)).toBe(1)
  })
})
