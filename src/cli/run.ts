// Runs the command line from the sources, for development.
import { main } from './main.ts'

process.exitCode = await main(process.argv.slice(2))
