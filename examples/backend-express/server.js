import express from 'express'
import { issueCredentials } from './credentials.js'
import { answerError } from './errors.js'
import { authenticate, logIn } from './login.js'
import { settings } from './settings.js'

const app = express()
app.use(express.json())

app.post('/login', async (request, response) => {
  response.json(await logIn(request.body?.code))
})

app.post('/cos/credentials', async (request, response) => {
  const folder = authenticate(request.headers.authorization)
  response.json(await issueCredentials(request.body ?? {}, folder))
})

app.use(answerError)

const server = app.listen(settings.port, () => console.log(`listening on port ${server.address().port}`))
