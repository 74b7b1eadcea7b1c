import { z } from 'zod'

/** JSON Feed 1.1, field by field. Strict: only names that begin with `_` may be added. */

const address = z.url({ protocol: /^https$/ })
const date = z.iso.datetime({ offset: true })
const author = z.strictObject({ name: z.string().optional(), url: address.optional(), avatar: address.optional() })

const item = z
  .strictObject({
    id: z.string().min(1),
    url: address,
    external_url: address.optional(),
    title: z.string().optional(),
    content_html: z.string().optional(),
    content_text: z.string().optional(),
    summary: z.string().optional(),
    image: address.optional(),
    date_published: date,
    date_modified: date,
    authors: z.array(author).optional(),
    tags: z.array(z.string()).optional(),
    language: z.enum(['ru', 'kk']),
    attachments: z
      .array(z.strictObject({ url: address, mime_type: z.string(), size_in_bytes: z.int().min(1) }))
      .optional(),
    _locman: z.object({ about: z.string() }),
  })
  .refine(({ content_html, content_text }) => content_html !== undefined || content_text !== undefined, 'no content')

export const jsonFeedRules = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  description: z.string().optional(),
  home_page_url: address,
  feed_url: address,
  next_url: address.optional(),
  icon: address,
  favicon: address,
  language: z.enum(['ru', 'kk']),
  authors: z.array(author).min(1),
  hubs: z.array(z.strictObject({ type: z.string(), url: address })).optional(),
  items: z.array(item),
})
