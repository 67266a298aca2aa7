import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { authenticate, logIn } from './login.js'
import { settings } from './settings.js'
import { RequestToSign, signFor } from './sign.js'

const Login = z.object({ code: z.string().min(1) })

const app = new Hono()

app.post('/login', async (context) => {
  const { code } = Login.parse(await context.req.json())
  return context.json(await logIn(code))
})

app.post('/cos/sign', async (context) => {
  const folder = await authenticate(context.req.header('authorization'))
  const request = RequestToSign.parse(await context.req.json())
  return context.json(await signFor(folder, request))
})

/** The SDK passes `message` on to the developer. What is no refusal stays here. */
app.onError((error, context) => {
  if (error instanceof HTTPException) return context.json({ error: { message: error.message } }, error.status)
  if (error instanceof z.ZodError || error instanceof SyntaxError)
    return context.json({ error: { message: 'the request is not as it should be' } }, 400)
  console.error(error.message)
  return context.json({ error: { message: 'failed' } }, 500)
})

serve({ fetch: app.fetch, port: settings.PORT }, ({ port }) => console.log(`listening on port ${port}`))
