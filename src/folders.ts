import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, from src/ in development and from dist/ in production. */
const project = dirname(dirname(fileURLToPath(import.meta.url)))

export const folders = {
  migrations: join(project, 'migrations'),
  views: join(project, 'views'),
  public: join(project, 'public'),
}
