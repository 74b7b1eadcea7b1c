import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { project } from './built.js'
import type { Asked, Job, Told, Usage } from './servers/job.js'

export interface ServerProcess {
  port: number
  usage(): Promise<Usage>
  stop(): Promise<void>
}

/** As `npm start` and the container run the program. */
export const programFlags = ['--max-semi-space-size=8', '--heap-growing-percent=30']

const running = new Set<ChildProcess>()
const secondsToStart = 60

/** Starts a server in a process of its own: `process.execPath --import tsx bench/server.ts`. */
export async function startServer(job: Job, options: { profileFolder: string | null }): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), {
    cwd: project,
    execArgv: [...programFlags, '--import', 'tsx', ...profileFlags(job.kind, options.profileFolder)],
    // As in the container; both Express and libraries look at it.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  watch(child)
  child.send(job satisfies Asked)
  const told = await nextMessage(child)
  if (!('port' in told)) throw new Error('a server process did not begin with its port')
  return serverProcess(child, told.port)
}

/** Also for processes that others forked: they answer `usage` and stop when told or when this process is gone. */
export function serverProcess(child: ChildProcess, port: number): ServerProcess {
  return {
    port,
    usage: async () => {
      child.send('usage' satisfies Asked)
      const told = await nextMessage(child)
      if (!('usage' in told)) throw new Error('a server process did not answer about its usage')
      return told.usage
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.send('stop' satisfies Asked)
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await once(child, 'exit')
      clearTimeout(late)
    },
  }
}

export function watch(child: ChildProcess): void {
  running.add(child)
  child.once('exit', () => running.delete(child))
}

/** For the end of a run that failed or was interrupted. */
export async function stopAllServers(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    }),
  )
}

function nextMessage(child: ChildProcess): Promise<Told> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(late)
      child.off('message', hear)
      child.off('exit', fail)
      settle()
    }
    const hear = (message: unknown) => finish(() => resolve(message as Told))
    const fail = () => finish(() => reject(new Error('a server process ended unexpectedly; its words stand above')))
    const late = setTimeout(
      () => finish(() => reject(new Error('a server process does not answer'))),
      secondsToStart * 1000,
    )
    child.once('message', hear)
    child.once('exit', fail)
  })
}

/** The program's own profile is the larger of the two in the folder; the other is of the thread that loads modules. */
function profileFlags(kind: Job['kind'], folder: string | null): string[] {
  return folder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${join(folder, kind)}`]
}
