export { buildHost, type BuildOptions, type BuildResult } from './build/host'
export { serveHost, type RunningHost, type ServeOptions } from './serve'
