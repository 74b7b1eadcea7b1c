import { type Cover, focusClasses, liteWidth, type Picture, pictureAddress, srcset } from '../features/media/picture.js'
import type { Language } from '../language/language.js'
import { weightWords } from '../language/numbers.js'
import { say } from '../language/say.js'
import type { SafeHtml } from '../text/safe-html.js'
import type { Display } from '../web/display.js'
import { escapeHtml } from '../web/views.js'

/** A picture as a page prints it: whole, as a link that tells its weight (lite), or as its description alone. */
export interface PictureView {
  show: 'picture' | 'link' | 'words'
  alt: string
  width: number
  height: number
  tone: string
  /** Classes that say where its eye lies, for crops; empty where nobody said. */
  focus: string
  src: string
  avif: string
  webp: string
  jpg: string
  /** The words of the link in the lite version. */
  linkWords: string
}

declare module '../web/views.js' {
  interface Views {
    'parts/picture': {
      picture: PictureView
      /** How wide it will be drawn, for the browser's choice of a variant. */
      sizes: 'lead' | 'second' | 'card' | 'body'
      /** The page's first picture is loaded at once, the others when they come near. */
      isFirst: boolean
    }
  }
}

export function pictureView(
  picture: Picture & { alt: string; focus?: Cover['focus'] },
  display: Display,
  language: Language,
): PictureView {
  return {
    show: display.lite ? 'link' : display.pictures ? 'picture' : 'words',
    alt: picture.alt,
    width: picture.width,
    height: picture.height,
    tone: `tone-${picture.tone}`,
    focus: focusClasses(picture.focus ?? null),
    src: pictureAddress(picture.hash, liteWidth, 'jpg'),
    avif: srcset(picture, 'avif'),
    webp: srcset(picture, 'webp'),
    jpg: srcset(picture, 'jpg'),
    linkWords: say(language).article.showPicture(weightWords(language, picture.liteBytes)),
  }
}

const storedPicture =
  /<img src="\/media\/([0-9a-f]{64})\/\d+\.jpg" alt="([^"]*)" width="(\d{1,5})" height="(\d{1,5})" data-picture="(\d+)" data-tone="(\d{1,2})" data-bytes="(\d+)" \/>/g

/** A stored body as a page prints it: its pictures the way this reader wants them, its tables in boxes that scroll. */
export function bodyWithPictures(
  body: SafeHtml,
  display: Display,
  language: Language,
  print: (picture: PictureView) => SafeHtml,
): SafeHtml {
  return withCredits(withBoxes(body), language).replace(storedPicture, (_, hash, alt, width, height, id, tone, bytes) =>
    print(
      pictureView(
        {
          id: Number(id),
          hash,
          alt: unescapeHtml(alt),
          width: Number(width),
          height: Number(height),
          tone: Number(tone),
          liteBytes: Number(bytes),
        },
        display,
        language,
      ),
    ),
  ) as SafeHtml
}

/** Who took a picture in the text is told as of a cover: in the reader's words, after a dash where a caption goes before. */
function withCredits(body: string, language: Language): string {
  // Few texts have one, and looking for the space before it takes longer than looking for it.
  if (!body.includes('<small data-kind="credit">')) return body
  const label = say(language).article.photo
  return body.replace(
    /(<figcaption>)?\s*<small data-kind="credit">([^<]*)<\/small>/g,
    (_, start: string | undefined, name: string) => `${start ?? ' — '}<span class="credit">${label}: ${name}</span>`,
  )
}

/** A table wider than the screen scrolls in a box that a keyboard can reach; a fact box is a note, not a landmark beside the page's own. */
function withBoxes(body: string): string {
  return body
    .replace(/<table\b/g, '<div class="wide" tabindex="0"><table')
    .replaceAll('</table>', '</table></div>')
    .replace(/<aside\b/g, '<aside role="note"')
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** Plain text with found words between two marks, as HTML with `<mark>`. */
export function withMarks(text: string, start: string, end: string): SafeHtml {
  return escapeHtml(text).replaceAll(start, '<mark>').replaceAll(end, '</mark>') as SafeHtml
}
