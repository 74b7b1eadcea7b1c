/** What stands on the toolbar's buttons: strokes on a sheet of 24 by 24. */
export const signs = {
  link: 'M10 14a4.5 4.5 0 0 0 6.4 0l3-3A4.5 4.5 0 0 0 13 4.6l-1 1M14 10a4.5 4.5 0 0 0-6.4 0l-3 3A4.5 4.5 0 0 0 11 19.4l1-1',
  quote: 'M10 7H5v6h4c0 2.5-1 4-3.5 4.5M20 7h-5v6h4c0 2.5-1 4-3.5 4.5',
  bullets: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  numbers: 'M10 6h10M10 12h10M10 18h10M4 4.5l1.5-1V9M3.5 14.5c2-1.5 3.2.5 1.6 2L3.5 19H7',
  picture: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.5 9h.01',
  gallery: 'M7 4h13v11H7zM7 13l3.5-3.5L14 13l2-2 4 3.5M4 8v11h13',
  embed: 'M4 5h16v14H4zM10 9l5 3-5 3z',
  factBox: 'M4 4h16v16H4zM12 11v5M12 8h.01',
  also: 'M4 6h9M4 12h6M4 18h6M13 15h7M17 11.5l3.5 3.5-3.5 3.5',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10.5 5v14',
  rule: 'M4 12h16M8 6h8M8 18h8',
  undo: 'M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3',
  redo: 'M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3',
} as const

/** Drawn for eyes; a screen reader says the button's name. */
export function drawn(sign: keyof typeof signs): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  made.setAttribute('viewBox', '0 0 24 24')
  made.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', signs[sign])
  made.append(path)
  return made
}
