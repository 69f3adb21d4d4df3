#!/usr/bin/env node
// `baton <command>`: brings what is built up to date with the sources, then runs the command in this process.
import { pathToFileURL } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Baton needs Node.js 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org`,
  )
  process.exit(1)
}

const [command = '--help', ...args] = process.argv.slice(2)

try {
  const { buildServer, buildWeb } = await import('./build.mjs')
  if (command === 'dev') {
    const { develop } = await import('./dev.mjs')
    await develop(args)
  } else {
    const needsWeb = command === 'start' || command === 'build'
    const pages = needsWeb ? buildWeb() : undefined
    // Whoever needs the pages waits for them, and hears then if they could not be built.
    pages?.catch(() => undefined)
    const entry = await buildServer()
    if (command === 'build') {
      await pages
      console.log('Built dist/server and dist/web')
    } else await run(entry, pages)
  }
} catch (error) {
  console.error(process.env.DEBUG || !(error instanceof Error) ? error : error.message)
  process.exitCode = 1
}

async function run(entry, pages) {
  process.setSourceMapsEnabled(true)
  const { main } = await import(pathToFileURL(entry).href)
  process.exitCode = await main([command, ...args], pages)
}
