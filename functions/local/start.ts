/**
 * `npm start`: builds the CRM and serves it from this machine, with its database, files and Durable Object in a folder
 * (STATE_DIR, .tonle) and a cron tick each minute. PORT chooses the port.
 */
import { say, serve } from './serve.ts'

const place = { port: Number(process.env.PORT ?? 8787), state: process.env.STATE_DIR ?? '.tonle' }
say(await serve(place), place)
