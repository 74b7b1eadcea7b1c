import { type Db, row, run } from '../../platform/database.js'

/** What readers see of a story, as far as pictures are in it. */
export function findShownPictures(
  db: Db,
  articleId: number,
): Promise<{ coverId: number | null; body: string } | undefined> {
  return row(db, 'select cover_id as "coverId", body_html as body from articles where id = :articleId', { articleId })
}

export async function setShownPictures(
  db: Db,
  articleId: number,
  { coverId, body }: { coverId: number | null; body: string },
): Promise<void> {
  await run(db, 'update articles set cover_id = :coverId, body_html = :body where id = :articleId', {
    articleId,
    coverId,
    body,
  })
}

/** Until the end of the transaction nobody else changes the page. */
export async function holdPageBody(db: Db, pageId: number): Promise<string | undefined> {
  const found = await row<{ body: string }>(db, 'select body_html as body from pages where id = :pageId for update', {
    pageId,
  })
  return found?.body
}

export async function setPageBody(db: Db, pageId: number, body: string, now: Date): Promise<void> {
  await run(db, 'update pages set body_html = :body, updated_at = :now where id = :pageId', { pageId, body, now })
}
