// Finds a Chromium to test with: the one BROWSER_PATH names, the one that comes with npm, or an installed one.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

/** How to start a Chromium. */
export type Chromium = {
  readonly executablePath: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const require = createRequire(import.meta.url)

/** A Chromium, or null where there is none. */
export function findChromium(): Chromium | null {
  const given = process.env.BROWSER_PATH
  if (given !== undefined && given !== '') return installed(given)
  return npmChromium() ?? installedSomewhere()
}

const installed = (executablePath: string): Chromium => ({ executablePath, args: rootArgs(), env: {} })

// Chromium's own sandbox cannot be set up by root, nor in most containers.
const rootArgs = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])

const wellKnown: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
}

function installedSomewhere(): Chromium | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  const found = [...(wellKnown[process.platform] ?? []), ...places].find(isProgram)
  return found === undefined ? null : installed(found)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function npmChromium(): Chromium | null {
  const bin = packageFolder('@sparticuz/chromium', 'bin')
  if (bin === null || process.platform !== 'linux' || process.arch !== 'x64') return null
  const folder = unpacked(bin)
  return {
    executablePath: join(folder, 'chromium'),
    args: [
      '--no-sandbox',
      '--headless=shell',
      '--font-render-hinting=none',
      // Pages have no use for a graphics card that is played by the processor.
      '--disable-gpu',
      '--disable-software-rasterizer',
    ],
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: fontConfiguration(folder),
      HOME: folder,
    },
  }
}

// Packages that export no package.json are found by walking up from their entry.
function packageFolder(name: string, inside: string): string | null {
  try {
    let folder = dirname(require.resolve(name))
    while (!existsSync(join(folder, inside)) && dirname(folder) !== folder) folder = dirname(folder)
    return existsSync(join(folder, inside)) ? join(folder, inside) : null
  } catch {
    return null
  }
}

/** The unpacked copy of this version, made once per user and machine. */
function unpacked(bin: string): string {
  const { version } = JSON.parse(readFileSync(join(bin, '..', 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `baton-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(folder)) return ownFolder(folder)
  const partial = `${folder}.${process.pid}`
  mkdirSync(partial, { mode: 0o700 })
  for (const name of readdirSync(bin).filter((file) => file.endsWith('.br')))
    unpack(join(bin, name), name, partial)
  try {
    renameSync(partial, folder)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

// The temporary folder is open to all: what another user put there is not run.
function ownFolder(folder: string): string {
  if (statSync(folder).uid !== (process.getuid?.() ?? 0))
    throw new Error(`${folder} belongs to someone else; remove it`)
  return folder
}

function unpack(file: string, name: string, into: string): void {
  const content = brotliDecompressSync(readFileSync(file))
  if (!name.endsWith('.tar.br')) {
    writeFileSync(join(into, name.replace(/\.br$/, '')), content, { mode: 0o755 })
    return
  }
  // SwiftShader is looked for beside the program; the other archives keep a folder of their own.
  const folder = name.startsWith('swiftshader') ? into : join(into, name.replace(/\.tar\.br$/, ''))
  mkdirSync(folder, { recursive: true })
  execFileSync('tar', ['--no-same-owner', '-xf', '-', '-C', folder], { input: content })
}

/** Tells fontconfig of a Chinese font, without which Chinese text is drawn as boxes. Returns the file's path. */
function fontConfiguration(folder: string): string {
  const chinese = packageFolder('@expo-google-fonts/noto-sans-sc', '400Regular')
  const regular = chinese === null ? [] : [chinese, join(chinese, '..', '700Bold')]
  const fonts = [join(folder, 'fonts'), ...regular, '/usr/share/fonts']
  const text = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${fonts.map((font) => `<dir>${font}</dir>`).join('')}<cachedir>${join(folder, 'font-cache')}</cachedir>
<alias><family>sans-serif</family><prefer><family>Open Sans</family><family>Noto Sans SC</family></prefer></alias>
</fontconfig>`
  const file = join(folder, `fonts-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.conf`)
  if (!existsSync(file)) writeFileSync(file, text)
  return file
}
