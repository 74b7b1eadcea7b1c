/** Of the page cache: every page whose matter is the weather. Pages with weather beside the news keep their own short time. */
export const weatherTag = 'weather'
