/** Ends the process with a line that says what is wrong and what to do, without a stack. */
export function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
