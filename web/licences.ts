import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

interface Lock {
  packages: Record<string, { dev?: boolean; devOptional?: boolean }>
}

function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(...path), 'utf8'))
}

/** The packages of package-lock.json whose code is in the page; the documents of the API come from one that only building needs. */
export function packagesOfPage(lock: Lock): string[] {
  const names = Object.entries(lock.packages)
    .filter(
      ([path, { dev, devOptional }]) =>
        path !== '' && (!(dev || devOptional) || path === 'node_modules/swagger-ui-dist'),
    )
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
  return [...new Set(names)].sort()
}

/** Where some packages have their licence. */
function inFolder(place: string, folder: string): string[] {
  const path = join(place, folder)
  return existsSync(path) ? readdirSync(path).map((file) => join(folder, file)) : []
}

/** Name, version and licence of each package with the texts that it came with. folder: that of package-lock.json. */
export function licenceTexts(folder: string): string {
  const lock = readJson(folder, 'package-lock.json') as Lock
  const parts = packagesOfPage(lock).map((name) => {
    const place = join(folder, 'node_modules', name)
    if (!existsSync(place)) return ''
    const { version, license } = readJson(place, 'package.json') as { version: string; license: string }
    const texts = [...readdirSync(place), ...inFolder(place, 'dist')]
      .filter(
        (file) =>
          /^(dist\/)?(licen[cs]e|notice)(\.(md|txt))?$/i.test(file) ||
          file === 'swagger-ui-bundle.js.LICENSE.txt',
      )
      .map((file) => readFileSync(join(place, file), 'utf8').trim())
    return [`${name} ${version}, ${license}`, ...texts].join('\n\n')
  })
  return `${parts.filter(Boolean).join(`\n\n${'-'.repeat(78)}\n\n`)}\n`
}

/** Puts the licences of others beside what was made out of their code, as these ask for: /licences.txt. */
export function writeLicences(): Plugin {
  return {
    name: 'write-licences',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licenceTexts(import.meta.dirname) })
    },
  }
}
