/** An answer that is a refusal. The SDK passes `code` and `message` on to the developer. */
export class Refusal extends Error {
  constructor(status, code, message) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Express's error handler. What is no refusal stays here. */
export function answerError(error, _request, response, _next) {
  const isRefusal = error instanceof Refusal || error.expose
  if (!isRefusal) console.error(error.message)
  const { status = 500, code = 'BadRequest', message } = isRefusal ? error : { code: 'Internal', message: 'failed' }
  response.status(status).json({ error: { code, message } })
}
