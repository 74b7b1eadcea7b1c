import { z } from 'zod'

/** What schema.org and the documentation of search engines allow in a story's graph. Strict: a property that nobody knows is a fault. */

const address = z.url({ protocol: /^https$/ }).max(2048)
const words = z.string().min(1)
/** With seconds and offset. */
const date = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d$/)
const reference = z.strictObject({ '@id': address })
const thing = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.strictObject({ '@type': z.literal(type), ...shape })

const person = thing('Person', { name: words, url: address })
const organization = thing('Organization', { name: words, url: address.optional() })

const image = thing('ImageObject', {
  url: address,
  width: z.int().min(1),
  height: z.int().min(1),
  caption: words.optional(),
  creditText: words.optional(),
  creator: thing('Person', { name: words }).optional(),
  copyrightNotice: words.optional(),
  license: address.optional(),
}).refine(({ width, height }) => Number(width) * Number(height) >= 50_000, 'too small for a search engine')

const otherVersion = thing('NewsArticle', { '@id': address, url: address })

const story = thing('NewsArticle', {
  '@id': address.refine((id) => id.endsWith('#article')),
  mainEntityOfPage: address,
  url: address,
  headline: words.max(110),
  alternativeHeadline: words.max(300).optional(),
  description: words.optional(),
  inLanguage: z.enum(['ru', 'kk']),
  datePublished: date,
  dateModified: date,
  author: z.array(z.union([person, organization])).min(1),
  publisher: reference,
  isPartOf: reference,
  image: z.array(image).min(1),
  articleSection: words,
  keywords: z.array(words).min(1).optional(),
  about: z
    .array(thing('Thing', { name: words, url: address }))
    .min(1)
    .optional(),
  contentLocation: thing('Place', {
    name: words,
    identifier: z.string().regex(/^KZ-\w{2,3}$/),
    address: thing('PostalAddress', { addressCountry: z.literal('KZ'), addressRegion: words }),
  }).optional(),
  wordCount: z.int().min(0),
  isAccessibleForFree: z.literal(true),
  discussionUrl: address,
  commentCount: z.int().min(0),
  correction: z
    .array(thing('CorrectionComment', { text: words, datePublished: date }))
    .min(1)
    .optional(),
  speakable: thing('SpeakableSpecification', { cssSelector: z.array(words).min(1) }),
  isBasedOn: address.optional(),
  sourceOrganization: organization.optional(),
  creditText: words.optional(),
  workTranslation: otherVersion.optional(),
  translationOfWork: otherVersion.optional(),
})

const breadcrumbs = thing('BreadcrumbList', {
  '@id': address,
  itemListElement: z
    .array(thing('ListItem', { position: z.int(), name: words, item: address.optional() }))
    .min(2)
    .refine((items) => items.every(({ position }, at) => position === at + 1), 'not counted from one'),
})

const publisher = thing('NewsMediaOrganization', {
  '@id': address,
  name: words,
  url: address,
  logo: thing('ImageObject', { url: address, width: z.int().min(112), height: z.int().min(1) }),
  sameAs: z.array(address).min(1).optional(),
  publishingPrinciples: address.optional(),
  correctionsPolicy: address.optional(),
  ethicsPolicy: address.optional(),
  masthead: address.optional(),
  ownershipFundingInfo: address.optional(),
})

export const storyGraph = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@graph': z.tuple([story, breadcrumbs, publisher]),
})
