/**
 * The mini program in a desktop browser, on WeChat's own component framework, for people and tests. What differs from
 * a phone: one document for all pages, with `setData` at once; CORS, which the services have to answer; the
 * album is a download; files are gone after a reload, while storage and the device's id stay. A menu beside the phone
 * simulates what a phone runs into.
 */
export { buildHost, type BuildOptions, type BuildResult } from './build/host'
export { serveHost, type ServeOptions } from './serve'
