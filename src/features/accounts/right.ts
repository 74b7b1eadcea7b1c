/** What a person may do, by name. A route names the right it needs, and the deed behind it asks once more. */
export const rights = [
  'articles.write', // one's own stories: write, hand in for review
  'articles.edit', // everybody's stories
  'articles.publish', // publish, schedule, correct, withdraw
  'front.arrange',
  'media.upload',
  'media.manage',
  'filing.manage', // sections, tags, authors, sources
  'pages.manage',
  'redirects.manage',
  'rates.manage',
  'comments.moderate',
  'board.moderate', // visitors' ads
  'ads.manage', // partners' banners
  'syndication.manage', // partner feeds, pings, crawlers
  'search.read', // what readers did not find
  'statistics.read',
  'audit.read',
  'settings.manage',
  'staff.manage',
] as const
export type Right = (typeof rights)[number]

export const roles = ['reporter', 'editor', 'chief', 'advertising'] as const
export type Role = (typeof roles)[number]

const reporter: readonly Right[] = ['articles.write', 'media.upload', 'search.read', 'statistics.read']
const editor: readonly Right[] = [
  ...reporter,
  'articles.edit',
  'articles.publish',
  'front.arrange',
  'media.manage',
  'filing.manage',
  'pages.manage',
  'redirects.manage',
  'rates.manage',
  'comments.moderate',
  'board.moderate',
]

export const rightsOf: Record<Role, ReadonlySet<Right>> = {
  reporter: new Set(reporter),
  editor: new Set(editor),
  chief: new Set(rights),
  advertising: new Set(['ads.manage', 'board.moderate', 'media.upload', 'statistics.read']),
}
