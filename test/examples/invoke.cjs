// Calls a cloud function once, as WeChat does: `node invoke.cjs FOLDER EVENT`. Prints its result; fails with its message.
const [, , folder, event] = process.argv

require(folder)
  .main(JSON.parse(event), {})
  .then(
    (result) => process.stdout.write(`RESULT ${JSON.stringify(result)}\n`),
    (error) => {
      process.stderr.write(`${error.message}\n`)
      process.exitCode = 1
    },
  )
