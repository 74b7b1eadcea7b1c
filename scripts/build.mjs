import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * Turns src/ into dist/, file by file, and bundles the editor's script. Types are the business of `npm run types`: looking
 * at them would make every first start seconds longer. What has not changed since the last build is not built again.
 */
const project = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(project, 'dist')
const stampFile = join(dist, '.built-from')

const stamp = stampOf(['src', 'editor', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'])
if (stamp !== lastStamp()) {
  // A file whose source is gone would stay and could still be imported.
  rmSync(dist, { recursive: true, force: true })
  await Promise.all([compile(), bundleEditor()]).catch(() => process.exit(1)) // esbuild has told what is wrong
  writeFileSync(stampFile, stamp)
}

function compile() {
  return build({
    entryPoints: filesOf(join(project, 'src')).filter((file) => file.endsWith('.ts')),
    outdir: dist,
    outbase: join(project, 'src'),
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    // Traces need places, not texts: twice the memory and the longer start would buy nothing.
    sourcesContent: false,
    tsconfig: join(project, 'tsconfig.json'),
    logLevel: 'warning',
  })
}

function bundleEditor() {
  return build({
    entryPoints: [join(project, 'editor/editor.ts')],
    outfile: join(project, 'public/built/editor.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
  })
}

/** Names, sizes and times of all files: reading them whole would take longer than a start should. */
function stampOf(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths)
    for (const file of filesOf(join(project, path))) {
      const { size, mtimeMs } = statSync(file)
      hash.update(`${file} ${size} ${mtimeMs}\n`)
    }
  return hash.digest('hex')
}

function filesOf(path) {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function lastStamp() {
  try {
    return readFileSync(stampFile, 'utf8')
  } catch {
    return null
  }
}
