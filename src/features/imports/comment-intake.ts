import { oneLine, type SafeHtml, safeComment } from '../../text/safe-html.js'
import { blocksHtml } from './html-blocks.js'
import { linkTo } from './html-inline.js'
import { parseTree } from './html-tree.js'
import { skip } from './import-report.js'
import { type ImportItem, importedKey } from './import-run.js'
import { insertComment } from './import-store.js'
import type { WxrComment, WxrPost } from './wxr-entry.js'

const states: Record<string, 'shown' | 'waiting' | 'hidden'> = {
  1: 'shown',
  approve: 'shown',
  0: 'waiting',
  hold: 'waiting',
  spam: 'hidden',
  trash: 'hidden',
  'post-trashed': 'hidden',
}

const nameless = { ru: 'Без имени', kk: 'Аты жоқ' }
const maxLength = 50_000

/** Readers' comments with their order and answers. Addresses and networks of the writers stay behind. */
export async function takeInComments(item: ImportItem, post: WxrPost, articleId: number): Promise<void> {
  const ids = new Map<string, number>()
  // An answer has a higher number than what it answers, whatever the order in the file.
  const comments = post.comments.toSorted((a, b) => Number(a.number) - Number(b.number))
  for (const comment of comments) {
    if (!isFromReader(comment)) {
      skip(item.report, `comments of the type ${comment.type.slice(0, 30)}`)
      continue
    }
    const body = commentHtml(comment.content)
    if (body === '') {
      skip(item.report, 'comments without words')
      continue
    }
    const id = await insertComment(item.db, {
      articleId,
      parentId: ids.get(comment.parent) ?? null,
      writerName: oneLine(comment.author, 100) || nameless[item.run.language],
      body,
      state: states[comment.approved] ?? 'waiting',
      writtenAt: comment.writtenAt ?? post.publishedAt ?? item.run.kit.clock.now(),
      importedKey: importedKey(item.run, 'comment', comment.number),
    })
    item.report.counts.comments[id === undefined ? 'alreadyHere' : 'new']++
    if (id !== undefined) ids.set(comment.number, id)
  }
}

function isFromReader({ type }: WxrComment): boolean {
  return type === '' || type === 'comment'
}

function commentHtml(content: string): SafeHtml {
  const style = {
    isClassic: true,
    pictureHtml: ({ attribs }: { attribs: Record<string, string> }) => {
      const address = attribs.src ?? ''
      return /^https?:\/\//.test(address) ? `<p>${linkTo(address, attribs.alt || address)}</p>` : ''
    },
  }
  const html = blocksHtml(parseTree(content.slice(0, maxLength)), style)
  // A comment has no headings; as bare text they would run together.
  return safeComment(html.replace(/<h[1-6]>/g, '<p><strong>').replace(/<\/h[1-6]>/g, '</strong></p>'))
}
