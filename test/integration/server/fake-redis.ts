import { createServer } from 'node:net'
import type { Socket } from 'node:net'

/** What Redis answers to a command, in its protocol; `undefined`: nothing, ever. */
export type Reply = string | undefined

/** Plays a Redis that is in trouble, which a real one is not on command. */
export interface FakeRedis {
  url: string
  /** To all that counts. */
  reply: Reply
  /** To HELLO, with which a client logs in. */
  welcome: Reply
  /** Commands so far that count. */
  counted: number
  close(): Promise<void>
}

/** Two numbers: what has been counted, and how many milliseconds it is kept. */
export const counting = '*2\r\n:1\r\n:60000\r\n'
const WELCOME = '%1\r\n$6\r\nserver\r\n$5\r\nredis\r\n'
const INFO = '$9\r\nloading:0\r\n'

/** Listens on a port of this machine. */
export async function startFakeRedis(): Promise<FakeRedis> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    socket.setEncoding('utf8').on('data', (text: string) => {
      for (const command of commandsIn(text)) {
        const reply = replyTo(command)
        if (reply !== undefined) socket.write(reply)
      }
    })
  })
  const replyTo = (command: string): Reply => {
    if (command === 'HELLO') return redis.welcome
    if (command === 'INFO') return INFO
    if (!command.startsWith('EVAL')) return '+OK\r\n'
    redis.counted += 1
    return redis.reply
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const redis: FakeRedis = {
    url: `redis://:example-password@127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    reply: counting,
    welcome: WELCOME,
    counted: 0,
    async close() {
      sockets.forEach((socket) => socket.destroy())
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return redis
}

/** Each command is an array of strings; its name comes first. Here none is so long that it comes in two pieces. */
const commandsIn = (text: string) =>
  [...text.matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)].map(([, name = '']) => name.toUpperCase())
