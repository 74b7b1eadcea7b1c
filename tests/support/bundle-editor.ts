import { execFileSync } from 'node:child_process'

/** The editor's script is made of editor/ by the very command of the build; a page that names it needs the file. */
export default function bundleEditor(): void {
  execFileSync('npm', ['run', '--silent', 'bundle'], { stdio: 'inherit' })
}
