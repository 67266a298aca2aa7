import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** What tools keep on purpose in the folder for temporary files, for the next time. */
const CACHES = /^(tsx-|node-compile-cache$)/
/** What ends by itself with the process that started it, which may be the one that asks. */
const SERVICES = /\besbuild(\.exe)? --service=/

/** The names of what lies in a folder for temporary files, but for the caches of tools. */
export function leftFiles(folder) {
  return readdirSync(folder).filter((name) => !CACHES.test(name))
}

/**
 * The processes that a command has left: all that it started inherit its folder for temporary files, or work in it, also
 * those that left its group and outlived their parents. Those that are just ending are given some seconds.
 * @returns {Promise<{ id: number, command: string }[]>}
 */
export async function leftProcesses(folder, patience = 5000) {
  const end = Date.now() + patience
  const find = () => processesOf(folder).filter(({ command }) => !SERVICES.test(command))
  while (find().length > 0 && Date.now() < end) await wait(50)
  return find()
}

/** Ends all that go by the folder, and what they start meanwhile. */
export async function killProcesses(folder, patience = 5000) {
  const end = Date.now() + patience
  for (let left = processesOf(folder); left.length > 0 && Date.now() < end; left = processesOf(folder)) {
    for (const { id } of left) kill(id)
    await wait(50)
  }
}

/** Ends a process at once. */
export function kill(id) {
  try {
    process.kill(id, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/** Windows shows nobody what a process inherits: there none are found. */
function processesOf(folder) {
  const find = { linux: linuxProcesses, darwin: macProcesses }[process.platform]
  const found = find?.(realpathSync(folder)) ?? []
  return found.filter(({ id }) => id !== process.pid)
}

function linuxProcesses(folder) {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const ours = ids.filter((id) => read(() => isBelow(folder, id)))
  const command = (id) => read(() => readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()) ?? ''
  return ours.map((id) => ({ id: Number(id), command: command(id) }))
}

function isBelow(folder, id) {
  const environment = readFileSync(`/proc/${id}/environ`, 'utf8').split('\0')
  const places = environment.filter((variable) => variable.startsWith('TMPDIR=')).map((variable) => variable.slice(7))
  // Its working folder tells too: a test may hand down an environment of its own.
  return [...places, readlinkSync(`/proc/${id}/cwd`)].some((place) => `${place}/`.startsWith(`${folder}/`))
}

/** A process may end while it is looked at, and may be somebody else's. */
function read(look) {
  try {
    return look()
  } catch {
    return undefined
  }
}

function macProcesses(folder) {
  const lines = execFileSync('ps', ['-axEww', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n')
  const ours = lines.filter((line) => `${line}/`.includes(` TMPDIR=${folder}/`) || line.includes(` TMPDIR=${folder} `))
  return ours.map((line) => ({
    id: Number.parseInt(line, 10),
    command: line.trim().replace(/^\d+ /, '').split(' TMPDIR=')[0],
  }))
}
