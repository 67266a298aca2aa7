import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import ignore from '@balena/dockerignore'
import { Copy, DockerfileParser } from 'dockerfile-ast'
import type { Instruction } from 'dockerfile-ast'

const REPOSITORY = join(__dirname, '../../..')
const DOCKERFILE = join(REPOSITORY, 'server/Dockerfile')

/** What the last stage of the Dockerfile says about the image. */
export interface Image {
  /** Where WORKDIR of the image lies on this machine. */
  workdir: string
  env: Record<string, string>
  user: string
  entrypoint: readonly string[]
  healthcheck: readonly string[]
}

/** One stage under way. */
interface Stage extends Image {
  /** Stands for `/` of the stage. */
  root: string
}

/**
 * Carries out `docker build -f server/Dockerfile .` below a folder, without Docker: the context is what a clone has, less
 * what the ignore file names; the base images are this machine, and `npm ci` is a link to what is installed here.
 */
export function buildImage(folder: string): Image {
  const stages = new Map<string, Stage>()
  const context = readContext()
  let stage: Stage | undefined
  for (const instruction of DockerfileParser.parse(readFileSync(DOCKERFILE, 'utf8')).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const name = wordsOf(instruction)[2] ?? `stage${stages.size}`
      stage = { root: join(folder, name), workdir: '', env: {}, user: 'root', entrypoint: [], healthcheck: [] }
      stages.set(name, stage)
    } else if (stage !== undefined) carryOut(instruction, stage, { stages, context })
  }
  if (stage === undefined) throw new Error('The Dockerfile has no FROM')
  return stage
}

interface World {
  stages: ReadonlyMap<string, Stage>
  context: readonly string[]
}

function carryOut(instruction: Instruction, stage: Stage, world: World): void {
  const words = wordsOf(instruction)
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      stage.workdir = join(stage.root, words[0] ?? '')
      mkdirSync(stage.workdir, { recursive: true })
      return
    case 'COPY':
      return copy(instruction, stage, world)
    case 'RUN':
      if (words.join(' ') === 'npm ci') return linkModules(stage.workdir)
      execFileSync('sh', ['-c', instruction.getArgumentsContent() ?? ''], { cwd: stage.workdir, stdio: 'pipe' })
      return
    case 'ENV':
      for (const word of words) stage.env[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1)
      return
    case 'USER':
      stage.user = words[0] ?? ''
      return
    case 'ENTRYPOINT':
      stage.entrypoint = JSON.parse(instruction.getArgumentsContent() ?? '[]') as string[]
      return
    case 'HEALTHCHECK':
      stage.healthcheck = JSON.parse(/\[.*\]$/.exec(instruction.getArgumentsContent() ?? '')?.[0] ?? '[]') as string[]
      return
    case 'ARG':
    case 'EXPOSE':
      return
    default:
      throw new Error(`The Dockerfile has ${instruction.getKeyword()}, which this test does not carry out`)
  }
}

function copy(instruction: Instruction, stage: Stage, { stages, context }: World): void {
  const sources = wordsOf(instruction)
  const target = join(stage.workdir, sources.pop() ?? '')
  const from = instruction instanceof Copy ? instruction.getFromFlag()?.getValue() : undefined
  const other = stages.get(from ?? '')
  for (const source of sources) {
    const origin = join(other?.root ?? REPOSITORY, source)
    // Of a folder its contents are copied; a file keeps its name.
    const place = statSync(origin).isDirectory() ? target : join(target, basename(source))
    const files =
      other === undefined ? context.filter((file) => file === source || file.startsWith(`${source}/`)) : ['']
    if (files.length === 0) throw new Error(`COPY ${source}: the context has no such thing`)
    for (const rest of files.map((file) => file.slice(source.length)))
      cpSync(origin + rest, place + rest, { recursive: true })
  }
}

const wordsOf = (instruction: Instruction) => instruction.getArguments().map((argument) => argument.getValue())

/** The files of a clone that the ignore file beside the Dockerfile leaves in. */
function readContext(): string[] {
  const options = { cwd: REPOSITORY, encoding: 'utf8' } as const
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], options)
  const rules = readFileSync(`${DOCKERFILE}.dockerignore`, 'utf8').split('\n')
  return ignore().add(rules).filter(listed.split('\0').filter(Boolean))
}

/** As `npm ci` leaves it: all packages, and the workspaces as links to the folders beside. */
function linkModules(workdir: string): void {
  const installed = join(REPOSITORY, 'node_modules')
  const modules = join(workdir, 'node_modules')
  mkdirSync(modules)
  for (const name of readdirSync(installed)) symlinkSync(join(installed, name), join(modules, name))
  rmSync(join(modules, 'cos-miniprogram'))
  symlinkSync(join(workdir, 'sdk'), join(modules, 'cos-miniprogram'))
}
