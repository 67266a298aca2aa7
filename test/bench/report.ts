/** What a bench has measured. */
export interface Report {
  lines: string[]
  /** What is slower or larger than it should be: `npm run bench` fails where there is any. */
  shortfalls: string[]
  /** The same as data, for the documents. */
  figures?: object
}
