/** A server of the app: answers each request that reaches its host. What it throws is a connection that is lost. */
export type TestServer = (request: TestServerRequest) => TestServerAnswer | Promise<TestServerAnswer>

/** A request as it came. */
export interface TestServerRequest {
  /** HTTP method, in capitals. */
  method: string
  /** Without the query, such as `/login`. */
  path: string
  /** The query's parameters, decoded. */
  query: Readonly<Record<string, string>>
  /** Headers by lower-case name. */
  headers: Readonly<Record<string, string>>
  /** The body. */
  body: Uint8Array
  /** The body, where it is JSON. */
  json: unknown
}

/** How a server answers. */
export interface TestServerAnswer {
  /** HTTP status. @default 200 */
  status?: number
  /** Headers by name. @default the content type of the body */
  headers?: Readonly<Record<string, string>>
  /** Bytes and texts as they are; all else as JSON. @default nothing */
  body?: unknown
}
