import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs from 'ejs'
import { type Language, languages } from '../language/language.js'
import { say, type Texts } from '../language/say.js'
import type { SafeHtml } from '../text/safe-html.js'

/**
 * Every template by name, with the model it prints. A page file adds its own:
 * `declare module '../web/views.js' { interface Views { 'site/article': ArticlePage } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Views {}

export type ViewName = keyof Views

/** Prints another template with its own model: the only way from one template to another. */
export type Part = <Name extends ViewName>(name: Name, page: Views[Name]) => SafeHtml

type Template = (locals: { page: unknown; part: Part; say: Texts }) => string

/** Prints a template in a language. */
export type Print = <Name extends ViewName>(language: Language, name: Name, page: Views[Name]) => SafeHtml

/** Compiles every template in `folder` once. A template that does not parse stops the start. */
export function compileViews(folder: string, options: { debug: boolean }): Print {
  const templates = new Map<string, Template>()
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ejs')) continue
    const source = readFileSync(join(folder, file), 'utf8')
    templates.set(
      file.slice(0, -'.ejs'.length).replaceAll('\\', '/'),
      compile(source, join(folder, file), options.debug),
    )
  }
  const parts = Object.fromEntries(
    languages.map((language) => {
      const texts = say(language)
      const part: Part = (name, page) => {
        const template = templates.get(name)
        if (!template) throw new Error(`There is no view ${name}`)
        return template({ page, part, say: texts }) as SafeHtml
      }
      return [language, part]
    }),
  ) as Record<Language, Part>
  return (language, name, page) => parts[language](name, page)
}

function compile(source: string, filename: string, debug: boolean): Template {
  return ejs.compile(withoutEmptyLines(source), {
    filename,
    strict: true,
    destructuredLocals: ['page', 'part', 'say'],
    localsName: 'locals',
    escape: escapeHtml,
    rmWhitespace: true,
    compileDebug: debug,
  }) as Template
}

/** A line that holds only code leaves no empty line in the page. */
function withoutEmptyLines(source: string): string {
  return source.replace(/(<%(?![=-])(?:(?!%>)[\s\S])*?)[-_]?%>[ \t]*(?=\n)/g, '$1-%>')
}

const special = /[&<>"']/
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Most printed values hold nothing to escape, so look before replacing. */
export function escapeHtml(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = String(value)
  return special.test(text) ? text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign) : text
}
